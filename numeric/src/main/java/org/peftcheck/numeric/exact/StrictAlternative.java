package org.peftcheck.numeric.exact;

import java.util.Objects;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * Stiemke's alternative: the orthogonal complement of the column space V of W0 has a strictly positive vector, so that
 * the cone K = V ∩ R^{d1}_{≥0} is {0}, or K has a vector that is not zero. Exactly one of the two holds.
 */
public sealed interface StrictAlternative {

    /**
     * K = {0}.
     *
     * @param y d1×1, y ≥ 1 in every entry and W0ᵀ y = 0
     */
    record PositiveAnnihilator(RationalMatrix y) implements StrictAlternative {
        /** Checks that there is a vector. */
        public PositiveAnnihilator {
            Objects.requireNonNull(y, "y");
        }
    }

    /**
     * K is not {0}.
     *
     * @param theta d2×1, W0 θ ≥ 0 and not zero
     */
    record NonNegativeVector(RationalMatrix theta) implements StrictAlternative {
        /** Checks that there is a vector. */
        public NonNegativeVector {
            Objects.requireNonNull(theta, "theta");
        }
    }

    /**
     * Decides which side holds.
     *
     * @param w0 d1×d2
     * @return the witness of the side that holds
     */
    static StrictAlternative decide(RationalMatrix w0) {
        RationalMatrix ones = RationalMatrix.of(w0.rows(), 1, (i, j) -> BigFraction.ONE);
        RationalMatrix a = w0.transpose();
        FarkasAlternative side = FarkasAlternative.decide(a, a.times(ones).scale(BigFraction.MINUS_ONE));
        if (side instanceof FarkasAlternative.Solution solution) {
            return new PositiveAnnihilator(solution.x().plus(ones));
        }
        return new NonNegativeVector(
                ((FarkasAlternative.Separation) side).multipliers().scale(BigFraction.MINUS_ONE));
    }
}
