package org.peftcheck.broken.numeric.interval;

/** What a checker uses. */
public record Interval(double lo, double hi) {}
