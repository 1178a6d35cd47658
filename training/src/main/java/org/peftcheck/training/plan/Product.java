package org.peftcheck.training.plan;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.util.Arrays;
import org.peftcheck.training.plan.Instruction.Place;

/**
 * Products of matrices of one shape, one or many, by OpenBLAS. The threads share the products, or the rows or columns of one.
 *
 * <p>A matrix that is given, not computed, takes part in blocks of whole rows (a left one) or columns, since one in bf16 is widened block
 * by block. Blocks depend on shapes alone, so that the same numbers give the same bits however they are held.
 */
final class Product implements Step {

    private static final long WORTH_SHARING = 1L << 18;

    /** Numbers in a block of a given matrix, unless one row or column has more. */
    private static final int BLOCK = 1 << 22;

    /**
     * Where the matrices of an operand lie.
     *
     * @param place the buffer
     * @param offsets where each matrix starts in it
     * @param transposed whether columns, not rows, are contiguous
     * @param leading the distance of rows, or of columns
     * @param given whether they are there before the plan runs
     */
    record Matrices(Place place, int[] offsets, boolean transposed, int leading, boolean given) {

        /** How many rows or columns of {@code length} numbers are multiplied at once, where a thread has {@code all} of them. */
        private int block(int length, int all) {
            return given ? Math.max(1, Math.min(BLOCK / length, all)) : all;
        }

        private boolean isNarrow() {
            return place.numbers() instanceof NarrowNumbers;
        }

        int partOffset(int index, int row, int column) {
            int start = place.offset() + offsets[index];
            return transposed ? start + row + column * leading : start + row * leading + column;
        }

        private int order() {
            return transposed ? CblasTrans : CblasNoTrans;
        }
    }

    private final Matrices left;
    private final Matrices right;
    private final Matrices result;
    private final int m;
    private final int n;
    private final int k;
    private final Cursor[][] cursors;
    private final Widened[] widened;

    Product(Matrices left, Matrices right, Matrices result, int m, int n, int k, Widened... widened) {
        this.left = left;
        this.right = right;
        this.result = result;
        this.m = m;
        this.n = n;
        this.k = k;
        this.cursors = new Cursor[widened.length][3];
        for (Cursor[] own : cursors) {
            Arrays.setAll(own, i -> new Cursor());
        }
        this.widened = widened;
        for (Widened own : widened) {
            own.reserve(left.isNarrow() ? left.block(k, m) * k : 1, right.isNarrow() ? right.block(k, n) * k : 1);
        }
    }

    @Override
    public void run(Workers workers, Frame... frames) {
        int count = result.offsets().length;
        int parts = workers.count();
        if (parts == 1 || (long) m * n * k * count < WORTH_SHARING) {
            products(0, 0, count);
        } else if (count >= parts) {
            workers.run(part -> products(part, part * count / parts, (part + 1) * count / parts));
        } else {
            workers.run(part -> share(part, parts));
        }
    }

    private void products(int part, int from, int end) {
        for (int index = from; index < end; index++) {
            product(part, index, 0, m, 0, n);
        }
    }

    private void share(int part, int parts) {
        for (int index = 0; index < result.offsets().length; index++) {
            if (m >= n) {
                product(part, index, part * m / parts, (part + 1) * m / parts, 0, n);
            } else {
                product(part, index, 0, m, part * n / parts, (part + 1) * n / parts);
            }
        }
    }

    private void product(int part, int index, int firstRow, int endRow, int firstColumn, int endColumn) {
        if (firstRow == endRow || firstColumn == endColumn) {
            return;
        }
        int rows = left.block(k, endRow - firstRow);
        int columns = right.block(k, endColumn - firstColumn);
        for (int row = firstRow; row < endRow; row += rows) {
            int height = Math.min(rows, endRow - row);
            Matrices a = left.isNarrow() ? widened[part].of(0, left, index, row, height, 0, k) : left;
            int aOffset = left.isNarrow() ? 0 : left.partOffset(index, row, 0);
            for (int column = firstColumn; column < endColumn; column += columns) {
                int width = Math.min(columns, endColumn - column);
                Matrices b = right.isNarrow() ? widened[part].of(1, right, index, 0, k, column, width) : right;
                int bOffset = right.isNarrow() ? 0 : right.partOffset(index, 0, column);
                int cOffset = result.partOffset(index, row, column);
                multiply(part, a, aOffset, b, bOffset, cOffset, height, width);
            }
        }
    }

    private void multiply(int part, Matrices first, int at, Matrices second, int from, int to, int rows, int columns) {
        Cursor a = cursors[part][0].at(first.place(), at);
        Cursor b = cursors[part][1].at(second.place(), from);
        Cursor c = cursors[part][2].at(result.place(), to);
        if (result.transposed()) {
            int forB = second.transposed() ? CblasNoTrans : CblasTrans;
            int forA = first.transposed() ? CblasNoTrans : CblasTrans;
            cblas_sgemm(
                    CblasRowMajor,
                    forB,
                    forA,
                    columns,
                    rows,
                    k,
                    1,
                    b,
                    second.leading(),
                    a,
                    first.leading(),
                    0,
                    c,
                    result.leading());
        } else {
            cblas_sgemm(
                    CblasRowMajor,
                    first.order(),
                    second.order(),
                    rows,
                    columns,
                    k,
                    1,
                    a,
                    first.leading(),
                    b,
                    second.leading(),
                    0,
                    c,
                    result.leading());
        }
    }

    @Override
    public Work work() {
        return new Work(2L * m * n * k * result.offsets().length, 0);
    }

    @Override
    public String title() {
        return "product " + m + "x" + k + "x" + n
                + (left.offsets().length == 1 ? "" : " times " + left.offsets().length);
    }
}
