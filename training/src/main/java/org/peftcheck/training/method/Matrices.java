package org.peftcheck.training.method;

import java.util.Arrays;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.training.model.FloatTensor;

/** Matrices in single precision, as training has them, and in double precision, as formulas are read. */
public final class Matrices {

    private Matrices() {}

    /**
     * The same entries; a tensor of one dimension n is n × 1.
     *
     * @param tensor one or two dimensions
     * @return the matrix
     * @throws IllegalArgumentException if it has another number of dimensions
     */
    public static DenseMatrix inDoubles(FloatTensor tensor) {
        int[] shape = tensor.shape();
        if (shape.length != 1 && shape.length != 2) {
            throw new IllegalArgumentException("matrix: expected one or two dimensions, got " + Arrays.toString(shape));
        }
        int columns = shape.length == 2 ? shape[1] : 1;
        float[] values = tensor.values();
        return DenseMatrix.of(shape[0], columns, (i, j) -> values[i * columns + j]);
    }

    /**
     * Each entry rounded to single precision.
     *
     * @param matrix a matrix
     * @return the nearest numbers
     */
    public static FloatTensor rounded(DenseMatrix matrix) {
        float[] values = new float[matrix.rows() * matrix.columns()];
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                values[i * matrix.columns() + j] = (float) matrix.get(i, j);
            }
        }
        return new FloatTensor(new int[] {matrix.rows(), matrix.columns()}, values);
    }
}
