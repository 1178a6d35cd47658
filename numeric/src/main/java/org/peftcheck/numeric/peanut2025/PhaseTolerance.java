package org.peftcheck.numeric.peanut2025;

import java.math.BigInteger;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.ExactDouble;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * How far each phase may be from its target, modulo 1, so that ‖σ_p(W0Θ1)B − AB‖_F ≤ ε (PEANuT, Appendix B.2, equation (2) and the line
 * after it).
 *
 * <p>The r·d_out entries of σ_p(W0Θ1) − A are each at most 2πε', so that ε' = ε/(2π√(r·d_out)·‖B‖) is enough. The proof as printed
 * leaves out d_out. All roundings make the tolerance smaller.
 *
 * @param epsilon the error ε that is allowed, positive
 * @param dOut the number of rows of W0
 * @param b the right factor B, r×d_in
 */
public record PhaseTolerance(BigFraction epsilon, int dOut, RationalMatrix b) {

    /** π is a little less than this. */
    private static final BigFraction PI_ABOVE =
            new BigFraction(new BigInteger("314159265358979323847"), BigInteger.TEN.pow(20));

    private static final int ROOT_BITS = 64;
    private static final int STEPS = 1000;

    /** Checks that the error is positive and the matrix not empty. */
    public PhaseTolerance {
        if (epsilon.signum() <= 0 || dOut < 1 || b.rows() < 1 || b.columns() < 1) {
            throw new IllegalArgumentException(
                    "phase tolerance: expected epsilon > 0, d_out >= 1 and B with entries, got " + epsilon.doubleValue()
                            + ", " + dOut + " and " + b.rows() + "x" + b.columns());
        }
    }

    /**
     * The tolerance that suffices.
     *
     * @return at most ε/(2π√(r·d_out)·‖B‖), and at most 1/2, the largest distance modulo 1; 1/2 where B = 0
     */
    public BigFraction corrected() {
        return b.isZero() ? BigFraction.ONE_HALF : min(over((long) b.rows() * dOut), BigFraction.ONE_HALF);
    }

    /**
     * The tolerance that the proof prints, which does not suffice where d_out &gt; 1.
     *
     * @return at most ε/(2π√r·‖B‖)
     * @throws IllegalArgumentException where B = 0, by which the proof divides
     */
    public BigFraction asPrinted() {
        if (b.isZero()) {
            throw new IllegalArgumentException(
                    "phase tolerance as printed: expected B other than 0, by which it divides");
        }
        return over(b.rows());
    }

    private BigFraction over(long entries) {
        BigFraction root = rootAbove(new BigFraction(entries));
        return epsilon.divide(PI_ABOVE.multiply(2).multiply(root).multiply(spectralNormAbove(b)));
    }

    private static BigFraction min(BigFraction x, BigFraction y) {
        return x.compareTo(y) <= 0 ? x : y;
    }

    /**
     * An upper bound on the spectral norm, close to it where doubles find it. The guess λ of the largest eigenvalue of
     * the Gram matrix G is made in doubles; λ'I − G is then shown to be positive definite by exact elimination, for λ' a little more
     * than λ, and the trace of G, which needs no proof, is taken where that fails.
     *
     * @param matrix any matrix
     * @return a rational t with ‖matrix‖ ≤ t
     */
    public static BigFraction spectralNormAbove(RationalMatrix matrix) {
        if (matrix.isZero()) {
            return BigFraction.ZERO;
        }
        RationalMatrix gram = matrix.rows() <= matrix.columns()
                ? matrix.times(matrix.transpose())
                : matrix.transpose().times(matrix);
        BigFraction bound = matrix.squaredFrobeniusNorm();
        double guess = largestEigenvalue(gram.scale(bound.reciprocal()).toDoubles());
        for (double slack = 0x1p-40; slack < 0.5; slack *= 2) {
            BigFraction tried = ExactDouble.of(guess * (1 + slack)).multiply(bound);
            if (tried.compareTo(bound) < 0 && isPositiveDefinite(tried, gram)) {
                return rootAbove(tried);
            }
        }
        return rootAbove(bound);
    }

    /** By the power method, on a Gram matrix of trace 1; not rigorous. */
    private static double largestEigenvalue(double[][] gram) {
        int n = gram.length;
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = gram[i][i] + 0x1p-20 * (i + 1);
        }
        double value = 0;
        for (int step = 0; step < STEPS; step++) {
            double[] y = new double[n];
            double norm = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    y[i] += gram[i][j] * x[j];
                }
                norm = Math.hypot(norm, y[i]);
            }
            value = norm;
            for (int i = 0; i < n; i++) {
                x[i] = y[i] / norm;
            }
        }
        return value;
    }

    /** Whether tI − G is positive definite: all pivots of its exact elimination are positive. */
    private static boolean isPositiveDefinite(BigFraction t, RationalMatrix gram) {
        int n = gram.rows();
        BigFraction[][] rest = new BigFraction[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rest[i][j] = (i == j ? t : BigFraction.ZERO).subtract(gram.get(i, j));
            }
        }
        for (int p = 0; p < n; p++) {
            if (rest[p][p].signum() <= 0) {
                return false;
            }
            for (int i = p + 1; i < n; i++) {
                BigFraction factor = rest[i][p].divide(rest[p][p]);
                for (int j = p + 1; j < n && factor.signum() != 0; j++) {
                    rest[i][j] = rest[i][j].subtract(factor.multiply(rest[p][j]));
                }
            }
        }
        return true;
    }

    /** An upper bound on √x for x &gt; 0, within a part in 2^63. */
    private static BigFraction rootAbove(BigFraction x) {
        int size = x.getNumerator().bitLength() - x.getDenominator().bitLength();
        int bits = ROOT_BITS + Math.max(0, -size);
        BigInteger[] scaled = x.getNumerator().shiftLeft(2 * bits).divideAndRemainder(x.getDenominator());
        BigInteger[] root = scaled[0].sqrtAndRemainder();
        boolean exact = scaled[1].signum() == 0 && root[1].signum() == 0;
        return new BigFraction(exact ? root[0] : root[0].add(BigInteger.ONE), BigInteger.ONE.shiftLeft(bits));
    }
}
