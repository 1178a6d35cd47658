package org.peftcheck.numeric.check;

import java.util.Random;

/** Matrices of doubles with named corner cases. */
enum FloatWeights {
    /** Entries in [−1, 1] of single precision. */
    GENERIC,
    /** The first column is positive. */
    POSITIVE,
    /** The last row is minus the sum of the others: K = {0}. */
    TRIVIAL_CONE,
    /** The last column differs from the first by noise of a random size from 1 to 2^-40. */
    ILL_CONDITIONED,
    /** The last column is the first. */
    RANK_DEFICIENT,
    /** Rows multiplied by powers of two from 2^-30 to 2^30. */
    ROWS_OF_MANY_SCALES,
    /** Everything multiplied by 2^60. */
    LARGE,
    /** Everything multiplied by 2^-60. */
    SMALL,
    /** A row and a column of zeros. */
    ZEROS,
    /** Entries of full double precision. */
    DOUBLES;

    double[][] draw(int rows, int columns, Random random) {
        double[][] w = matrix(rows, columns, random);
        int lastRow = rows - 1;
        int lastColumn = columns - 1;
        double noise = Math.scalb(1.0, -random.nextInt(41));
        switch (this) {
            case POSITIVE -> change(w, (i, j) -> j == 0 ? 0.125 + Math.abs(w[i][0]) : w[i][j]);
            case TRIVIAL_CONE -> change(w, (i, j) -> i == lastRow && rows > 1 ? minusSumAbove(w, j) : w[i][j]);
            case ILL_CONDITIONED -> change(w, (i, j) -> j == lastColumn ? w[i][0] + noise * w[i][j] : w[i][j]);
            case RANK_DEFICIENT -> change(w, (i, j) -> j == lastColumn ? w[i][0] : w[i][j]);
            case ROWS_OF_MANY_SCALES -> {
                int[] scales = random.ints(rows, -30, 31).toArray();
                change(w, (i, j) -> Math.scalb(w[i][j], scales[i]));
            }
            case LARGE -> change(w, (i, j) -> Math.scalb(w[i][j], 60));
            case SMALL -> change(w, (i, j) -> Math.scalb(w[i][j], -60));
            case ZEROS -> change(w, (i, j) -> i == 0 || (j == 0 && columns > 1) ? 0 : w[i][j]);
            case DOUBLES -> change(w, (i, j) -> 2 * random.nextDouble() - 1);
            case GENERIC -> change(w, (i, j) -> w[i][j]);
        }
        return w;
    }

    /** Random entries in [−1, 1] of single precision, some of them zero. */
    static double[][] matrix(int rows, int columns, Random random) {
        double[][] matrix = new double[rows][columns];
        change(matrix, (i, j) -> random.nextInt(12) == 0 ? 0 : (float) (2 * random.nextDouble() - 1));
        return matrix;
    }

    private interface Entry {
        double at(int row, int column);
    }

    private static void change(double[][] matrix, Entry entry) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[i].length; j++) {
                matrix[i][j] = entry.at(i, j);
            }
        }
    }

    private static double minusSumAbove(double[][] w, int column) {
        double sum = 0;
        for (int i = 0; i < w.length - 1; i++) {
            sum -= w[i][column];
        }
        return sum;
    }

    static double[][] scaled(double[][] matrix, int exponent) {
        double[][] scaled = new double[matrix.length][matrix[0].length];
        change(scaled, (i, j) -> Math.scalb(matrix[i][j], exponent));
        return scaled;
    }
}
