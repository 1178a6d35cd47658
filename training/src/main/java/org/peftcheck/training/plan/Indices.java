package org.peftcheck.training.plan;

/** Whole numbers of a batch that name rows of a table. */
public final class Indices implements Source {

    private int[] values;

    /**
     * Sets them for the next run.
     *
     * @param values as many as the plan was made for
     */
    public void set(int... values) {
        this.values = values;
    }

    /**
     * The numbers of this run.
     *
     * @param count how many the plan was made for
     * @throws IllegalArgumentException when there are more or fewer
     */
    int[] values(int count) {
        if (values == null || values.length != count) {
            throw new IllegalArgumentException(
                    "indices: expected " + count + ", got " + (values == null ? "none" : "" + values.length));
        }
        return values;
    }

    /**
     * Checks that a row of zeros has a place for its one.
     *
     * @throws IllegalArgumentException when it has none
     */
    static void checkColumn(int column, int width) {
        if (column < 0 || column >= width) {
            throw new IllegalArgumentException(
                    "indices: expected places in rows of " + width + " numbers, got place " + column);
        }
    }
}
