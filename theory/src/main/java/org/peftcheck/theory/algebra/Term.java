package org.peftcheck.theory.algebra;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A formula as a tree of non-commutative operations, with structural equality: two terms are equal when they are written in the
 * same way. Every other reading of a formula is a reading of its term ({@link #read}).
 */
public sealed interface Term {

    /**
     * The value of this term in a reading.
     *
     * @param algebra the reading
     * @param values the value of each symbol
     * @param <M> what a matrix is in that reading
     * @return the value
     */
    <M> M read(MatrixAlgebra<M> algebra, Function<Symbol, M> values);

    /**
     * This term with values put in for dimensions, in the shapes of its symbols and in its factors.
     *
     * @param values what to put in
     * @return the term there
     */
    default Term at(Map<Dimension, Polynomial> values) {
        return read(new TermAlgebra(values), s -> new Symbol(s.name(), s.shape().at(values)));
    }

    /**
     * The symbols that occur.
     *
     * @return the symbols
     */
    default Set<Symbol> symbols() {
        Set<Symbol> found = new HashSet<>();
        read(new TermAlgebra(), symbol -> {
            found.add(symbol);
            return symbol;
        });
        return found;
    }

    /**
     * A matrix with a name.
     *
     * @param name the name
     * @param shape the shape
     */
    record Symbol(String name, Shape shape) implements Term {
        @Override
        public <M> M read(MatrixAlgebra<M> algebra, Function<Symbol, M> values) {
            return values.apply(this);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * left + right.
     *
     * @param left a term
     * @param right a term
     */
    record Sum(Term left, Term right) implements Term {
        @Override
        public <M> M read(MatrixAlgebra<M> algebra, Function<Symbol, M> values) {
            return algebra.plus(left.read(algebra, values), right.read(algebra, values));
        }

        @Override
        public String toString() {
            return "(" + left + " + " + right + ")";
        }
    }

    /**
     * left − right.
     *
     * @param left a term
     * @param right a term
     */
    record Difference(Term left, Term right) implements Term {
        @Override
        public <M> M read(MatrixAlgebra<M> algebra, Function<Symbol, M> values) {
            return algebra.minus(left.read(algebra, values), right.read(algebra, values));
        }

        @Override
        public String toString() {
            return "(" + left + " - " + right + ")";
        }
    }

    /**
     * left · right.
     *
     * @param left a term
     * @param right a term
     */
    record Product(Term left, Term right) implements Term {
        @Override
        public <M> M read(MatrixAlgebra<M> algebra, Function<Symbol, M> values) {
            return algebra.times(left.read(algebra, values), right.read(algebra, values));
        }

        @Override
        public String toString() {
            return "(" + left + " " + right + ")";
        }
    }

    /**
     * factor · term.
     *
     * @param factor the factor
     * @param term a term
     */
    record Scaled(Scalar factor, Term term) implements Term {
        @Override
        public <M> M read(MatrixAlgebra<M> algebra, Function<Symbol, M> values) {
            return algebra.scale(factor, term.read(algebra, values));
        }

        @Override
        public String toString() {
            return "(" + factor + " * " + term + ")";
        }
    }

    /**
     * σ(term).
     *
     * @param activation the activation function
     * @param term a term
     */
    record Activated(Activation activation, Term term) implements Term {
        @Override
        public <M> M read(MatrixAlgebra<M> algebra, Function<Symbol, M> values) {
            return algebra.activate(activation, term.read(algebra, values));
        }

        @Override
        public String toString() {
            return activation.id() + "(" + term + ")";
        }
    }

    /**
     * termᵀ.
     *
     * @param term a term
     */
    record Transposed(Term term) implements Term {
        @Override
        public <M> M read(MatrixAlgebra<M> algebra, Function<Symbol, M> values) {
            return algebra.transpose(term.read(algebra, values));
        }

        @Override
        public String toString() {
            return term + "'";
        }
    }

    /**
     * diag(factors) · term.
     *
     * @param factors a term for a column
     * @param term a term
     */
    record RowScaled(Term factors, Term term) implements Term {
        @Override
        public <M> M read(MatrixAlgebra<M> algebra, Function<Symbol, M> values) {
            return algebra.scaleRows(factors.read(algebra, values), term.read(algebra, values));
        }

        @Override
        public String toString() {
            return "(diag(" + factors + ") " + term + ")";
        }
    }

    /**
     * left ⊘ right, entry by entry.
     *
     * @param left a term
     * @param right a term
     */
    record Quotient(Term left, Term right) implements Term {
        @Override
        public <M> M read(MatrixAlgebra<M> algebra, Function<Symbol, M> values) {
            return algebra.divide(left.read(algebra, values), right.read(algebra, values));
        }

        @Override
        public String toString() {
            return "(" + left + " / " + right + ")";
        }
    }

    /**
     * The column of the Euclidean norms of the rows.
     *
     * @param term a term
     */
    record RowNorms(Term term) implements Term {
        @Override
        public <M> M read(MatrixAlgebra<M> algebra, Function<Symbol, M> values) {
            return algebra.rowNorms(term.read(algebra, values));
        }

        @Override
        public String toString() {
            return "rownorms(" + term + ")";
        }
    }
}
