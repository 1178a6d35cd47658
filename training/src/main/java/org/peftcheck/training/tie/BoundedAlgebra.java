package org.peftcheck.training.tie;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.model.TensorAlgebra;
import org.peftcheck.training.reference.ReferenceAlgebra;
import org.peftcheck.training.reference.ReferenceTensor;

/**
 * The reading of a network as values in double precision with a bound on their distance from the exact values, for all weights
 * within the radii that are given. The values are those of {@link ReferenceAlgebra}.
 *
 * <p>Every operation carries the deviations of its operands on, by what it is at the actual values, and adds the rounding of its own
 * evaluation: sums of products by γ_n in any order, square roots and single operations as IEEE 754 rounds them, exponentials and
 * logarithms within the unit in the last place that Java's {@link Math} promises, activations by comparison with their enclosures.
 * Deviations are held by the 2-norm of each row where possible, as linear maps do not blow those up by more than their spectral
 * norm, and by entries where entries meet: attention's scores and shares. Nothing here is of first order only.
 */
public final class BoundedAlgebra implements TensorAlgebra<BoundedTensor> {

    private final ReferenceAlgebra reference = new ReferenceAlgebra();

    @Override
    public int[] shape(BoundedTensor tensor) {
        return tensor.shape();
    }

    @Override
    public BoundedTensor reshape(BoundedTensor tensor, int... shape) {
        ReferenceTensor value = reference.reshape(tensor.value(), shape);
        if (tensor.isExact() || tensor.deviation() instanceof Deviation.Entries) {
            return BoundedTensor.of(value, tensor.deviation());
        }
        if (!tensor.isAlong(tensor.dimensions().length - 1) || shape.length == 0) {
            return BoundedTensor.of(value, new Deviation.Entries(tensor.radii()));
        }
        int before = tensor.last();
        int after = shape[shape.length - 1];
        double[] old = tensor.rowRadii();
        if (before % after == 0) {
            return rows(value, i -> old[i / (before / after)]);
        }
        if (after % before == 0) {
            return rows(value, i -> Upwards.norm(old, i * (after / before), after / before, 1));
        }
        return BoundedTensor.of(value, new Deviation.Entries(tensor.radii()));
    }

    private static BoundedTensor rows(ReferenceTensor value, IntToDoubleFunction radius) {
        int[] shape = value.shape();
        int count = Arrays.stream(shape, 0, shape.length - 1).reduce(1, Math::multiplyExact);
        double[] radii = new double[count];
        Arrays.setAll(radii, radius);
        return BoundedTensor.of(value, new Deviation.Along(shape.length - 1, radii));
    }

    @Override
    public BoundedTensor permute(BoundedTensor tensor, int... axes) {
        ReferenceTensor value = reference.permute(tensor.value(), axes);
        if (tensor.deviation() instanceof Deviation.Entries entries) {
            double[] radii = permuted(tensor.dimensions(), entries.radii(), axes);
            return BoundedTensor.of(value, new Deviation.Entries(radii));
        }
        if (tensor.deviation() instanceof Deviation.Along along) {
            int[] others = tensor.shape();
            others[along.axis()] = 1;
            int place = 0;
            while (axes[place] != along.axis()) {
                place++;
            }
            return BoundedTensor.of(value, new Deviation.Along(place, permuted(others, along.radii(), axes)));
        }
        return BoundedTensor.of(value, tensor.deviation());
    }

    private double[] permuted(int[] shape, double[] values, int... axes) {
        return reference.permute(ReferenceTensor.of(shape, values), axes).values();
    }

    @Override
    public BoundedTensor plus(BoundedTensor left, BoundedTensor right) {
        ReferenceTensor value = reference.plus(left.value(), right.value());
        boolean byRows = isByRows(left) || isByRows(right);
        if (!byRows || value.shape().length == 0) {
            double[] sum = reference.plus(radii(left), radii(right)).values();
            double[] values = value.values();
            for (int k = 0; k < sum.length; k++) {
                sum[k] = Upwards.slack(sum[k] + Upwards.U * Math.abs(values[k]));
            }
            return BoundedTensor.of(value, new Deviation.Entries(sum));
        }
        int d = value.shape()[value.shape().length - 1];
        double[] sum = reference.plus(rowRadii(left, d), rowRadii(right, d)).values();
        double[] rounding = Upwards.rowNorms(value.values(), d);
        return rows(value, i -> Upwards.slack(sum[i] + Upwards.U * rounding[i]));
    }

