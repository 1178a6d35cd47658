package org.peftcheck.theory.proof.operator;

import java.util.Objects;

/** What is known of whether an identity needs one of its hypotheses. */
public sealed interface Necessity {

    /**
     * The identity fails without the hypothesis.
     *
     * @param counterexample a model of all other hypotheses in which the goal does not vanish
     */
    record Needed(RationalModel counterexample) implements Necessity {
        /** Checks that there is a model. */
        public Needed {
            Objects.requireNonNull(counterexample, "counterexample");
        }
    }

    /**
     * Nobody has said.
     *
     * @param reason why, in one line
     */
    record Unknown(String reason) implements Necessity {
        /** Checks that a reason is given. */
        public Unknown {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("necessity: expected a reason, got none");
            }
        }
    }
}
