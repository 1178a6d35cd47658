package org.peftcheck.training.plan;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The operations of a plan, one entry at a time, as their definitions say. */
final class NaiveOperations {

    private NaiveOperations() {}

    /** The place of an entry, from its index in a shape to that in another to which it is broadcast. */
    static int place(int index, int[] shape, int... of) {
        int result = 0;
        int stride = 1;
        int rest = index;
        for (int k = 1; k <= shape.length; k++) {
            int at = rest % shape[shape.length - k];
            rest /= shape[shape.length - k];
            if (k <= of.length) {
                result += (of[of.length - k] == 1 ? 0 : at) * stride;
                stride *= of[of.length - k];
            }
        }
        return result;
    }

    static Bounded expand(Bounded a, int... shape) {
        return a.picked(shape, i -> place(i, shape, a.shape()));
    }

    static Bounded binary(Operation operation, Bounded left, Bounded right, int... shape) {
        Bounded a = expand(left, shape);
        Bounded b = expand(right, shape);
        Bounded result = Bounded.empty(shape);
        for (int i = 0; i < result.count(); i++) {
            double x = a.values()[i];
            double y = b.values()[i];
            double ex = a.errors()[i];
            double ey = b.errors()[i];
            switch (operation) {
                case ADD -> result.set(i, x + y, ex + ey);
                case SUBTRACT -> result.set(i, x - y, ex + ey);
                case MULTIPLY -> result.set(i, x * y, Math.abs(x) * ey + Math.abs(y) * ex + ex * ey);
                default -> {
                    double least = Math.abs(y) - ey;
                    double error = least > 0 ? (ex + Math.abs(x / y) * ey) / least : Double.POSITIVE_INFINITY;
                    result.set(i, x / y, error);
                }
            }
        }
        return result;
    }

    static Bounded unary(Operation operation, Bounded a) {
        return switch (operation) {
            case COPY -> a;
            case SQUARE -> binary(Operation.MULTIPLY, a, a, a.shape());
            case SQRT -> a.monotone(Math::sqrt, 0);
            case INVERSE_SQRT -> a.monotone(x -> x > 0 ? 1 / Math.sqrt(x) : Double.NaN, Bounded.ROUNDING);
            case RECIPROCAL -> a.monotone(x -> x > 0 ? 1 / x : Double.NaN, 0);
            case EXP -> a.monotone(x -> Math.abs(x) < 80 ? Math.exp(x) : Double.NaN, 0);
            case LOG -> a.monotone(x -> x > 0 ? Math.log(x) : Double.NaN, 0);
            case ERF -> a.map(NaiveOperations::erf, 1.13, 1e-6);
            case TANH -> a.monotone(Math::tanh, 0);
            case SIGMOID -> a.monotone(x -> 1 / (1 + Math.exp(-x)), Bounded.ROUNDING);
            case RELU -> a.monotone(x -> Math.max(0, x), 0);
            case STEP -> jump(a.monotone(x -> x > 0 ? 1 : 0, 0), a);
            case ABS -> a.map(Math::abs, 1, 0);
            case SIGN -> jump(a.monotone(Math::signum, 0), a);
            case ROUND -> a.monotone(Math::rint, 0);
            case SIN -> a.map(Math::sin, 1, 0);
            case COS -> a.map(Math::cos, 1, 0);
            default -> throw new IllegalArgumentException("no operation on one operand: " + operation);
        };
    }

    /** Nothing is known of a jump at 0 that is nearly 0. */
    private static Bounded jump(Bounded result, Bounded at) {
        for (int i = 0; i < at.count(); i++) {
            if (at.values()[i] != 0 && Math.abs(at.values()[i]) - at.errors()[i] < 1e-29) {
                result.set(i, Double.NaN, Double.POSITIVE_INFINITY);
            }
        }
        return result;
    }

