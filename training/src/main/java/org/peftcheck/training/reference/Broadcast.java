package org.peftcheck.training.reference;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/** Entrywise operations in which missing leading dimensions and dimensions of 1 are repeated. */
final class Broadcast {

    private Broadcast() {}

    /**
     * Applies an operation.
     *
     * @param name the operation's name, for messages
     * @throws IllegalArgumentException when the shapes do not fit together
     */
    static ReferenceTensor apply(
            String name, ReferenceTensor left, ReferenceTensor right, DoubleBinaryOperator operation) {
        int[] shape = shape(name, left.dimensions(), right.dimensions());
        int[] leftSteps = steps(left.dimensions(), shape);
        int[] rightSteps = steps(right.dimensions(), shape);
        double[] values = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        int[] index = new int[shape.length];
        for (int k = 0; k < values.length; k++) {
            double a = left.entries()[place(index, leftSteps)];
            double b = right.entries()[place(index, rightSteps)];
            values[k] = operation.applyAsDouble(a, b);
            advance(index, shape);
        }
        return ReferenceTensor.owning(shape, values);
    }

    private static int[] shape(String name, int[] left, int[] right) {
        int[] shape = new int[Math.max(left.length, right.length)];
        for (int k = 1; k <= shape.length; k++) {
            int a = k > left.length ? 1 : left[left.length - k];
            int b = k > right.length ? 1 : right[right.length - k];
            if (a != b && a != 1 && b != 1) {
                throw new IllegalArgumentException(name + ": expected dimensions that are equal or 1 beside "
                        + Arrays.toString(left) + ", got " + Arrays.toString(right));
            }
            shape[shape.length - k] = Math.max(a, b);
        }
        return shape;
    }

    /** How far in the operand one step of each dimension of the result leads: 0 where it is repeated. */
    private static int[] steps(int[] operand, int[] shape) {
        int[] steps = new int[shape.length];
        int step = 1;
        for (int k = 1; k <= operand.length; k++) {
            int size = operand[operand.length - k];
            steps[shape.length - k] = size == 1 ? 0 : step;
            step *= size;
        }
        return steps;
    }

    /** The place of an entry in a tensor with the given steps. */
    static int place(int[] index, int[] steps) {
        int place = 0;
        for (int k = 0; k < index.length; k++) {
            place += index[k] * steps[k];
        }
        return place;
    }

    /** Goes on to the next index, the last dimension running fastest. */
    static void advance(int[] index, int[] shape) {
        for (int k = shape.length - 1; k >= 0; k--) {
            index[k]++;
            if (index[k] < shape[k]) {
                return;
            }
            index[k] = 0;
        }
    }
}
