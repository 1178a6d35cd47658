package org.peftcheck.theory.exact;

import java.math.BigInteger;

/** Linear systems over the integers by Bareiss' elimination, in which every division is exact. */
final class FractionFreeSolver {

    private FractionFreeSolver() {}

    /**
     * Solves M x = b for an invertible M.
     *
     * @param system the rows of [M, b], n of length n + 1, which are overwritten
     * @return n + 1 integers y with x = (y_0, …, y_(n−1)) / y_n
     */
    static BigInteger[] solve(BigInteger[][] system) {
        int n = system.length;
        BigInteger before = BigInteger.ONE;
        for (int p = 0; p < n; p++) {
            exchange(system, p);
            for (int i = p + 1; i < n; i++) {
                eliminate(system, i, p, before);
            }
            before = system[p][p];
        }
        BigInteger[] solution = new BigInteger[n + 1];
        solution[n] = before;
        for (int i = n - 1; i >= 0; i--) {
            BigInteger sum = system[i][n].multiply(before);
            for (int j = i + 1; j < n; j++) {
                sum = sum.subtract(system[i][j].multiply(solution[j]));
            }
            solution[i] = sum.divide(system[i][i]);
        }
        return solution;
    }

    private static void exchange(BigInteger[][] system, int p) {
        int pivot = p;
        while (system[pivot][p].signum() == 0) {
            pivot++;
        }
        BigInteger[] chosen = system[pivot];
        system[pivot] = system[p];
        system[p] = chosen;
    }

    private static void eliminate(BigInteger[][] system, int i, int p, BigInteger before) {
        BigInteger pivot = system[p][p];
        BigInteger factor = system[i][p];
        for (int j = p + 1; j < system[i].length; j++) {
            BigInteger value = system[i][j].multiply(pivot);
            if (factor.signum() != 0 && system[p][j].signum() != 0) {
                value = value.subtract(factor.multiply(system[p][j]));
            }
            system[i][j] = value.signum() == 0 ? value : value.divide(before);
        }
        system[i][p] = BigInteger.ZERO;
    }
}
