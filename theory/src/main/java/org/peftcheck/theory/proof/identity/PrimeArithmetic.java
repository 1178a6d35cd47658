package org.peftcheck.theory.proof.identity;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Matrices over a prime field, row-major. */
record PrimeArithmetic(PrimeField field) implements MatrixArithmetic<long[][]> {

    /** A matrix whose entries are all drawn at random. */
    long[][] draw(int rows, int columns, SplittableRandom random) {
        long[][] matrix = new long[rows][columns];
        for (long[] row : matrix) {
            Arrays.setAll(row, j -> field.drawElement(random));
        }
        return matrix;
    }

    @Override
    public long[][] plus(long[][] left, long[][] right) {
        long[][] sum = new long[left.length][left[0].length];
        for (int i = 0; i < sum.length; i++) {
            for (int j = 0; j < sum[0].length; j++) {
                sum[i][j] = field.add(left[i][j], right[i][j]);
            }
        }
        return sum;
    }

    @Override
    public long[][] times(long[][] left, long[][] right) {
        long[][] product = new long[left.length][right[0].length];
        for (int i = 0; i < left.length; i++) {
            for (int l = 0; l < right.length; l++) {
                for (int j = 0; j < right[0].length; j++) {
                    product[i][j] = field.add(product[i][j], field.multiply(left[i][l], right[l][j]));
                }
            }
        }
        return product;
    }

    @Override
    public long[][] transpose(long[][] matrix) {
        long[][] transposed = new long[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[0].length; j++) {
                transposed[j][i] = matrix[i][j];
            }
        }
        return transposed;
    }

    @Override
    public long[][] scale(long factor, long[][] matrix) {
        long element = field.element(factor);
        return Arrays.stream(matrix)
                .map(row ->
                        Arrays.stream(row).map(x -> field.multiply(element, x)).toArray())
                .toArray(long[][]::new);
    }

    @Override
    public long[][] squaredNorm(long[][] matrix) {
        long sum = 0;
        for (long[] row : matrix) {
            for (long x : row) {
                sum = field.add(sum, field.multiply(x, x));
            }
        }
        return new long[][] {{sum}};
    }

    @Override
    public long[][] identity(int size) {
        long[][] identity = new long[size][size];
        for (int i = 0; i < size; i++) {
            identity[i][i] = field.one();
        }
        return identity;
    }

    @Override
    public boolean isZero(long[][] matrix) {
        return Arrays.stream(matrix).flatMapToLong(Arrays::stream).allMatch(x -> x == 0);
    }

    @Override
    public long[][] inverse(long[][] matrix) {
        int n = matrix.length;
        long[][] left = Arrays.stream(matrix).map(long[]::clone).toArray(long[][]::new);
        long[][] right = identity(n);
        for (int column = 0; column < n; column++) {
            int pivot = column;
            while (pivot < n && left[pivot][column] == 0) {
                pivot++;
            }
            if (pivot == n) {
                throw new SingularDrawException(n);
            }
            swap(left, column, pivot);
            swap(right, column, pivot);
            long inverse = field.inverse(left[column][column]);
            multiplyRow(left[column], inverse);
            multiplyRow(right[column], inverse);
            for (int row = 0; row < n; row++) {
                if (row != column) {
                    long factor = left[row][column];
                    subtractRow(left[row], factor, left[column]);
                    subtractRow(right[row], factor, right[column]);
                }
            }
        }
        return right;
    }

    private static void swap(long[][] rows, int first, int second) {
        long[] row = rows[first];
        rows[first] = rows[second];
        rows[second] = row;
    }

    private void multiplyRow(long[] row, long factor) {
        Arrays.setAll(row, j -> field.multiply(factor, row[j]));
    }

    private void subtractRow(long[] row, long factor, long[] other) {
        Arrays.setAll(row, j -> field.subtract(row[j], field.multiply(factor, other[j])));
    }
}
