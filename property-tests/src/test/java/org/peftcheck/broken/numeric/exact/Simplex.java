package org.peftcheck.broken.numeric.exact;

/** What a finder uses. */
public record Simplex(int rows) {}
