package org.peftcheck.theory.algebra;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The reading of a formula as its own {@link Term}: the formula as it is written, with nothing simplified. */
public final class TermAlgebra implements MatrixAlgebra<Term> {

    private final Map<Dimension, Polynomial> values;
    private final Set<Term> detached = new HashSet<>();

    /** The reading that leaves dimensions as they are. */
    public TermAlgebra() {
        this(Map.of());
    }

    TermAlgebra(Map<Dimension, Polynomial> values) {
        this.values = values;
    }

    @Override
    public Term plus(Term left, Term right) {
        return new Term.Sum(left, right);
    }

    @Override
    public Term minus(Term left, Term right) {
        return new Term.Difference(left, right);
    }

    @Override
    public Term times(Term left, Term right) {
        return new Term.Product(left, right);
    }

    @Override
    public Term scale(Scalar factor, Term matrix) {
        return new Term.Scaled(factor.at(values), matrix);
    }

    @Override
    public Term activate(Activation activation, Term matrix) {
        return new Term.Activated(activation, matrix);
    }

    @Override
    public Term transpose(Term matrix) {
        return new Term.Transposed(matrix);
    }

    @Override
    public Term scaleRows(Term factors, Term matrix) {
        return new Term.RowScaled(factors, matrix);
    }

    @Override
    public Term divide(Term dividend, Term divisor) {
        return new Term.Quotient(dividend, divisor);
    }

    @Override
    public Term rowNorms(Term matrix) {
        return new Term.RowNorms(matrix);
    }

    @Override
    public Term detached(Term matrix) {
        detached.add(matrix);
        return matrix;
    }

    /** The terms so far that a gradient takes for constants. */
    public Set<Term> constants() {
        return Set.copyOf(detached);
    }
}
