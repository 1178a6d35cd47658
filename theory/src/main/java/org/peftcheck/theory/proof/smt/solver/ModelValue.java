package org.peftcheck.theory.proof.smt.solver;

import java.util.Objects;
import org.hipparchus.fraction.BigFraction;

/** The value of a variable in the model of a solver. */
public sealed interface ModelValue {

    /**
     * A rational number.
     *
     * @param value the number
     */
    record Rational(BigFraction value) implements ModelValue {
        /** Checks that there is a value. */
        public Rational {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * An algebraic number that is not rational, or not known to be.
     *
     * @param text the number as the solver writes it
     * @param near a rational number near it
     */
    record Algebraic(String text, BigFraction near) implements ModelValue {
        /** Checks that both parts are there. */
        public Algebraic {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(near, "near");
        }
    }
}
