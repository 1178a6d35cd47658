package org.peftcheck.papers;

/** Who says it. */
public enum ClaimOrigin {
    /** The paper. */
    PAPER,
    /** This toolkit: a result that is sharper than the paper's. */
    TOOLKIT
}
