package org.peftcheck.training.reference;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.peftcheck.numeric.reading.ActivationValues;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.TensorAlgebra;

/** The reading of a network as values in double precision. Matrix products are EJML's, everything else is as its definition says. */
public final class ReferenceAlgebra implements TensorAlgebra<ReferenceTensor> {

    @Override
    public int[] shape(ReferenceTensor tensor) {
        return tensor.shape();
    }

    @Override
    public ReferenceTensor reshape(ReferenceTensor tensor, int... shape) {
        if (FloatTensor.count(shape) != tensor.entries().length) {
            throw misfit("reshape", "a shape of " + tensor.entries().length + " entries", shape);
        }
        return ReferenceTensor.owning(shape.clone(), tensor.entries());
    }

    @Override
    public ReferenceTensor permute(ReferenceTensor tensor, int... axes) {
        int[] old = tensor.dimensions();
        int[] ordered = axes.clone();
        Arrays.sort(ordered);
        boolean fits = ordered.length == old.length;
        for (int k = 0; fits && k < ordered.length; k++) {
            fits = ordered[k] == k;
        }
        if (!fits) {
            throw misfit("permute", "each of " + old.length + " axes once, from 0", axes);
        }
        int[] oldSteps = new int[old.length];
        int step = 1;
        for (int k = old.length - 1; k >= 0; k--) {
            oldSteps[k] = step;
            step *= old[k];
        }
        int[] shape = Arrays.stream(axes).map(axis -> old[axis]).toArray();
        int[] steps = Arrays.stream(axes).map(axis -> oldSteps[axis]).toArray();
        double[] values = new double[tensor.entries().length];
        int[] index = new int[shape.length];
        for (int k = 0; k < values.length; k++) {
            values[k] = tensor.entries()[Broadcast.place(index, steps)];
            Broadcast.advance(index, shape);
        }
        return ReferenceTensor.owning(shape, values);
    }

    @Override
    public ReferenceTensor plus(ReferenceTensor left, ReferenceTensor right) {
        return Broadcast.apply("sum", left, right, Double::sum);
    }

    @Override
    public ReferenceTensor times(ReferenceTensor left, ReferenceTensor right) {
        return Broadcast.apply("entrywise product", left, right, (a, b) -> a * b);
    }

    @Override
    public ReferenceTensor scale(double factor, ReferenceTensor tensor) {
        return map(tensor, x -> factor * x);
    }

    @Override
    public ReferenceTensor matmul(ReferenceTensor left, ReferenceTensor right) {
        int[] a = left.dimensions();
        int[] b = right.dimensions();
        int rank = a.length;
        boolean fits = rank >= 2
                && b.length == rank
                && Arrays.equals(a, 0, rank - 2, b, 0, rank - 2)
                && a[rank - 1] == b[rank - 2];
        if (!fits) {
            throw misfit(
                    "matrix product", "a second operand … × k × n for a first … × m × k = " + Arrays.toString(a), b);
        }
        int m = a[rank - 2];
        int inner = a[rank - 1];
        int n = b[rank - 1];
        int[] shape = a.clone();
        shape[rank - 1] = n;
        double[] values = new double[FloatTensor.count(shape)];
        DMatrixRMaj product = new DMatrixRMaj(m, n);
        for (int k = 0; k < values.length / (m * n); k++) {
            DMatrixRMaj x = slice(left, k, m, inner);
            DMatrixRMaj y = slice(right, k, inner, n);
            CommonOps_DDRM.mult(x, y, product);
            System.arraycopy(product.data, 0, values, k * m * n, m * n);
        }
        return ReferenceTensor.owning(shape, values);
    }

    /** A copy of the k-th matrix of a tensor of matrices. */
    private static DMatrixRMaj slice(ReferenceTensor tensor, int k, int rows, int columns) {
        int size = rows * columns;
        return DMatrixRMaj.wrap(rows, columns, Arrays.copyOfRange(tensor.entries(), k * size, (k + 1) * size));
    }

    @Override
    public ReferenceTensor linear(ReferenceTensor rows, ReferenceTensor weight) {
        int[] x = rows.dimensions();
        int[] w = weight.dimensions();
        if (x.length != 2) {
            throw misfit("linear map", "rows n × d_in", x);
        }
        if (w.length != 2 || w[1] != x[1]) {
            throw misfit("linear map", "a weight d_out × d_in with d_in = " + x[1], w);
        }
        DMatrixRMaj product = new DMatrixRMaj(x[0], w[0]);
        CommonOps_DDRM.multTransB(slice(rows, 0, x[0], x[1]), slice(weight, 0, w[0], w[1]), product);
        return ReferenceTensor.owning(new int[] {x[0], w[0]}, product.data);
    }

    @Override
    public ReferenceTensor activate(Activation activation, ReferenceTensor tensor) {
        return map(tensor, ActivationValues.inDoubles(activation));
    }

    @Override
    public ReferenceTensor softmax(ReferenceTensor tensor) {
        double[] values = tensor.values();
        int d = tensor.last();
        for (int from = 0; from < values.length; from += d) {
            double greatest = Arrays.stream(values, from, from + d).max().orElseThrow();
            double sum = 0;
            for (int k = from; k < from + d; k++) {
                values[k] = Math.exp(values[k] - greatest);
                sum += values[k];
            }
            for (int k = from; k < from + d; k++) {
                values[k] /= sum;
            }
        }
        return ReferenceTensor.owning(tensor.dimensions(), values);
    }

