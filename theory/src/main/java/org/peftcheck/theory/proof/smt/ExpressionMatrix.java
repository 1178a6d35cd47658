package org.peftcheck.theory.proof.smt;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.peftcheck.theory.proof.smt.formula.Expression;
import org.peftcheck.theory.proof.smt.formula.Formula;

/** A matrix of expressions at a fixed size. */
record ExpressionMatrix(List<List<Expression>> entries) {

    static ExpressionMatrix of(int rows, int columns, BiFunction<Integer, Integer, Expression> entry) {
        return new ExpressionMatrix(IntStream.range(0, rows)
                .mapToObj(i -> IntStream.range(0, columns)
                        .mapToObj(j -> entry.apply(i, j))
                        .toList())
                .toList());
    }

    /** A matrix of variables: {@code w12} is in row 1, column 2. */
    static ExpressionMatrix named(String name, int rows, int columns) {
        return of(rows, columns, (i, j) -> Expression.variable(name + (i + 1) + (j + 1)));
    }

    static ExpressionMatrix integers(long[][] rows) {
        return of(rows.length, rows[0].length, (i, j) -> Expression.of(rows[i][j]));
    }

    int rows() {
        return entries.size();
    }

    int columns() {
        return entries.get(0).size();
    }

    Expression at(int row, int column) {
        return entries.get(row).get(column);
    }

    ExpressionMatrix times(ExpressionMatrix other) {
        return of(
                rows(),
                other.columns(),
                (i, j) -> Expression.sum(IntStream.range(0, columns())
                        .mapToObj(k -> at(i, k).times(other.at(k, j)))
                        .toList()));
    }

    ExpressionMatrix plus(ExpressionMatrix other) {
        return of(rows(), columns(), (i, j) -> at(i, j).plus(other.at(i, j)));
    }

    ExpressionMatrix negated() {
        return of(rows(), columns(), (i, j) -> at(i, j).times(-1));
    }

    ExpressionMatrix transposed() {
        return of(columns(), rows(), (i, j) -> at(j, i));
    }

    ExpressionMatrix relu() {
        return of(rows(), columns(), (i, j) -> at(i, j).relu());
    }

    /** This with the columns of another matrix on its right. */
    ExpressionMatrix beside(ExpressionMatrix other) {
        return of(rows(), columns() + other.columns(), (i, j) -> j < columns() ? at(i, j) : other.at(i, j - columns()));
    }

    /** This with the rows of another matrix below. */
    ExpressionMatrix above(ExpressionMatrix other) {
        return transposed().beside(other.transposed()).transposed();
    }

    Expression squaredNorm() {
        return Expression.sum(
                entries.stream().flatMap(List::stream).map(Expression::square).toList());
    }

    Formula equalTo(ExpressionMatrix other) {
        return new Formula.And(IntStream.range(0, rows())
                .boxed()
                .flatMap(i -> IntStream.range(0, columns()).mapToObj(j -> at(i, j).equalTo(other.at(i, j))))
                .toList());
    }

    /** Every entry is at least the given integer. */
    Formula atLeast(long bound) {
        return new Formula.And(entries.stream()
                .flatMap(List::stream)
                .map(e -> e.atLeast(bound))
                .toList());
    }

    /** Every entry is greater than the given integer. */
    Formula greaterThan(long bound) {
        return new Formula.And(entries.stream()
                .flatMap(List::stream)
                .map(e -> e.greaterThan(bound))
                .toList());
    }
}
