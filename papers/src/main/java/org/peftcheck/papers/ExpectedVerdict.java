package org.peftcheck.papers;

/** The verdict that the toolkit is expected to reach on the statement of a claim. */
public enum ExpectedVerdict {
    /** Holds for all instances. */
    PROVED,
    /** Holds, with rigorous arithmetic, on every instance that was tried. */
    CERTIFIED,
    /** A counterexample is known. */
    REFUTED,
    /** Not checked; the claim says why. */
    UNCHECKED
}
