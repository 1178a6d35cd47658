package org.peftcheck.training.plan;

/**
 * What a run of a plan computes.
 *
 * @param products operations of the products of matrices: 2mkn for each product of m × k and k × n, an operation being a
 *     multiplication or an addition
 * @param entrywise numbers that programs over rows compute or add up, each time that they do, since what is entrywise is computed
 *     again where it is needed: one for each entry of an entrywise operation, however dear, and for each entry that is summed or
 *     compared. Loads, stores and copies are none.
 */
public record Work(long products, long entrywise) {

    /** Nothing. */
    static final Work NONE = new Work(0, 0);

    /**
     * The sum.
     *
     * @param other the other summand
     * @return this + other
     */
    Work plus(Work other) {
        return new Work(Math.addExact(products, other.products), Math.addExact(entrywise, other.entrywise));
    }
}
