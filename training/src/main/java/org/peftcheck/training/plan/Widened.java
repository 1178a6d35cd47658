package org.peftcheck.training.plan;

import java.nio.FloatBuffer;
import org.peftcheck.training.plan.Product.Matrices;

/**
 * Room of one thread for the parts of matrices in bf16 that it multiplies next.
 *
 * <p>OpenBLAS copies what it multiplies before it does, so that where the rows lie changes nothing of a result.
 */
final class Widened {

    private static final int CHUNK = 1024;

    private final Storage[] sides = {Storage.allocate(1), Storage.allocate(1)};
    private final float[] chunk = new float[CHUNK];

    /** Makes room for so many numbers on each side of a product. */
    void reserve(int left, int right) {
        sides[0].reserve(left);
        sides[1].reserve(right);
    }

    /** Lets go of the memory. */
    void release() {
        sides[0].release();
        sides[1].release();
    }

    /**
     * Widens a part of a matrix.
     *
     * @param side 0 for a left operand, 1 for a right one
     * @param matrices where the matrix lies
     * @param index which matrix it is
     * @param row its first row
     * @param rows how many rows
     * @param column its first column
     * @param columns how many columns
     * @return where the part lies now, with nothing between its rows (or columns, where these are contiguous)
     */
    Matrices of(int side, Matrices matrices, int index, int row, int rows, int column, int columns) {
        int lines = matrices.transposed() ? columns : rows;
        int length = matrices.transposed() ? rows : columns;
        int start = matrices.partOffset(index, row, column);
        Numbers from = matrices.place().numbers();
        FloatBuffer to = sides[side].buffer();
        boolean together = matrices.leading() == length;
        int runs = together ? 1 : lines;
        int run = together ? lines * length : length;
        for (int k = 0; k < runs; k++) {
            int source = start + k * matrices.leading();
            for (int at = 0; at < run; at += CHUNK) {
                int count = Math.min(CHUNK, run - at);
                from.read(source + at, chunk, 0, count);
                to.put(k * run + at, chunk, 0, count);
            }
        }
        return new Matrices(
                new Instruction.Place(sides[side], 0), new int[] {0}, matrices.transposed(), length, matrices.given());
    }
}
