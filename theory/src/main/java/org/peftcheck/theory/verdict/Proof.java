package org.peftcheck.theory.verdict;

/** Placeholder until the polynomial lands. */
public interface Proof {}
