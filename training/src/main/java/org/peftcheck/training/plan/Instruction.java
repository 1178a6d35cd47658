package org.peftcheck.training.plan;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** One instruction of a program over rows. It works on a block of rows at a time. */
sealed interface Instruction {

    /**
     * Does it.
     *
     * @param frame the registers
     * @param row the first row of the block
     * @param rows how many rows
     */
    void run(Frame frame, int row, int rows);

    /** How many numbers it computes or adds up in each row. */
    default int work() {
        return 0;
    }

    /** Where the entries of a node are. */
    record Place(Numbers numbers, int offset) {

        /** Where a plan has put them, or may. */
        Storage storage() {
            return (Storage) numbers;
        }

        FloatBuffer buffer() {
            return storage().buffer();
        }

        void read(int from, float[] to, int at, int count) {
            numbers.read(offset + from, to, at, count);
        }

        /** Copies numbers that lie {@code stride} apart. */
        void read(int from, int stride, float[] to, int at, int count) {
            if (stride == 1) {
                read(from, to, at, count);
                return;
            }
            for (int k = 0; k < count; k++) {
                to[at + k] = numbers.get(offset + from + k * stride);
            }
        }
    }

    /** Whole rows that lie one after the other. */
    record Load(Place from, int width, int to) implements Instruction {
        @Override
        public void run(Frame frame, int row, int rows) {
            from.read(row * width, frame.register(to), 0, rows * width);
        }
    }

    /** Rows that lie at given offsets. */
    record LoadRows(Place from, int[] offsets, int width, int stride, int to) implements Instruction {
        @Override
        public void run(Frame frame, int row, int rows) {
            float[] out = frame.register(to);
            for (int k = 0; k < rows; k++) {
                from.read(offsets[row + k], stride, out, k * width, width);
            }
        }
    }

    /** Rows of a table that indices name. */
    record LoadGathered(Table table, Indices indices, int count, int to) implements Instruction {
        @Override
        public void run(Frame frame, int row, int rows) {
            int[] chosen = indices.values(count);
            for (int k = 0; k < rows; k++) {
                table.read(chosen[row + k], frame.register(to), k * table.width());
            }
        }
    }

    /** Rows of zeros with a one at the place that an index names. */
    record LoadOnes(Indices indices, int count, int width, int to) implements Instruction {
        @Override
        public void run(Frame frame, int row, int rows) {
            int[] chosen = indices.values(count);
            float[] out = frame.register(to);
            Arrays.fill(out, 0, rows * width, 0);
            for (int k = 0; k < rows; k++) {
                Indices.checkColumn(chosen[row + k], width);
                out[k * width + chosen[row + k]] = 1;
            }
        }
    }

    /** Repeats the number of each row along the row. */
    record Expand(int from, int width, int to) implements Instruction {
        @Override
        public void run(Frame frame, int row, int rows) {
            float[] numbers = frame.register(from);
            float[] out = frame.register(to);
            for (int k = 0; k < rows; k++) {
                Arrays.fill(out, k * width, (k + 1) * width, numbers[k]);
            }
        }
    }

    /** An entrywise operation on one operand. */
    record Unary(Operation operation, double number, int width, int from, int to) implements Instruction {
        @Override
        public int work() {
            return operation == Operation.COPY ? 0 : width;
        }

        @Override
        public void run(Frame frame, int row, int rows) {
            float[] a = frame.register(from);
            float[] out = frame.register(to);
            int n = rows * width;
            switch (operation) {
                case SCALE -> Kernels.scale((float) number, a, out, n);
                case SHIFT -> Kernels.shift((float) number, a, out, n);
                case COPY -> System.arraycopy(a, 0, out, 0, n);
                case SQUARE -> Kernels.square(a, out, n);
                case SQRT -> Kernels.sqrt(a, out, n);
                case INVERSE_SQRT -> {
                    Kernels.sqrt(a, out, n);
                    Kernels.reciprocal(out, out, n);
                }
                case RECIPROCAL -> Kernels.reciprocal(a, out, n);
                case EXP -> Kernels.exp(a, out, n, frame.bits());
                case LOG -> Kernels.log(a, out, n);
                case TANH -> Kernels.tanh(a, out, n);
                case SIGMOID -> Kernels.sigmoid(a, out, n, frame.bits());
                case RELU -> Kernels.relu(a, out, n);
                case STEP -> Kernels.step(a, out, n);
                case ABS -> Kernels.abs(a, out, n);
                case SIGN -> Kernels.sign(a, out, n);
                case ROUND -> Kernels.round(a, out, n);
                case SIN -> Kernels.sin(a, out, n);
                case COS -> Kernels.cos(a, out, n);
                default -> throw new IllegalStateException("no entrywise operation: " + operation);
            }
        }
    }

    /** An entrywise operation on two operands. */
    record Binary(Operation operation, int width, int left, int right, int to) implements Instruction {
        @Override
        public int work() {
            return width;
        }

        @Override
        public void run(Frame frame, int row, int rows) {
            float[] a = frame.register(left);
            float[] b = frame.register(right);
            float[] out = frame.register(to);
            int n = rows * width;
            switch (operation) {
                case ADD -> Kernels.add(a, b, out, n);
                case SUBTRACT -> Kernels.subtract(a, b, out, n);
                case MULTIPLY -> Kernels.multiply(a, b, out, n);
                case DIVIDE -> Kernels.divide(a, b, out, n);
                case ERF -> Kernels.erf(a, b, out, n);
                default -> throw new IllegalStateException("no operation on two operands: " + operation);
            }
        }
    }

    /** The sum or the maximum of each row. */
    record Reduce(Operation operation, int width, int from, int to) implements Instruction {
        @Override
        public int work() {
            return width;
        }

        @Override
        public void run(Frame frame, int row, int rows) {
            float[] a = frame.register(from);
            float[] out = frame.register(to);
            for (int k = 0; k < rows; k++) {
                out[k] = operation == Operation.ROW_SUM
                        ? Kernels.sum(a, k * width, width)
                        : Kernels.max(a, k * width, width);
            }
        }
    }

    /** Leaves rows in a buffer, one after the other. */
    record Store(int from, int width, Place to) implements Instruction {
        @Override
        public void run(Frame frame, int row, int rows) {
            to.buffer().put(to.offset() + row * width, frame.register(from), 0, rows * width);
        }
    }

    /** Adds rows up to the sums of this thread. */
    record Accumulate(int from, int width, float[][] sums) implements Instruction {
        @Override
        public int work() {
            return width;
        }

        @Override
        public void run(Frame frame, int row, int rows) {
            float[] a = frame.register(from);
            float[] sum = sums[frame.part()];
            for (int k = 0; k < rows; k++) {
                int start = k * width;
                for (int j = 0; j < width; j++) {
                    sum[j] += a[start + j];
                }
            }
        }
    }
}
