package org.peftcheck.theory.algebra;

/**
 * Operations and bytes.
 *
 * @param flops floating-point operations: 2mkn for a product of m × k and k × n, 2mk for the row norms of m × k, 1 an entry for
 *     everything else
 * @param products the part of them that is products of matrices
 * @param bytes the size of all results in single precision (4 bytes an entry), which is what the backward pass keeps; transposing
 *     is a view and costs nothing
 */
public record Cost(Polynomial flops, Polynomial products, Polynomial bytes) {

    /** Nothing. */
    public static final Cost ZERO = new Cost(Polynomial.ZERO, Polynomial.ZERO, Polynomial.ZERO);

    /**
     * The sum.
     *
     * @param other the other summand
     * @return this + other
     */
    public Cost plus(Cost other) {
        return new Cost(flops.plus(other.flops), products.plus(other.products), bytes.plus(other.bytes));
    }

    /**
     * A multiple.
     *
     * @param factor the factor
     * @return factor · this
     */
    public Cost times(Polynomial factor) {
        return new Cost(flops.times(factor), products.times(factor), bytes.times(factor));
    }
}
