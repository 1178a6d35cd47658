package org.peftcheck.training.tie;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.reference.ReferenceTensor;

/** Values in double precision and a bound on how far the exact values may be from them. Immutable. */
public final class BoundedTensor {

    private final int[] shape;
    private final double[] values;
    private final Deviation deviation;
    private double spectral = Double.NaN;

    private BoundedTensor(int[] shape, double[] values, Deviation deviation) {
        this.shape = shape;
        this.values = values;
        this.deviation = deviation;
    }

    /**
     * Numbers that are what they are.
     *
     * @param tensor the tensor
     * @return the same, exact
     */
    public static BoundedTensor exactly(FloatTensor tensor) {
        return exactly(ReferenceTensor.of(tensor));
    }

    /**
     * Numbers that are what they are.
     *
     * @param tensor the tensor
     * @return the same, exact
     */
    public static BoundedTensor exactly(ReferenceTensor tensor) {
        return of(tensor, new Deviation.None());
    }

    /**
     * Numbers that are all together known up to a 2-norm, as the weight of a layer is known up to a Frobenius norm.
     *
     * @param tensor the centre
     * @param radius a bound on the 2-norm of all deviations
     * @return the bounded tensor
     * @throws IllegalArgumentException if the radius is negative or NaN
     */
    public static BoundedTensor within(ReferenceTensor tensor, double radius) {
        if (!(radius >= 0)) {
            throw new IllegalArgumentException("bounded tensor: expected a radius of at least 0, got " + radius);
        }
        return of(tensor, new Deviation.Whole(radius));
    }

    static BoundedTensor of(ReferenceTensor tensor, Deviation deviation) {
        return new BoundedTensor(tensor.shape(), tensor.values(), deviation);
    }

    static BoundedTensor of(int[] shape, double[] values, Deviation deviation) {
        return new BoundedTensor(shape, values, deviation);
    }

    /** A copy of the dimensions. */
    public int[] shape() {
        return shape.clone();
    }

    /** A copy of the values. */
    public double[] values() {
        return values.clone();
    }

    /**
     * For each entry a bound on how far the exact one may be from it.
     *
     * @return as many radii as there are entries
     */
    public double[] radii() {
        if (deviation instanceof Deviation.Entries entries) {
            return entries.radii().clone();
        }
        double[] radii = new double[values.length];
        if (deviation instanceof Deviation.Whole whole) {
            Arrays.fill(radii, whole.radius());
        } else if (deviation instanceof Deviation.Along along) {
            int inner = inner(along.axis());
            int size = shape[along.axis()];
            for (int k = 0; k < radii.length; k++) {
                radii[k] = along.radii()[k / (inner * size) * inner + k % inner];
            }
        }
        return radii;
    }

    /** The values in the reading of a network in double precision. */
    ReferenceTensor value() {
        return ReferenceTensor.of(shape, values);
    }

    int[] dimensions() {
        return shape;
    }

    double[] entries() {
        return values;
    }

    Deviation deviation() {
        return deviation;
    }

    boolean isExact() {
        return deviation instanceof Deviation.None;
    }

    int last() {
        return shape.length == 0 ? 1 : shape[shape.length - 1];
    }

    /** The product of the dimensions after one. */
    private int inner(int axis) {
        return Arrays.stream(shape, axis + 1, shape.length).reduce(1, Math::multiplyExact);
    }

    boolean isAlong(int axis) {
        return deviation instanceof Deviation.Along along && along.axis() == axis;
    }

    /** For each vector along the last axis a bound in the 2-norm. */
    double[] rowRadii() {
        if (isAlong(shape.length - 1)) {
            return ((Deviation.Along) deviation).radii();
        }
        int rows = values.length / last();
        if (deviation instanceof Deviation.None) {
            return new double[rows];
        }
        if (deviation instanceof Deviation.Whole whole) {
            double[] radii = new double[rows];
            Arrays.fill(radii, whole.radius());
            return radii;
        }
        return Upwards.rowNorms(radii(), last());
    }

    /** For each column of the last two dimensions, with its entries along the last but one, a bound in the 2-norm. */
    double[] columnRadii() {
        if (isAlong(shape.length - 2)) {
            return ((Deviation.Along) deviation).radii();
        }
        return columnNorms(radii());
    }

    /** The 2-norms of the columns of the last two dimensions. */
    double[] columnNorms(double[] of) {
        int n = last();
        int k = shape[shape.length - 2];
        return IntStream.range(0, of.length / k)
                .mapToDouble(c -> Upwards.norm(of, c / n * n * k + c % n, k, n))
                .toArray();
    }

    /** A bound on the 2-norm of all deviations. */
    double wholeRadius() {
        return deviation instanceof Deviation.Whole whole ? whole.radius() : Upwards.norm(rowRadii());
    }

    /** An upper bound on the spectral norm of the values of a matrix. */
    double spectralNorm() {
        if (Double.isNaN(spectral)) {
            spectral = SpectralNorm.atMost(values, shape[0], shape[1]);
        }
        return spectral;
    }
}
