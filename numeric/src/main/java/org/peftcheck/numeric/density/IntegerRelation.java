package org.peftcheck.numeric.density;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A nonzero integer vector n with coprime entries and n·m = 0 for the column m it was checked on.
 *
 * @param terms the nonzero entries, by row
 */
public record IntegerRelation(List<Term> terms) {

    /**
     * A nonzero entry.
     *
     * @param row its row, from 0
     * @param coefficient its value
     */
    public record Term(int row, BigInteger coefficient) {}

    /** Checks that the entries are nonzero, in the order of their rows, and coprime. */
    public IntegerRelation {
        terms = List.copyOf(terms);
        BigInteger common = BigInteger.ZERO;
        int last = -1;
        for (Term term : terms) {
            if (term.row <= last || term.coefficient.signum() == 0) {
                throw new IllegalArgumentException(
                        "relation: expected nonzero coefficients in the order of their rows, got " + terms);
            }
            last = term.row;
            common = common.gcd(term.coefficient);
        }
        if (!common.equals(BigInteger.ONE)) {
            throw new IllegalArgumentException(
                    "relation: expected coprime coefficients, got the common divisor " + common);
        }
    }

    /**
     * A relation of a column, checked exactly.
     *
     * @param column m
     * @param coefficients any integers by row, zeros among them, not all zero; a common divisor is taken out, and the first
     *     is made positive
     * @throws IllegalArgumentException if n·m is not 0
     */
    public static IntegerRelation of(IntegerColumn column, Map<Integer, BigInteger> coefficients) {
        BigInteger common = coefficients.values().stream().reduce(BigInteger.ZERO, BigInteger::gcd);
        List<Term> terms = new ArrayList<>();
        for (Map.Entry<Integer, BigInteger> entry : new TreeMap<>(coefficients).entrySet()) {
            if (entry.getValue().signum() != 0) {
                common = terms.isEmpty() && entry.getValue().signum() < 0 ? common.negate() : common;
                terms.add(new Term(entry.getKey(), entry.getValue().divide(common)));
            }
        }
        IntegerRelation relation = new IntegerRelation(terms);
        BigInteger product = relation.times(column);
        if (product.signum() != 0) {
            throw new IllegalArgumentException("relation: expected n·m = 0, got " + product + " for n = " + relation);
        }
        return relation;
    }

    /**
     * n·m.
     *
     * @param column m, with a row for each term
     */
    public BigInteger times(IntegerColumn column) {
        BigInteger sum = BigInteger.ZERO;
        for (Term term : terms) {
            sum = sum.add(term.coefficient.multiply(column.entry(term.row)));
        }
        return sum;
    }

    /** ‖n‖₁, at least 1. */
    public BigInteger norm() {
        return terms.stream().map(term -> term.coefficient.abs()).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** The nonzero entries as {@code row:coefficient}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Term term : terms) {
            text.append(text.isEmpty() ? "" : " ").append(term.row).append(':').append(term.coefficient);
        }
        return text.toString();
    }
}
