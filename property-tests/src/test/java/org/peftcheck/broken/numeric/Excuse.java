package org.peftcheck.broken.numeric;

/** A tolerance that anyone can change. */
public final class Excuse {

    /** The tolerance. */
    public static double tolerance = 1e-3;
}
