package org.peftcheck.numeric.lattice;

import java.math.BigInteger;

/**
 * Lattice reduction (Lenstra, Lenstra, Lovász) in integers alone, after de Weger; for few short vectors. What it gives is
 * checked elsewhere.
 */
public final class IntegralReduction {

    private static final BigInteger THREE = BigInteger.valueOf(3);

    private final BigInteger[][] basis;
    /** The determinants d_0 = 1, d_1, … of the Gram matrices of the first vectors. */
    private final BigInteger[] determinant;
    /** λ_kj = d_{j+1} μ_kj. */
    private final BigInteger[][] lambda;

    private IntegralReduction(BigInteger[][] basis) {
        this.basis = basis;
        this.determinant = new BigInteger[basis.length + 1];
        this.lambda = new BigInteger[basis.length][basis.length];
    }

    /**
     * Reduces a basis, δ = 3/4.
     *
     * @param basis independent integer vectors of one length, replaced by the reduced ones
     * @throws ArithmeticException if the vectors are dependent
     */
    public static void reduce(BigInteger[][] basis) {
        new IntegralReduction(basis).run();
    }

    private void run() {
        determinant[0] = BigInteger.ONE;
        for (int k = 0; k < basis.length; k++) {
            orthogonalise(k);
        }
        int k = 1;
        while (k < basis.length) {
            shorten(k, k - 1);
            if (swapIsDue(k)) {
                swap(k);
                k = Math.max(1, k - 1);
            } else {
                for (int l = k - 2; l >= 0; l--) {
                    shorten(k, l);
                }
                k++;
            }
        }
    }

    private void orthogonalise(int k) {
        for (int j = 0; j <= k; j++) {
            BigInteger u = product(basis[k], basis[j]);
            for (int i = 0; i < j; i++) {
                u = determinant[i + 1]
                        .multiply(u)
                        .subtract(lambda[k][i].multiply(lambda[j][i]))
                        .divide(determinant[i]);
            }
            if (j < k) {
                lambda[k][j] = u;
            } else if (u.signum() == 0) {
                throw new ArithmeticException(
                        "LLL: expected independent vectors, got vector " + k + " in the span of those before");
            } else {
                determinant[k + 1] = u;
            }
        }
    }

    private static BigInteger product(BigInteger[] a, BigInteger[] b) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < a.length; i++) {
            sum = sum.add(a[i].multiply(b[i]));
        }
        return sum;
    }

    private void shorten(int k, int l) {
        BigInteger d = determinant[l + 1];
        BigInteger twice = lambda[k][l].shiftLeft(1);
        if (twice.abs().compareTo(d) <= 0) {
            return;
        }
        BigInteger half = twice.signum() < 0 ? d.negate() : d;
        BigInteger q = twice.add(half).divide(d.shiftLeft(1));
        for (int i = 0; i < basis[k].length; i++) {
            basis[k][i] = basis[k][i].subtract(q.multiply(basis[l][i]));
        }
        lambda[k][l] = lambda[k][l].subtract(q.multiply(d));
        for (int i = 0; i < l; i++) {
            lambda[k][i] = lambda[k][i].subtract(q.multiply(lambda[l][i]));
        }
    }

    /** 4 (d_{k+1} d_{k−1} + λ²) &lt; 3 d_k². */
    private boolean swapIsDue(int k) {
        BigInteger lhs = projected(k).shiftLeft(2);
        return lhs.compareTo(determinant[k].multiply(determinant[k]).multiply(THREE)) < 0;
    }

    private BigInteger projected(int k) {
        BigInteger last = lambda[k][k - 1];
        return determinant[k + 1].multiply(determinant[k - 1]).add(last.multiply(last));
    }

    private void swap(int k) {
        BigInteger[] vector = basis[k];
        basis[k] = basis[k - 1];
        basis[k - 1] = vector;
        for (int j = 0; j < k - 1; j++) {
            BigInteger entry = lambda[k][j];
            lambda[k][j] = lambda[k - 1][j];
            lambda[k - 1][j] = entry;
        }
        BigInteger last = lambda[k][k - 1];
        BigInteger changed = projected(k).divide(determinant[k]);
        for (int i = k + 1; i < basis.length; i++) {
            BigInteger entry = lambda[i][k];
            lambda[i][k] = determinant[k + 1]
                    .multiply(lambda[i][k - 1])
                    .subtract(last.multiply(entry))
                    .divide(determinant[k]);
            lambda[i][k - 1] =
                    changed.multiply(entry).add(last.multiply(lambda[i][k])).divide(determinant[k + 1]);
        }
        determinant[k] = changed;
    }
}
