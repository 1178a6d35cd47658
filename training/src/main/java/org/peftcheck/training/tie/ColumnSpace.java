package org.peftcheck.training.tie;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peftcheck.numeric.reading.DenseMatrix;

/**
 * The column space of a matrix in double precision: an orthonormal basis by Gram–Schmidt with pivoting, twice for each vector. What is
 * computed with it is measured, not certified.
 */
final class ColumnSpace {

    private final int length;
    private final List<double[]> basis = new ArrayList<>();

    private ColumnSpace(int length) {
        this.length = length;
    }

    /**
     * The space of the columns.
     *
     * @param matrix any matrix
     * @param rank its rank
     */
    static ColumnSpace of(DenseMatrix matrix, int rank) {
        ColumnSpace space = new ColumnSpace(matrix.rows());
        List<double[]> left = new ArrayList<>(columns(matrix));
        while (space.basis.size() < rank && !left.isEmpty()) {
            int pivot = 0;
            for (int j = 1; j < left.size(); j++) {
                pivot = squared(left.get(j)) > squared(left.get(pivot)) ? j : pivot;
            }
            double[] vector = left.remove(pivot);
            double norm = Math.sqrt(squared(vector));
            if (norm == 0) {
                break;
            }
            double[] unit = Arrays.stream(vector).map(x -> x / norm).toArray();
            space.removeFrom(unit);
            double again = Math.sqrt(squared(unit));
            for (int i = 0; i < unit.length; i++) {
                unit[i] /= again;
            }
            space.basis.add(unit);
            left.parallelStream().forEach(column -> remove(unit, column));
        }
        return space;
    }

    private static List<double[]> columns(DenseMatrix matrix) {
        List<double[]> columns = new ArrayList<>();
        for (int j = 0; j < matrix.columns(); j++) {
            double[] column = new double[matrix.rows()];
            for (int i = 0; i < column.length; i++) {
                column[i] = matrix.get(i, j);
            }
            columns.add(column);
        }
        return columns;
    }

    private static double squared(double[] vector) {
        double sum = 0;
        for (double x : vector) {
            sum += x * x;
        }
        return sum;
    }

    private static void remove(double[] unit, double[] from) {
        double along = 0;
        for (int i = 0; i < unit.length; i++) {
            along += unit[i] * from[i];
        }
        for (int i = 0; i < unit.length; i++) {
            from[i] -= along * unit[i];
        }
    }

    private void removeFrom(double[] vector) {
        basis.forEach(unit -> remove(unit, vector));
    }

    /** The dimension. */
    int dimension() {
        return basis.size();
    }

    /** (I − P) M for a matrix M of as many rows. */
    DenseMatrix outside(DenseMatrix matrix) {
        List<double[]> columns = columns(matrix);
        columns.parallelStream().forEach(column -> {
            removeFrom(column);
            removeFrom(column);
        });
        return DenseMatrix.of(length, matrix.columns(), (i, j) -> columns.get(j)[i]);
    }

    /** The coordinates Qᵀ M in the basis. */
    DenseMatrix coordinates(DenseMatrix matrix) {
        List<double[]> columns = columns(matrix);
        return DenseMatrix.of(basis.size(), matrix.columns(), (l, j) -> {
            double sum = 0;
            for (int i = 0; i < length; i++) {
                sum += basis.get(l)[i] * columns.get(j)[i];
            }
            return sum;
        });
    }

    /** The Frobenius norm of a matrix. */
    static double norm(DenseMatrix matrix) {
        return Math.sqrt(squared(matrix.copyOfEntries()));
    }
}
