package org.peftcheck.numeric.exact;

import java.util.Objects;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * Gordan's alternative: the column space V of W0 has a strictly positive vector, or its orthogonal complement has a
 * non-negative one that is not zero. Exactly one of the two holds.
 *
 * <p>It decides whether the printed width 2r of PEANuT, Prop 3.2 can be lowered to r + 1 without the invariance.
 */
public sealed interface PositiveVectorAlternative {

    /**
     * V has a strictly positive vector.
     *
     * @param theta d2×1, W0 θ ≥ 1 in every entry
     */
    record PositiveVector(RationalMatrix theta) implements PositiveVectorAlternative {
        /** Checks that there is a vector. */
        public PositiveVector {
            Objects.requireNonNull(theta, "theta");
        }
    }

    /**
     * V has no strictly positive vector.
     *
     * @param y d1×1, y ≥ 0 with sum 1 and W0ᵀ y = 0
     */
    record NonNegativeAnnihilator(RationalMatrix y) implements PositiveVectorAlternative {
        /** Checks that there is a vector. */
        public NonNegativeAnnihilator {
            Objects.requireNonNull(y, "y");
        }
    }

    /**
     * Decides which side holds.
     *
     * @param w0 d1×d2
     * @return the witness of the side that holds
     */
    static PositiveVectorAlternative decide(RationalMatrix w0) {
        int d1 = w0.rows();
        int d2 = w0.columns();
        RationalMatrix a = w0.transpose().above(RationalMatrix.of(1, d1, (i, j) -> BigFraction.ONE));
        RationalMatrix b = RationalMatrix.of(d2 + 1, 1, (i, j) -> i == d2 ? BigFraction.ONE : BigFraction.ZERO);
        FarkasAlternative side = FarkasAlternative.decide(a, b);
        if (side instanceof FarkasAlternative.Solution solution) {
            return new NonNegativeAnnihilator(solution.x());
        }
        RationalMatrix pi = ((FarkasAlternative.Separation) side).multipliers();
        BigFraction last = pi.get(d2, 0);
        return new PositiveVector(
                RationalMatrix.of(d2, 1, (i, j) -> pi.get(i, 0).negate().divide(last)));
    }
}
