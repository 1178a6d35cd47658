package org.peftcheck.training.method;

import java.util.List;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.run.StepRule;

/**
 * Keeps the rows of some trained matrices orthonormal: after each update a matrix R, m × d, is replaced by the nearest one with
 * orthonormal rows, (R Rᵀ)^(−1/2) R, the retraction by the polar decomposition (Absil, Mahony and Sepulchre, Optimization Algorithms on
 * Matrix Manifolds, 2008, Example 4.1.3).
 *
 * <p>The released code of LoReFT reaches the same set through a parametrisation of R by Householder reflections, whose m d numbers are
 * what the optimiser sees; here it sees R itself, so that the trained tensors, their count 2dm + m and their gradients are those of the
 * definition. The polar retraction is taken rather than that of QR, as the part of an update that leaves the set does not move R within
 * its rows to first order then.
 *
 * <p>It is computed in double precision by Newton's and Schulz's iteration R ← (3 I − R Rᵀ) R / 2 and rounded once.
 */
final class Orthonormal implements StepRule {

    private static final double CLOSE = 1e-12;
    private static final int MOST = 100;

    private final List<TrainedTensor> matrices;

    Orthonormal(List<TrainedTensor> matrices) {
        this.matrices = List.copyOf(matrices);
    }

    @Override
    public void updated(int step, double scale) {
        matrices.forEach(Orthonormal::retract);
    }

    private static void retract(TrainedTensor tensor) {
        int rows = tensor.shape()[0];
        int columns = tensor.shape()[1];
        double[][] matrix = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix[i][j] = tensor.value().get(i * columns + j);
            }
        }
        double[][] nearest = nearest(tensor.name(), matrix);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                tensor.value().put(i * columns + j, (float) nearest[i][j]);
            }
        }
    }

    /** The nearest matrix with orthonormal rows. */
    static double[][] nearest(String name, double[][] matrix) {
        double[][] now = matrix;
        double[][] gram = gram(now);
        if (distance(gram) >= 1) {
            now = divided(now, Math.sqrt(trace(gram)));
            gram = gram(now);
        }
        for (int k = 0; k < MOST; k++) {
            if (distance(gram) <= CLOSE) {
                return now;
            }
            now = improved(now, gram);
            gram = gram(now);
        }
        throw new IllegalArgumentException(name
                + ": expected rows that are independent, so that there are orthonormal ones nearest to them, got rows"
                + " that are nearly dependent or not finite");
    }

    private static double[][] gram(double[][] matrix) {
        int rows = matrix.length;
        double[][] gram = new double[rows][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = i; j < rows; j++) {
                double sum = 0;
                for (int k = 0; k < matrix[i].length; k++) {
                    sum += matrix[i][k] * matrix[j][k];
                }
                gram[i][j] = sum;
                gram[j][i] = sum;
            }
        }
        return gram;
    }

    private static double trace(double[][] gram) {
        double trace = 0;
        for (int i = 0; i < gram.length; i++) {
            trace += gram[i][i];
        }
        return trace;
    }

    /** The Frobenius norm of the difference to the identity. */
    private static double distance(double[][] gram) {
        double sum = 0;
        for (int i = 0; i < gram.length; i++) {
            for (int j = 0; j < gram.length; j++) {
                double entry = gram[i][j] - (i == j ? 1 : 0);
                sum += entry * entry;
            }
        }
        return Math.sqrt(sum);
    }

    private static double[][] divided(double[][] matrix, double divisor) {
        double[][] result = new double[matrix.length][matrix[0].length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[0].length; j++) {
                result[i][j] = matrix[i][j] / divisor;
            }
        }
        return result;
    }

    private static double[][] improved(double[][] matrix, double[][] gram) {
        double[][] result = new double[matrix.length][matrix[0].length];
        for (int i = 0; i < matrix.length; i++) {
            for (int k = 0; k < matrix.length; k++) {
                double factor = ((i == k ? 3 : 0) - gram[i][k]) / 2;
                for (int j = 0; j < matrix[0].length; j++) {
                    result[i][j] += factor * matrix[k][j];
                }
            }
        }
        return result;
    }
}