    private static boolean isByRows(BoundedTensor tensor) {
        return !tensor.isExact() && !(tensor.deviation() instanceof Deviation.Entries);
    }

    private static ReferenceTensor radii(BoundedTensor tensor) {
        return ReferenceTensor.of(tensor.shape(), tensor.radii());
    }

    /** The bounds of rows, … × 1, of a tensor whose rows are repeated up to a length. */
    private static ReferenceTensor rowRadii(BoundedTensor tensor, int length) {
        int[] shape = tensor.shape();
        double[] radii = tensor.rowRadii().clone();
        double repeats = shape.length == 0 ? length : (double) length / tensor.last();
        for (int i = 0; i < radii.length; i++) {
            radii[i] = Upwards.slack(radii[i] * Math.sqrt(repeats));
        }
        if (shape.length > 0) {
            shape[shape.length - 1] = 1;
        }
        return ReferenceTensor.of(shape, radii);
    }

    @Override
    public BoundedTensor times(BoundedTensor left, BoundedTensor right) {
        ReferenceTensor value = reference.times(left.value(), right.value());
        if ((isByRows(left) || isByRows(right)) && value.shape().length > 0) {
            return timesByRows(value, left, right);
        }
        ReferenceTensor a = absolute(left);
        ReferenceTensor b = absolute(right);
        ReferenceTensor ra = radii(left);
        ReferenceTensor rb = radii(right);
        double[] first = reference.times(ra, reference.plus(b, rb)).values();
        double[] second = reference.times(a, rb).values();
        double[] values = value.values();
        for (int k = 0; k < values.length; k++) {
            first[k] = Upwards.slack(first[k] + second[k] + Upwards.U * Math.abs(values[k]));
        }
        return BoundedTensor.of(value, new Deviation.Entries(first));
    }

    /**
     * With δ and ε the deviations of two rows a and b, ‖(a + δ) ⊙ (b + ε) − a ⊙ b‖ is at most max|a| ‖ε‖ + max|b| ‖δ‖ + ‖δ‖ ‖ε‖. So heads
     * that are turned by their positions grow no more than the sum of two vectors does.
     */
    private BoundedTensor timesByRows(ReferenceTensor value, BoundedTensor left, BoundedTensor right) {
        int d = value.shape()[value.shape().length - 1];
        ReferenceTensor l = rowRadii(left, d);
        ReferenceTensor r = rowRadii(right, d);
        double[] first = reference.times(l, reference.plus(greatest(right), r)).values();
        double[] second = reference.times(greatest(left), r).values();
        double[] rounding = Upwards.rowNorms(value.values(), d);
        return rows(value, i -> Upwards.slack(first[i] + second[i] + Upwards.U * rounding[i]));
    }

    /** The greatest absolute value of each row, … × 1. */
    private static ReferenceTensor greatest(BoundedTensor tensor) {
        int[] shape = tensor.shape();
        int d = tensor.last();
        double[] greatest = new double[tensor.entries().length / d];
        for (int k = 0; k < greatest.length * d; k++) {
            greatest[k / d] = Math.max(greatest[k / d], Math.abs(tensor.entries()[k]));
        }
        if (shape.length > 0) {
            shape[shape.length - 1] = 1;
        }
        return ReferenceTensor.of(shape, greatest);
    }

    private static ReferenceTensor absolute(BoundedTensor tensor) {
        return ReferenceTensor.of(
                tensor.shape(), Arrays.stream(tensor.entries()).map(Math::abs).toArray());
    }

