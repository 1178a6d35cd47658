package org.peftcheck.training.plan;

import java.util.Arrays;
import java.util.List;

/**
 * A program that runs over blocks of rows: a few loads, entrywise operations and reductions on registers that stay in the cache, and
 * stores.
 *
 * @param rows how many rows there are
 * @param width numbers in a row
 * @param registers how many registers it needs
 * @param once what each thread does once: rows that are the same for all, repeated over a block
 * @param instructions what is done for each block
 * @param sums the results that are sums over all rows
 */
record RowProgram(
        int rows, int width, int registers, List<Instruction> once, List<Instruction> instructions, List<Sum> sums)
        implements Step {

    /** Numbers in a block: a few registers of this length stay in the first cache. */
    private static final int BLOCK = 1024;

    private static final int WORTH_SHARING = 8 * BLOCK;

    /**
     * A sum over all rows.
     *
     * @param parts the sums of each thread
     * @param to where the total goes
     */
    record Sum(float[][] parts, Instruction.Place to) {
        private void total() {
            float[] total = parts[0];
            for (int part = 1; part < parts.length; part++) {
                Kernels.add(total, parts[part], total, total.length);
            }
            to.buffer().put(to.offset(), total);
        }
    }

    int blockRows() {
        return Math.max(1, Math.min(rows, BLOCK / width));
    }

    /** Numbers in a register. */
    int capacity() {
        return blockRows() * width;
    }

    @Override
    public void run(Workers workers, Frame... frames) {
        for (Sum sum : sums) {
            for (float[] part : sum.parts()) {
                Arrays.fill(part, 0);
            }
        }
        boolean shared = workers.count() > 1 && (long) rows * width * instructions.size() >= WORTH_SHARING;
        if (shared) {
            int chunk = (rows + workers.count() - 1) / workers.count();
            workers.run(part -> runRows(frames[part], part * chunk, Math.min(rows, (part + 1) * chunk)));
        } else {
            runRows(frames[0], 0, rows);
        }
        sums.forEach(Sum::total);
    }

    private void runRows(Frame frame, int from, int end) {
        int block = blockRows();
        for (Instruction instruction : once) {
            instruction.run(frame, 0, block);
        }
        for (int row = from; row < end; row += block) {
            int count = Math.min(block, end - row);
            for (Instruction instruction : instructions) {
                instruction.run(frame, row, count);
            }
        }
    }

    @Override
    public Work work() {
        long perRow = instructions.stream().mapToLong(Instruction::work).sum();
        return new Work(0, perRow * rows);
    }

    @Override
    public String title() {
        return "rows " + rows + "x" + width + ", " + instructions.size() + " instructions";
    }
}
