package org.peftcheck.broken.training;

/** Something that the other layers must not see. */
public record Step(int number) {}
