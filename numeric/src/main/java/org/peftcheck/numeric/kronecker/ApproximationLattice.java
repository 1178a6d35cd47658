package org.peftcheck.numeric.kronecker;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.peftcheck.numeric.lattice.BlockReduction;
import org.peftcheck.numeric.lattice.GramSchmidt;

/**
 * The lattice of all (α q − p | 2^−s q) with integers q ∈ Z^k and p ∈ Z^n, of dimension d = n + k and determinant 2^−sk: a short
 * vector is a q for which all α_j q are near integers. The basis is kept as its integers q, exactly, and as vectors in doubles;
 * the p are never stored, as each entry is a fractional part that the doubles tell to the nearest integer.
 */
final class ApproximationLattice {

    private final int n;
    private final int k;
    private final long[][][] alpha;
    private BigInteger[][] multipliers;
    private double[][] basis;
    private GramSchmidt factors;
    private int scale;

    private ApproximationLattice(int n, int k, long[][][] alpha) {
        this.n = n;
        this.k = k;
        this.alpha = alpha;
    }

    /**
     * The lattice for s = 0, with the basis of the unit vectors and the columns of α.
     *
     * @param alpha n×k numbers in fixed point, n ≥ 1, k ≥ 1
     * @param bits the number of bits after the point
     */
    static ApproximationLattice of(BigInteger[][] alpha, int bits) {
        int n = alpha.length;
        int k = alpha[0].length;
        long[][][] words = new long[n][k][];
        for (int j = 0; j < n; j++) {
            for (int l = 0; l < k; l++) {
                BigInteger fraction =
                        alpha[j][l].subtract(alpha[j][l].shiftRight(bits).shiftLeft(bits));
                words[j][l] = FractionProduct.fractionWords(fraction, bits);
            }
        }
        ApproximationLattice lattice = new ApproximationLattice(n, k, words);
        lattice.multipliers = new BigInteger[n + k][k];
        double[][] start = new double[n + k][n + k];
        for (int i = 0; i < n + k; i++) {
            start[i][i] = 1;
            for (int l = 0; l < k; l++) {
                lattice.multipliers[i][l] = i == n + l ? BigInteger.ONE : BigInteger.ZERO;
            }
        }
        lattice.basis = lattice.refined(start);
        return lattice;
    }

    int dimension() {
        return n + k;
    }

    /** The number s. */
    int scale() {
        return scale;
    }

    /** The factors of the basis in doubles. */
    GramSchmidt factors() {
        return factors;
    }

    /** The integers q of basis vector i. */
    BigInteger[] multipliers(int i) {
        return multipliers[i];
    }

    /** Adds to s, which may be taken back by a negative number. */
    void scale(int bits) {
        scale += bits;
        for (double[] row : basis) {
            for (int l = 0; l < k; l++) {
                row[n + l] = Math.scalb(row[n + l], -bits);
            }
        }
    }

    /**
     * Reduces the basis.
     *
     * @throws ArithmeticException if doubles do not suffice; the basis is then the one before
     */
    void reduce() {
        GramSchmidt found = GramSchmidt.of(basis);
        double[][] lower = new double[basis.length][];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = found.lower()[i].clone();
        }
        Optional<double[][]> change = BlockReduction.reduce(lower);
        if (change.isEmpty()) {
            factors = found;
            return;
        }
        BigInteger[][] before = multipliers;
        double[][] vectors = combine(change.get());
        try {
            factors = GramSchmidt.of(vectors);
            basis = vectors;
        } catch (ArithmeticException e) {
            multipliers = before;
            throw e;
        }
    }

    private double[][] combine(double[][] change) {
        BigInteger[][] combined = new BigInteger[basis.length][k];
        double[][] vectors = new double[basis.length][basis.length];
        for (int i = 0; i < basis.length; i++) {
            Arrays.fill(combined[i], BigInteger.ZERO);
            for (int j = 0; j < basis.length; j++) {
                double factor = change[i][j];
                if (factor == 0) {
                    continue;
                }
                for (int t = 0; t < n; t++) {
                    vectors[i][t] += factor * basis[j][t];
                }
                BigInteger exact = BigInteger.valueOf((long) factor);
                for (int l = 0; l < k; l++) {
                    if (multipliers[j][l].signum() != 0) {
                        combined[i][l] = combined[i][l].add(multipliers[j][l].multiply(exact));
                    }
                }
            }
        }
        multipliers = combined;
        return refined(vectors);
    }

    /** Sets every entry to the exact value nearest to it. */
    private double[][] refined(double[][] vectors) {
        for (int i = 0; i < vectors.length; i++) {
            double[] fractions = fractions(multipliers[i]);
            for (int j = 0; j < n; j++) {
                vectors[i][j] = fractions[j] + Math.rint(vectors[i][j] - fractions[j]);
            }
            for (int l = 0; l < k; l++) {
                vectors[i][n + l] = scaled(multipliers[i][l]);
            }
        }
        return vectors;
    }

    /** The fractional parts of α q, n of them, each from exact words. */
    double[] fractions(BigInteger[] q) {
        double[] sums = new double[n];
        for (int l = 0; l < k; l++) {
            if (q[l].signum() != 0) {
                long[] magnitude = FractionProduct.magnitudeWords(q[l].abs());
                for (int j = 0; j < n; j++) {
                    sums[j] += FractionProduct.centred(magnitude, q[l].signum(), alpha[j][l]);
                }
            }
        }
        return sums;
    }

    /** The number of bits that the integers may have at most, as long as α is precise enough for them. */
    int capacity() {
        return (alpha[0][0].length - 3) * Long.SIZE;
    }

    /** The bits of the largest integer. */
    int bits() {
        int bits = 0;
        for (BigInteger[] q : multipliers) {
            for (BigInteger value : q) {
                bits = Math.max(bits, value.bitLength());
            }
        }
        return bits;
    }

    private double scaled(BigInteger q) {
        return toDouble(q, scale);
    }

    /** The double near value · 2^−bits. */
    static double toDouble(BigInteger value, int bits) {
        int drop = Math.max(0, value.bitLength() - Long.SIZE + 2);
        return Math.scalb(value.shiftRight(drop).doubleValue(), drop - bits);
    }
}
