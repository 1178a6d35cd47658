package org.peftcheck.training.plan;

import java.util.Arrays;
import java.util.Optional;

/**
 * How the entries of a node lie in the buffer of a stored node.
 *
 * @param base the node that has the buffer
 * @param shape the dimensions
 * @param strides for each dimension the distance of neighbours
 */
record View(Node base, int[] shape, int[] strides) {

    /** The entries one after the other. */
    static View plain(Node base, int... shape) {
        return new View(base, shape, rowMajor(shape));
    }

    static int[] rowMajor(int... shape) {
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int k = shape.length - 1; k >= 0; k--) {
            strides[k] = stride;
            stride *= shape[k];
        }
        return strides;
    }

    int stride(int fromEnd) {
        return strides[strides.length - fromEnd];
    }

    boolean isPlain() {
        int expected = 1;
        for (int k = shape.length - 1; k >= 0; k--) {
            if (shape[k] != 1 && strides[k] != expected) {
                return false;
            }
            expected *= shape[k];
        }
        return true;
    }

    /** Whether rows or columns are contiguous, which OpenBLAS needs. */
    boolean hasContiguousMatrices() {
        return strides.length < 2 || stride(1) == 1 || stride(2) == 1;
    }

    View permuted(int... axes) {
        return new View(
                base,
                Arrays.stream(axes).map(axis -> shape[axis]).toArray(),
                Arrays.stream(axes).map(axis -> strides[axis]).toArray());
    }

    /** The same entries in the same order under other dimensions, where strides can say it. */
    Optional<View> reshaped(int... target) {
        if (isPlain()) {
            return Optional.of(plain(base, target));
        }
        int[] result = new int[target.length];
        int from = shape.length - 1;
        int to = target.length - 1;
        while (to >= 0) {
            while (from >= 0 && shape[from] == 1) {
                from--;
            }
            if (from < 0 || shape[from] % target[to] != 0) {
                return merged(result, from, to, target);
            }
            int remaining = shape[from];
            int stride = strides[from];
            while (to >= 0 && remaining % target[to] == 0) {
                result[to] = stride;
                stride *= target[to];
                remaining /= target[to--];
                if (remaining == 1) {
                    break;
                }
            }
            if (remaining != 1) {
                return Optional.empty();
            }
            from--;
        }
        return Optional.of(new View(base, target, result));
    }

    /** Only ones are left of the target, or it joins dimensions, which the callers here do by copying. */
    private Optional<View> merged(int[] result, int from, int to, int... target) {
        for (int k = to; k >= 0; k--) {
            if (target[k] != 1) {
                return Optional.empty();
            }
            result[k] = 1;
        }
        return from < 0 ? Optional.of(new View(base, target, result)) : Optional.empty();
    }

    /** The offsets of all rows (all dimensions but the last) within the larger shape that this view is broadcast to. */
    int[] rowOffsets(int... space) {
        int rows = 1;
        for (int k = 0; k < space.length - 1; k++) {
            rows *= space[k];
        }
        int[] offsets = new int[rows];
        int missing = space.length - shape.length;
        int repeat = 1;
        for (int axis = space.length - 2; axis >= 0; axis--) {
            int own = axis - missing;
            int stride = own < 0 || shape[own] == 1 ? 0 : strides[own];
            for (int row = 0; row < rows; row++) {
                offsets[row] += row / repeat % space[axis] * stride;
            }
            repeat *= space[axis];
        }
        return offsets;
    }
}
