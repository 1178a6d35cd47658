package org.peftcheck.training.plan;

/** Numbers that a plan reads and does not compute. */
public sealed interface Source permits Indices, Numbers {}
