package org.peftcheck.theory.adapter;

import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Scalar;

/** The factor in front of an update. It is one of three kinds, because α is easily taken for α/r, and α/r for α/√r. */
public sealed interface Scaling {

    /** The factor 1. */
    Scaling ONE = new Constant(BigFraction.ONE);

    /**
     * The factor for a rank.
     *
     * @param rank the rank, a name or a number
     * @return the factor
     */
    Scalar at(Polynomial rank);

    /**
     * The scaled matrix; a factor that is the number 1 leaves no trace.
     *
     * @param algebra the reading
     * @param rank the rank
     * @param matrix a matrix
     * @param <M> what a matrix is in the reading
     * @return factor · matrix
     */
    default <M> M apply(MatrixAlgebra<M> algebra, Polynomial rank, M matrix) {
        Scalar factor = at(rank);
        return factor.isOne() ? matrix : algebra.scale(factor, matrix);
    }

    /**
     * A factor that does not depend on the rank.
     *
     * @param factor the factor
     * @return the scaling
     */
    static Scaling constant(BigFraction factor) {
        return new Constant(factor);
    }

    /**
     * The factor α/r.
     *
     * @param alpha the numerator α
     * @return the scaling
     */
    static Scaling alphaOverRank(BigFraction alpha) {
        return new AlphaOverRank(alpha);
    }

    /**
     * The factor α/√r of rank-stabilised LoRA (Kalajdzievski, 2023, Section 3).
     *
     * @param alpha the numerator α
     * @return the scaling
     */
    static Scaling alphaOverRootRank(BigFraction alpha) {
        return new AlphaOverRootRank(alpha);
    }

    /**
     * The factor α/√r.
     *
     * @param alpha the numerator α
     */
    record AlphaOverRootRank(BigFraction alpha) implements Scaling {
        @Override
        public Scalar at(Polynomial rank) {
            return Scalar.overRoot(alpha, rank);
        }
    }

    /**
     * A factor that does not depend on the rank.
     *
     * @param factor the factor
     */
    record Constant(BigFraction factor) implements Scaling {
        @Override
        public Scalar at(Polynomial rank) {
            return Scalar.of(factor);
        }
    }

    /**
     * The factor α/r.
     *
     * @param alpha the numerator α
     */
    record AlphaOverRank(BigFraction alpha) implements Scaling {
        @Override
        public Scalar at(Polynomial rank) {
            return new Scalar(alpha, rank);
        }
    }
}
