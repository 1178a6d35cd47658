package org.peftcheck.numeric.check;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.AlgebraicNumber;
import org.peftcheck.theory.exact.ExactReal;
import org.peftcheck.theory.exact.IntegerSquareRoot;

/**
 * Real numbers in units of 2^−bits. Every atom is enclosed between neighbouring integers M and M + 1 that an exact inequality
 * confirms: M² ≤ n·4^bits &lt; (M + 1)² for a square root, a change of sign between them, inside the isolating interval, for the root of
 * a polynomial. Where M comes from carries no trust.
 */
final class AtomSpans {

    private static final int GUARD = 64;

    private final int bits;
    private final Map<AlgebraicNumber, List<Span>> powers = new HashMap<>();

    AtomSpans(int bits) {
        this.bits = bits;
    }

    Span of(ExactReal x) {
        Span sum = Span.ZERO;
        for (Map.Entry<Long, BigFraction> term : x.terms().entrySet()) {
            Span atom = x.generator()
                    .map(number -> power(number, term.getKey()))
                    .orElseGet(() -> squareRoot(BigInteger.valueOf(term.getKey())));
            sum = sum.plus(atom.times(term.getValue()));
        }
        return sum;
    }

    private Span squareRoot(BigInteger n) {
        BigInteger scaled = n.shiftLeft(2 * bits);
        BigInteger m = IntegerSquareRoot.floor(scaled);
        BigInteger next = m.add(BigInteger.ONE);
        BigInteger square = m.multiply(m);
        if (square.compareTo(scaled) > 0 || next.multiply(next).compareTo(scaled) <= 0) {
            throw new Rejection("square root of " + n + ": the enclosure could not be confirmed");
        }
        return square.equals(scaled) ? Span.exactly(m) : new Span(m, next);
    }

    private Span power(AlgebraicNumber number, long exponent) {
        List<Span> known = powers.computeIfAbsent(
                number, x -> new ArrayList<>(List.of(Span.exactly(BigInteger.ONE.shiftLeft(bits)), root(x))));
        while (known.size() <= exponent) {
            known.add(known.get(known.size() - 1).times(known.get(1), bits));
        }
        return known.get((int) exponent);
    }

    private Span root(AlgebraicNumber number) {
        BigInteger m = number.scaledFloor(bits);
        Span span = new Span(m, m.add(BigInteger.ONE));
        boolean inside = compare(span.lo(), number.lower()) >= 0 && compare(span.hi(), number.upper()) <= 0;
        if (!inside || sign(number.polynomial(), span.lo()) * sign(number.polynomial(), span.hi()) >= 0) {
            throw new Rejection("root of a polynomial of degree " + number.degree()
                    + ": the enclosure could not be confirmed at " + bits + " bits");
        }
        return span;
    }

    private int compare(BigInteger m, BigFraction end) {
        return m.multiply(end.getDenominator()).compareTo(end.getNumerator().shiftLeft(bits));
    }

    /** The sign of f(m·2^−bits), from spans of more bits where they leave out zero, else by exact integers. */
    private int sign(List<BigInteger> polynomial, BigInteger m) {
        int guard = GUARD + 2 * polynomial.size();
        Span x = Span.exactly(m.shiftLeft(guard));
        Span sum = Span.ZERO;
        for (int i = polynomial.size() - 1; i >= 0; i--) {
            Span coefficient = Span.exactly(polynomial.get(i).shiftLeft(bits + guard));
            sum = sum.times(x, bits + guard).plus(coefficient);
        }
        if (sum.lo().signum() * sum.hi().signum() > 0) {
            return sum.lo().signum();
        }
        return exactSign(polynomial, m);
    }

    private int exactSign(List<BigInteger> polynomial, BigInteger m) {
        int degree = polynomial.size() - 1;
        BigInteger sum = BigInteger.ZERO;
        for (int i = degree; i >= 0; i--) {
            BigInteger coefficient = polynomial.get(i);
            sum = sum.multiply(m);
            sum = coefficient.signum() == 0 ? sum : sum.add(coefficient.shiftLeft((degree - i) * bits));
        }
        return sum.signum();
    }
}
