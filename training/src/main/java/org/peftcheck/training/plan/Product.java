package org.peftcheck.training.plan;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.util.Arrays;
import org.peftcheck.training.plan.Instruction.Place;

/** Products of matrices of one shape, one or many, by OpenBLAS. The threads share the products, or the rows or columns of one. */
final class Product implements Step {

    private static final long WORTH_SHARING = 1L << 18;

    /**
     * Where the matrices of an operand lie.
     *
     * @param place the buffer
     * @param offsets where each matrix starts in it
     * @param transposed whether columns, not rows, are contiguous
     * @param leading the distance of rows, or of columns
     */
    record Matrices(Place place, int[] offsets, boolean transposed, int leading) {

        private int partOffset(int index, int row, int column) {
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

    Product(Matrices left, Matrices right, Matrices result, int m, int n, int k, int threads) {
        this.left = left;
        this.right = right;
        this.result = result;
        this.m = m;
        this.n = n;
        this.k = k;
        this.cursors = new Cursor[threads][3];
        for (Cursor[] own : cursors) {
            Arrays.setAll(own, i -> new Cursor());
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
        Cursor a = cursors[part][0].at(left.place(), left.partOffset(index, firstRow, 0));
        Cursor b = cursors[part][1].at(right.place(), right.partOffset(index, 0, firstColumn));
        Cursor c = cursors[part][2].at(result.place(), result.partOffset(index, firstRow, firstColumn));
        int rows = endRow - firstRow;
        int columns = endColumn - firstColumn;
        if (result.transposed()) {
            int first = right.transposed() ? CblasNoTrans : CblasTrans;
            int second = left.transposed() ? CblasNoTrans : CblasTrans;
            cblas_sgemm(
                    CblasRowMajor,
                    first,
                    second,
                    columns,
                    rows,
                    k,
                    1,
                    b,
                    right.leading(),
                    a,
                    left.leading(),
                    0,
                    c,
                    result.leading());
        } else {
            cblas_sgemm(
                    CblasRowMajor,
                    left.order(),
                    right.order(),
                    rows,
                    columns,
                    k,
                    1,
                    a,
                    left.leading(),
                    b,
                    right.leading(),
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