    /** The error function by its series, which converges for all that is not 1 anyway. */
    private static double erf(double x) {
        if (Math.abs(x) > 5) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int k = 1; k < 150; k++) {
            term *= -x * x / k;
            sum += term / (2 * k + 1);
        }
        return sum * 2 / Math.sqrt(Math.PI);
    }

    /** Sums of entries: for each entry of the result those that belong to it. */
    static Bounded sum(Bounded a, int[] shape, int[] aligned) {
        Bounded result = Bounded.empty(shape);
        double[] sizes = new double[result.count()];
        int terms = a.count() / Math.max(1, result.count());
        for (int i = 0; i < a.count(); i++) {
            int to = place(i, a.shape(), aligned);
            result.values()[to] += a.values()[i];
            result.errors()[to] += a.errors()[i];
            sizes[to] += Math.abs(a.values()[i]);
        }
        for (int i = 0; i < result.count(); i++) {
            result.set(i, result.values()[i], result.errors()[i] + terms * Bounded.OF_TERM * sizes[i]);
        }
        return result;
    }

    static Bounded rowMax(Bounded a, int... shape) {
        Bounded result = Bounded.empty(shape);
        for (int row = 0; row < result.count(); row++) {
            int width = a.width();
            double[] values = Arrays.copyOfRange(a.values(), row * width, (row + 1) * width);
            double[] errors = Arrays.copyOfRange(a.errors(), row * width, (row + 1) * width);
            boolean known = Arrays.stream(values).noneMatch(Double::isNaN);
            double error = Arrays.stream(errors).max().orElse(0);
            result.set(row, Arrays.stream(values).max().orElseThrow(), known ? error : Double.POSITIVE_INFINITY);
        }
        return result;
    }

    static Bounded permute(Bounded a, int[] shape, int... axes) {
        return a.picked(shape, i -> {
            int[] at = new int[axes.length];
            int rest = i;
            for (int k = axes.length - 1; k >= 0; k--) {
                at[axes[k]] = rest % shape[k];
                rest /= shape[k];
            }
            return IntStream.range(0, axes.length).reduce(0, (sum, k) -> sum * a.shape()[k] + at[k]);
        });
    }

    static Bounded gather(Bounded table, int... indices) {
        int width = table.width();
        return table.picked(new int[] {indices.length, width}, i -> indices[i / width] * width + i % width);
    }

    static Bounded oneHot(int width, int... indices) {
        double[] values = new double[indices.length * width];
        for (int row = 0; row < indices.length; row++) {
            values[row * width + indices[row]] = 1;
        }
        return Bounded.exact(new int[] {indices.length, width}, values);
    }

    static Bounded scatter(Bounded rows, int[] indices, int... shape) {
        Bounded result = Bounded.empty(shape);
        double[] sizes = new double[result.count()];
        for (int i = 0; i < rows.count(); i++) {
            int to = indices[i / shape[1]] * shape[1] + i % shape[1];
            result.values()[to] += rows.values()[i];
            result.errors()[to] += rows.errors()[i];
            sizes[to] += Math.abs(rows.values()[i]);
        }
        for (int i = 0; i < result.count(); i++) {
            double error = result.errors()[i] + indices.length * Bounded.OF_TERM * sizes[i];
            result.set(i, result.values()[i], error);
        }
        return result;
    }

    static Bounded matmul(Bounded left, Bounded right, boolean transposeLeft, boolean transposeRight, int... shape) {
        Bounded a = transposeLeft ? transposed(left) : left;
        Bounded b = transposeRight ? transposed(right) : right;
        int m = shape[shape.length - 2];
        int n = shape[shape.length - 1];
        int k = a.width();
        Bounded result = Bounded.empty(shape);
        for (int i = 0; i < result.count(); i++) {
            int matrix = i / (m * n);
            double sum = 0;
            double size = 0;
            double error = 0;
            for (int j = 0; j < k; j++) {
                int p = matrix * m * k + i / n % m * k + j;
                int q = matrix * k * n + j * n + i % n;
                double x = a.values()[p];
                double y = b.values()[q];
                sum += x * y;
                size += Math.abs(x * y);
                error += Math.abs(x) * b.errors()[q] + Math.abs(y) * a.errors()[p] + a.errors()[p] * b.errors()[q];
            }
            result.set(i, sum, error + (k + 1) * Bounded.OF_TERM * size);
        }
        return result;
    }

    static Bounded transposed(Bounded a) {
        int rank = a.shape().length;
        int[] axes = IntStream.range(0, rank).toArray();
        axes[rank - 1] = rank - 2;
        axes[rank - 2] = rank - 1;
        int[] shape = Arrays.stream(axes).map(axis -> a.shape()[axis]).toArray();
        return permute(a, shape, axes);
    }
}
