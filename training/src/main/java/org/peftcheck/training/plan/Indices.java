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

    int[] values() {
        return values;
    }
}
