package org.peftcheck.broken.numeric.peanut2025;

import org.peftcheck.broken.numeric.interval.Interval;

/** A construction that uses the arithmetic of the checker. */
public record SelfCheckedConstruction(Interval error) {}