    @Override
    public BoundedTensor scale(double factor, BoundedTensor tensor) {
        ReferenceTensor value = reference.scale(factor, tensor.value());
        double f = Math.abs(factor);
        double[] values = value.values();
        if (isByRows(tensor)) {
            double[] old = tensor.rowRadii();
            double[] norms = Upwards.rowNorms(values, tensor.last());
            return rows(value, i -> Upwards.slack(f * old[i] + Upwards.U * norms[i]));
        }
        double[] radii = tensor.radii();
        for (int k = 0; k < radii.length; k++) {
            radii[k] = Upwards.slack(f * radii[k] + Upwards.U * Math.abs(values[k]));
        }
        return BoundedTensor.of(value, new Deviation.Entries(radii));
    }

    @Override
    public BoundedTensor matmul(BoundedTensor left, BoundedTensor right) {
        ReferenceTensor value = reference.matmul(left.value(), right.value());
        return BoundedTensor.of(value, BoundedProducts.matmul(left, right));
    }

    @Override
    public BoundedTensor linear(BoundedTensor rows, BoundedTensor weight) {
        ReferenceTensor value = reference.linear(rows.value(), weight.value());
        return BoundedTensor.of(value, new Deviation.Along(1, BoundedProducts.linear(rows, weight)));
    }

    @Override
    public BoundedTensor activate(Activation activation, BoundedTensor tensor) {
        return BoundedActivations.activate(activation, tensor);
    }

    @Override
    public BoundedTensor softmax(BoundedTensor tensor) {
        return BoundedTensor.of(
                reference.softmax(tensor.value()), new Deviation.Entries(BoundedActivations.softmax(tensor)));
    }

    @Override
    public BoundedTensor layerNorm(BoundedTensor tensor, BoundedTensor gain, BoundedTensor bias, double epsilon) {
        ReferenceTensor value = reference.layerNorm(tensor.value(), gain.value(), bias.value(), epsilon);
        double[] radii = BoundedActivations.layerNorm(tensor, gain, bias, epsilon, value.values());
        return BoundedTensor.of(value, new Deviation.Along(tensor.dimensions().length - 1, radii));
    }

    @Override
    public BoundedTensor rmsNorm(BoundedTensor tensor, BoundedTensor gain, double epsilon) {
        ReferenceTensor value = reference.rmsNorm(tensor.value(), gain.value(), epsilon);
        double[] radii = BoundedActivations.rmsNorm(tensor, gain, epsilon, value.values());
        return BoundedTensor.of(value, new Deviation.Along(tensor.dimensions().length - 1, radii));
    }

    @Override
    public BoundedTensor logProbability(BoundedTensor logits, BoundedTensor classes) {
        ReferenceTensor value = reference.logProbability(logits.value(), classes.value());
        return BoundedTensor.of(value, new Deviation.Entries(BoundedLosses.logProbability(logits, classes)));
    }

    @Override
    public BoundedTensor gather(BoundedTensor table, BoundedTensor indices) {
        if (!indices.isExact()) {
            throw new IllegalArgumentException("gather: expected indices that are exact");
        }
        ReferenceTensor value = reference.gather(table.value(), indices.value());
        if (table.isExact()) {
            return BoundedTensor.of(value, table.deviation());
        }
        double[] radii = table.rowRadii();
        return rows(value, i -> radii[(int) indices.entries()[i]]);
    }

    @Override
    public BoundedTensor crossEntropy(BoundedTensor logits, BoundedTensor labels) {
        ReferenceTensor value = reference.crossEntropy(logits.value(), labels.value());
        double radius = BoundedLosses.crossEntropy(logits, labels);
        return BoundedTensor.of(value, new Deviation.Entries(new double[] {radius}));
    }

    @Override
    public BoundedTensor meanSquaredError(BoundedTensor predictions, BoundedTensor targets) {
        ReferenceTensor value = reference.meanSquaredError(predictions.value(), targets.value());
        double radius = BoundedLosses.meanSquaredError(predictions, targets);
        return BoundedTensor.of(value, new Deviation.Entries(new double[] {radius}));
    }
}
