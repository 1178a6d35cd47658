package org.peftcheck.theory.proof.identity;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The statement that two rational matrix expressions agree wherever both are defined.
 *
 * <p>All entries of the variables are free: a hypothesis such as full column rank is the existence of an inverse that occurs,
 * and one such as M = N Wᵀ is put in.
 *
 * @param name a short name
 * @param claim the claim of the paper that it serves
 * @param statement the statement in TeX
 * @param left the left side
 * @param right the right side, of the same shape
 */
public record RationalIdentity(String name, String claim, String statement, Expression left, Expression right) {

    /** Checks the shapes of both sides and that every variable has one shape. */
    public RationalIdentity {
        if (left.rows() != right.rows() || left.columns() != right.columns()) {
            throw new IllegalArgumentException("identity " + name + ": expected a right side of " + left.rows() + "x"
                    + left.columns() + ", got " + right.rows() + "x" + right.columns());
        }
        collected(left, right);
    }

    private static SortedMap<String, Expression.Variable> collected(Expression left, Expression right) {
        SortedMap<String, Expression.Variable> variables = new TreeMap<>();
        left.collect(variables);
        right.collect(variables);
        return variables;
    }

    /**
     * The variables with their shapes.
     *
     * @return the variables, by name
     */
    public List<Expression.Variable> variables() {
        return List.copyOf(collected(left, right).values());
    }

    /**
     * The difference of the sides.
     *
     * @return left − right
     */
    public Expression residual() {
        return left.minus(right);
    }
}
