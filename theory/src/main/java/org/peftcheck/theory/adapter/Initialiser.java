package org.peftcheck.theory.adapter;

import org.peftcheck.theory.algebra.Polynomial;

/** How the entries of a slot are drawn before training starts. */
public sealed interface Initialiser {

    /** All entries 0. */
    Initialiser ZERO = new Zero();

    /**
     * Entries uniform on ±1/√fanIn.
     *
     * @param fanIn the length of the vectors that the slot is multiplied with
     * @return the initialiser
     */
    static Initialiser uniformFanIn(Polynomial fanIn) {
        return new UniformFanIn(fanIn);
    }

    /** All entries 0. */
    record Zero() implements Initialiser {}

    /**
     * Entries independent and uniform on [−1/√fanIn, 1/√fanIn].
     *
     * @param fanIn the length of the vectors that the slot is multiplied with
     */
    record UniformFanIn(Polynomial fanIn) implements Initialiser {}

    /**
     * Entries that come from elsewhere, such as a decomposition of the pre-trained weight.
     *
     * @param from where they come from
     */
    record Given(String from) implements Initialiser {}
}
