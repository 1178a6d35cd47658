package org.peftcheck.theory.proof.sturm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;

/**
 * The number of distinct real roots of a polynomial in an interval, by Sturm's theorem. The constructor checks the sequence by
 * division and counts its changes of sign again.
 *
 * @param polynomial not zero
 * @param interval the interval
 * @param sequence Sturm's sequence of the polynomial with the same roots, all simple
 * @param roots the number of distinct roots in the interval
 */
public record SturmCount(
        UnivariatePolynomial polynomial, RootInterval interval, List<UnivariatePolynomial> sequence, int roots) {

    /** Checks the sequence and the count. */
    public SturmCount {
        sequence = List.copyOf(sequence);
        if (polynomial.isZero() || sequence.isEmpty()) {
            throw new IllegalArgumentException(
                    "Sturm count: expected a polynomial that is not zero and a sequence, got " + polynomial + " and "
                            + sequence);
        }
        requireSameRoots(polynomial, sequence.get(0));
        requireSequence(sequence);
        int found = changes(sequence, interval.lower(), -1) - changes(sequence, interval.upper(), 1);
        if (found != roots) {
            throw new IllegalArgumentException(
                    "Sturm count of " + polynomial + ": expected " + found + " roots, got " + roots);
        }
    }

    /** The first member divides the polynomial, and the polynomial divides one of its powers. */
    private static void requireSameRoots(UnivariatePolynomial polynomial, UnivariatePolynomial first) {
        boolean same = !first.isZero() && polynomial.divide(first).remainder().isZero();
        UnivariatePolynomial power = UnivariatePolynomial.of(1);
        for (int i = 0; i < polynomial.degree() && same; i++) {
            power = power.times(first).divide(polynomial).remainder();
        }
        if (!same || polynomial.degree() > 0 && !power.isZero()) {
            throw new IllegalArgumentException(
                    "Sturm sequence: expected a first member with the roots of " + polynomial + ", got " + first);
        }
    }

    /** Derivative, then negated remainders, down to a constant, which shows that the first member has simple roots only. */
    private static void requireSequence(List<UnivariatePolynomial> sequence) {
        List<UnivariatePolynomial> expected = sequenceOf(sequence.get(0));
        if (!sequence.equals(expected)) {
            throw new IllegalArgumentException("Sturm sequence: expected " + expected + ", got " + sequence);
        }
        UnivariatePolynomial last = sequence.get(sequence.size() - 1);
        if (last.degree() != 0) {
            throw new IllegalArgumentException("Sturm sequence: expected a constant at the end, got " + last);
        }
    }

    private static List<UnivariatePolynomial> sequenceOf(UnivariatePolynomial first) {
        List<UnivariatePolynomial> sequence = new ArrayList<>(List.of(first));
        UnivariatePolynomial before = first;
        UnivariatePolynomial current = first.derivative();
        while (!current.isZero()) {
            sequence.add(current);
            UnivariatePolynomial next = before.divide(current).remainder().scale(BigFraction.MINUS_ONE);
            before = current;
            current = next;
        }
        return sequence;
    }

    private static int changes(List<UnivariatePolynomial> sequence, Optional<BigFraction> end, int side) {
        int changes = 0;
        int last = 0;
        for (UnivariatePolynomial member : sequence) {
            int sign = end.map(x -> member.at(x).signum()).orElseGet(() -> signFarOut(member, side));
            if (sign != 0) {
                changes += sign == -last ? 1 : 0;
                last = sign;
            }
        }
        return changes;
    }

    private static int signFarOut(UnivariatePolynomial member, int side) {
        return member.leading().signum() * (side < 0 && member.degree() % 2 == 1 ? -1 : 1);
    }

    /**
     * Counts the roots in an interval.
     *
     * @param polynomial not zero
     * @param interval the interval
     * @return the count
     */
    public static SturmCount of(UnivariatePolynomial polynomial, RootInterval interval) {
        if (polynomial.isZero()) {
            throw new IllegalArgumentException("Sturm count: expected a polynomial that is not zero, got zero");
        }
        List<UnivariatePolynomial> sequence = sequenceOf(polynomial.squareFree());
        int roots = changes(sequence, interval.lower(), -1) - changes(sequence, interval.upper(), 1);
        return new SturmCount(polynomial, interval, sequence, roots);
    }

    /**
     * Intervals with one root each, by bisection.
     *
     * @param polynomial not zero
     * @param interval a bounded interval
     * @return counts of exactly one root each, from left to right; together they have all roots in the interval
     */
    public static List<SturmCount> isolate(UnivariatePolynomial polynomial, RootInterval interval) {
        if (interval.lower().isEmpty() || interval.upper().isEmpty()) {
            throw new IllegalArgumentException("isolation of roots: expected a bounded interval, got " + interval);
        }
        SturmCount count = of(polynomial, interval);
        if (count.roots() <= 1) {
            return count.roots() == 0 ? List.of() : List.of(count);
        }
        BigFraction lower = interval.lower().get();
        BigFraction upper = interval.upper().get();
        BigFraction middle = lower.add(upper).divide(2);
        List<SturmCount> isolated = new ArrayList<>(isolate(polynomial, RootInterval.of(lower, middle)));
        isolated.addAll(isolate(polynomial, RootInterval.of(middle, upper)));
        return isolated;
    }
}