    @Override
    public ReferenceTensor layerNorm(
            ReferenceTensor tensor, ReferenceTensor gain, ReferenceTensor bias, double epsilon) {
        int d = tensor.last();
        requireVector("layer norm gain", d, gain);
        requireVector("layer norm bias", d, bias);
        double[] values = tensor.values();
        for (int from = 0; from < values.length; from += d) {
            double mean = Arrays.stream(values, from, from + d).sum() / d;
            double squares = 0;
            for (int k = from; k < from + d; k++) {
                squares += (values[k] - mean) * (values[k] - mean);
            }
            double deviation = Math.sqrt(squares / d + epsilon);
            for (int k = 0; k < d; k++) {
                double normal = (values[from + k] - mean) / deviation;
                values[from + k] = normal * gain.entries()[k] + bias.entries()[k];
            }
        }
        return ReferenceTensor.owning(tensor.dimensions(), values);
    }

    @Override
    public ReferenceTensor rmsNorm(ReferenceTensor tensor, ReferenceTensor gain, double epsilon) {
        int d = tensor.last();
        requireVector("RMS norm gain", d, gain);
        double[] values = tensor.values();
        for (int from = 0; from < values.length; from += d) {
            double squares = 0;
            for (int k = from; k < from + d; k++) {
                squares += values[k] * values[k];
            }
            double root = Math.sqrt(squares / d + epsilon);
            for (int k = 0; k < d; k++) {
                values[from + k] = values[from + k] / root * gain.entries()[k];
            }
        }
        return ReferenceTensor.owning(tensor.dimensions(), values);
    }

    @Override
    public ReferenceTensor gather(ReferenceTensor table, ReferenceTensor indices) {
        int[] t = table.dimensions();
        if (t.length != 2) {
            throw misfit("gather", "a table m × d", t);
        }
        int d = t[1];
        int n = indices.entries().length;
        double[] values = new double[Math.multiplyExact(n, d)];
        for (int k = 0; k < n; k++) {
            int row = whole("gather", t[0], indices.entries()[k]);
            System.arraycopy(table.entries(), row * d, values, k * d, d);
        }
        return ReferenceTensor.owning(new int[] {n, d}, values);
    }

    @Override
    public ReferenceTensor crossEntropy(ReferenceTensor logits, ReferenceTensor labels) {
        int[] shape = logits.dimensions();
        if (shape.length != 2) {
            throw misfit("cross-entropy", "logits n × c", shape);
        }
        requireShape("cross-entropy labels", shape, labels);
        double sum = 0;
        for (int i = 0; i < shape[0]; i++) {
            double[] row = Arrays.copyOfRange(logits.entries(), i * shape[1], (i + 1) * shape[1]);
            double greatest = Arrays.stream(row).max().orElseThrow();
            double total = Arrays.stream(row).map(x -> Math.exp(x - greatest)).sum();
            for (int j = 0; j < shape[1]; j++) {
                sum += labels.entries()[i * shape[1] + j] * (Math.log(total) + greatest - row[j]);
            }
        }
        return ReferenceTensor.owning(new int[0], new double[] {sum / shape[0]});
    }

    @Override
    public ReferenceTensor logProbability(ReferenceTensor logits, ReferenceTensor classes) {
        int[] shape = logits.dimensions();
        if (shape.length != 2) {
            throw misfit("log-probability", "logits n × c", shape);
        }
        requireShape("log-probability classes", new int[] {shape[0]}, classes);
        double[] values = new double[shape[0]];
        for (int i = 0; i < shape[0]; i++) {
            double[] row = Arrays.copyOfRange(logits.entries(), i * shape[1], (i + 1) * shape[1]);
            double greatest = Arrays.stream(row).max().orElseThrow();
            double total = Arrays.stream(row).map(x -> Math.exp(x - greatest)).sum();
            int place = whole("log-probability", shape[1], classes.entries()[i]);
            values[i] = row[place] - greatest - Math.log(total);
        }
        return ReferenceTensor.owning(new int[] {shape[0], 1}, values);
    }

    @Override
    public ReferenceTensor meanSquaredError(ReferenceTensor predictions, ReferenceTensor targets) {
        int[] shape = predictions.dimensions();
        if (shape.length != 2 || shape[1] != 1) {
            throw misfit("squared error", "predictions n × 1", shape);
        }
        requireShape("squared error targets", shape, targets);
        double sum = 0;
        for (int i = 0; i < shape[0]; i++) {
            double difference = predictions.entries()[i] - targets.entries()[i];
            sum += difference * difference;
        }
        return ReferenceTensor.owning(new int[0], new double[] {sum / shape[0]});
    }

    private static ReferenceTensor map(ReferenceTensor tensor, DoubleUnaryOperator function) {
        double[] values = Arrays.stream(tensor.entries()).map(function).toArray();
        return ReferenceTensor.owning(tensor.dimensions(), values);
    }

    private static int whole(String operation, int bound, double value) {
        if (!(value >= 0 && value < bound && value == Math.rint(value))) {
            throw new IllegalArgumentException(
                    operation + ": expected a whole number from 0 to " + (bound - 1) + ", got " + value);
        }
        return (int) value;
    }

    private static void requireVector(String what, int length, ReferenceTensor tensor) {
        if (!Arrays.equals(new int[] {length}, tensor.dimensions())) {
            throw misfit(what, length + " numbers", tensor.dimensions());
        }
    }

    private static void requireShape(String what, int[] shape, ReferenceTensor tensor) {
        if (!Arrays.equals(shape, tensor.dimensions())) {
            throw misfit(what, "the shape " + Arrays.toString(shape), tensor.dimensions());
        }
    }

    private static IllegalArgumentException misfit(String operation, String expected, int[] found) {
        return new IllegalArgumentException(operation + ": expected " + expected + ", got " + Arrays.toString(found));
    }
}
