package org.peftcheck.theory.proof.identity;

import java.util.Map;
import java.util.SortedMap;

/**
 * A rational expression in matrix variables of fixed shapes. The shapes are checked when an expression is made.
 *
 * <p>Every expression knows a bound on its own size as a quotient of integer polynomials in the entries of the variables.
 */
public sealed interface Expression
        permits Expression.Variable,
                Expression.Identity,
                Expression.Sum,
                Expression.Product,
                Expression.Transpose,
                Expression.Multiple,
                Expression.Inverse,
                Expression.SquaredNorm {

    /**
     * The number of rows.
     *
     * @return the number of rows
     */
    int rows();

    /**
     * The number of columns.
     *
     * @return the number of columns
     */
    int columns();

    /**
     * A bound on degrees and coefficients.
     *
     * @return the bound
     */
    SizeBound bound();

    /** The value at a point. */
    <M> M evaluate(MatrixArithmetic<M> arithmetic, Map<String, M> point);

    /** Adds the variables that occur, by name. */
    void collect(SortedMap<String, Variable> variables);

    /**
     * The sum.
     *
     * @param other an expression of the same shape
     * @return this + other
     */
    default Expression plus(Expression other) {
        return new Sum(this, other);
    }

    /**
     * The difference.
     *
     * @param other an expression of the same shape
     * @return this − other
     */
    default Expression minus(Expression other) {
        return new Sum(this, new Multiple(-1, other));
    }

    /**
     * The product.
     *
     * @param other an expression with as many rows as this has columns
     * @return this · other
     */
    default Expression times(Expression other) {
        return new Product(this, other);
    }

    /**
     * The transposed expression.
     *
     * @return the transposed expression
     */
    default Expression t() {
        return new Transpose(this);
    }

    /**
     * The inverse.
     *
     * @return the inverse of this square expression
     */
    default Expression inverse() {
        return new Inverse(this);
    }

    /**
     * The squared Frobenius norm.
     *
     * @return a 1×1 expression
     */
    default Expression squaredNorm() {
        return new SquaredNorm(this);
    }

    private static void requireSameShape(Expression left, Expression right) {
        if (left.rows() != right.rows() || left.columns() != right.columns()) {
            throw new IllegalArgumentException("sum: expected a second operand of " + left.rows() + "x" + left.columns()
                    + ", got " + right.rows() + "x" + right.columns());
        }
    }

    /**
     * A matrix all of whose entries are free.
     *
     * @param name its name
     * @param rows the number of rows, at least 1
     * @param columns the number of columns, at least 1
     */
    record Variable(String name, int rows, int columns) implements Expression {
        /** Checks the shape. */
        public Variable {
            if (rows < 1 || columns < 1) {
                throw new IllegalArgumentException(
                        "variable " + name + ": expected at least 1x1, got " + rows + "x" + columns);
            }
        }

        @Override
        public SizeBound bound() {
            return SizeBound.VARIABLE;
        }

        @Override
        public <M> M evaluate(MatrixArithmetic<M> arithmetic, Map<String, M> point) {
            return point.get(name);
        }

        @Override
        public void collect(SortedMap<String, Variable> variables) {
            Variable known = variables.putIfAbsent(name, this);
            if (known != null && !known.equals(this)) {
                throw new IllegalArgumentException("variable " + name + ": expected one shape, got " + known.rows + "x"
                        + known.columns + " and " + rows + "x" + columns);
            }
        }
    }

    /**
     * The identity matrix.
     *
     * @param rows its side
     */
    record Identity(int rows) implements Expression {
        @Override
        public int columns() {
            return rows;
        }

        @Override
        public SizeBound bound() {
            return SizeBound.CONSTANT;
        }

        @Override
        public <M> M evaluate(MatrixArithmetic<M> arithmetic, Map<String, M> point) {
            return arithmetic.identity(rows);
        }

        @Override
        public void collect(SortedMap<String, Variable> variables) {
            // the identity has no variable in it
        }
    }

    /**
     * A sum.
     *
     * @param left a summand
     * @param right a summand of the same shape
     */
    record Sum(Expression left, Expression right) implements Expression {
        /** Checks the shapes. */
        public Sum {
            requireSameShape(left, right);
        }

        @Override
        public int rows() {
            return left.rows();
        }

        @Override
        public int columns() {
            return left.columns();
        }

        @Override
        public SizeBound bound() {
            return left.bound().plus(right.bound());
        }

        @Override
        public <M> M evaluate(MatrixArithmetic<M> arithmetic, Map<String, M> point) {
            return arithmetic.plus(left.evaluate(arithmetic, point), right.evaluate(arithmetic, point));
        }

        @Override
        public void collect(SortedMap<String, Variable> variables) {
            left.collect(variables);
            right.collect(variables);
        }
    }

    /**
     * A product.
     *
     * @param left the left factor
     * @param right the right factor, with as many rows as the left one has columns
     */
    record Product(Expression left, Expression right) implements Expression {
        /** Checks the shapes. */
        public Product {
            if (left.columns() != right.rows()) {
                throw new IllegalArgumentException("product: expected a second factor with " + left.columns()
                        + " rows, got " + right.rows() + "x" + right.columns());
            }
        }

        @Override
        public int rows() {
            return left.rows();
        }

        @Override
        public int columns() {
            return right.columns();
        }

        @Override
        public SizeBound bound() {
            return left.bound().times(right.bound(), left.columns());
        }

        @Override
        public <M> M evaluate(MatrixArithmetic<M> arithmetic, Map<String, M> point) {
            return arithmetic.times(left.evaluate(arithmetic, point), right.evaluate(arithmetic, point));
        }

        @Override
        public void collect(SortedMap<String, Variable> variables) {
            left.collect(variables);
            right.collect(variables);
        }
    }

    /**
     * A transposed expression.
     *
     * @param of what is transposed
     */
    record Transpose(Expression of) implements Expression {
        @Override
        public int rows() {
            return of.columns();
        }

        @Override
        public int columns() {
            return of.rows();
        }

        @Override
        public SizeBound bound() {
            return of.bound();
        }

        @Override
        public <M> M evaluate(MatrixArithmetic<M> arithmetic, Map<String, M> point) {
            return arithmetic.transpose(of.evaluate(arithmetic, point));
        }

        @Override
        public void collect(SortedMap<String, Variable> variables) {
            of.collect(variables);
        }
    }

    /**
     * An integer multiple.
     *
     * @param factor the integer
     * @param of what is multiplied
     */
    record Multiple(int factor, Expression of) implements Expression {
        @Override
        public int rows() {
            return of.rows();
        }

        @Override
        public int columns() {
            return of.columns();
        }

        @Override
        public SizeBound bound() {
            return of.bound().multiple(factor);
        }

        @Override
        public <M> M evaluate(MatrixArithmetic<M> arithmetic, Map<String, M> point) {
            return arithmetic.scale(factor, of.evaluate(arithmetic, point));
        }

        @Override
        public void collect(SortedMap<String, Variable> variables) {
            of.collect(variables);
        }
    }

    /**
     * An inverse.
     *
     * @param of a square expression
     */
    record Inverse(Expression of) implements Expression {
        /** Checks the shape. */
        public Inverse {
            if (of.rows() != of.columns()) {
                throw new IllegalArgumentException(
                        "inverse: expected a square matrix, got " + of.rows() + "x" + of.columns());
            }
        }

        @Override
        public int rows() {
            return of.rows();
        }

        @Override
        public int columns() {
            return of.columns();
        }

        @Override
        public SizeBound bound() {
            return of.bound().inverse(of.rows());
        }

        @Override
        public <M> M evaluate(MatrixArithmetic<M> arithmetic, Map<String, M> point) {
            return arithmetic.inverse(of.evaluate(arithmetic, point));
        }

        @Override
        public void collect(SortedMap<String, Variable> variables) {
            of.collect(variables);
        }
    }

    /**
     * A squared Frobenius norm, 1×1.
     *
     * @param of the matrix
     */
    record SquaredNorm(Expression of) implements Expression {
        @Override
        public int rows() {
            return 1;
        }

        @Override
        public int columns() {
            return 1;
        }

        @Override
        public SizeBound bound() {
            return of.bound().squaredNorm(of.rows() * of.columns());
        }

        @Override
        public <M> M evaluate(MatrixArithmetic<M> arithmetic, Map<String, M> point) {
            return arithmetic.squaredNorm(of.evaluate(arithmetic, point));
        }

        @Override
        public void collect(SortedMap<String, Variable> variables) {
            of.collect(variables);
        }
    }
}
