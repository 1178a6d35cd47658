package org.peftcheck.broken.numeric;

/** A class whose name says nothing. */
public final class MatrixHelper {}
