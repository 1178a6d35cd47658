package org.peftcheck.numeric.check;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.AlgebraicNumber;
import org.peftcheck.theory.exact.ExactReal;

/**
 * Real numbers and activations of period 1 in decimals, with nothing of the checker's: π by the arithmetic-geometric mean, the sine by
 * its series at zero, roots by Newton's iteration. Numbers have 400 digits, values about 100.
 */
final class DecimalPeriodic {

    static final MathContext LONG = new MathContext(400);
    private static final MathContext SHORT = new MathContext(130);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal PI = pi();

    private DecimalPeriodic() {}

    /** Gauss and Legendre: the digits double with every step. */
    private static BigDecimal pi() {
        BigDecimal a = BigDecimal.ONE;
        BigDecimal b = BigDecimal.ONE.divide(TWO.sqrt(SHORT), SHORT);
        BigDecimal t = new BigDecimal("0.25");
        BigDecimal p = BigDecimal.ONE;
        for (int step = 0; step < 8; step++) {
            BigDecimal next = a.add(b).divide(TWO, SHORT);
            BigDecimal difference = a.subtract(next);
            t = t.subtract(p.multiply(difference).multiply(difference), SHORT);
            b = a.multiply(b).sqrt(SHORT);
            p = p.multiply(TWO);
            a = next;
        }
        BigDecimal sum = a.add(b);
        return sum.multiply(sum).divide(t.multiply(BigDecimal.valueOf(4)), SHORT);
    }

    static BigDecimal of(BigFraction x) {
        return new BigDecimal(x.getNumerator()).divide(new BigDecimal(x.getDenominator()), LONG);
    }

    static BigDecimal of(ExactReal x) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Long, BigFraction> term : x.terms().entrySet()) {
            BigDecimal atom = x.generator().isPresent()
                    ? root(x.generator().get()).pow(term.getKey().intValue(), LONG)
                    : BigDecimal.valueOf(term.getKey()).sqrt(LONG);
            sum = sum.add(atom.multiply(of(term.getValue())), LONG);
        }
        return sum;
    }

    private static BigDecimal root(AlgebraicNumber number) {
        BigDecimal x = of(number.lower().add(number.upper()).divide(2));
        for (int step = 0; step < 16; step++) {
            BigDecimal value = BigDecimal.ZERO;
            BigDecimal slope = BigDecimal.ZERO;
            for (int i = number.degree(); i >= 0; i--) {
                slope = slope.multiply(x, LONG).add(value, LONG);
                value = value.multiply(x, LONG)
                        .add(new BigDecimal(number.polynomial().get(i)), LONG);
            }
            x = x.subtract(value.divide(slope, LONG), LONG);
        }
        return x;
    }

    /** σ(x) to about 100 digits after the point, for |x| up to 10^200. */
    static BigDecimal value(Activation activation, BigDecimal x) {
        if (activation.equals(Activation.TRIANGLE)) {
            return triangle(turn(x));
        }
        BigDecimal sine = sine(turn(x));
        return activation.equals(Activation.SIN2PI) ? sine : sine.add(sine(turn(x.add(new BigDecimal("0.25")))));
    }

    /** The fractional part. */
    private static BigDecimal turn(BigDecimal x) {
        return x.subtract(x.setScale(0, RoundingMode.FLOOR));
    }

    private static BigDecimal triangle(BigDecimal turn) {
        BigDecimal fourfold = turn.multiply(BigDecimal.valueOf(4));
        if (fourfold.compareTo(BigDecimal.ONE) <= 0) {
            return fourfold;
        }
        return fourfold.compareTo(BigDecimal.valueOf(3)) <= 0
                ? TWO.subtract(fourfold)
                : fourfold.subtract(BigDecimal.valueOf(4));
    }

    private static BigDecimal sine(BigDecimal turn) {
        BigDecimal x = turn.multiply(TWO).multiply(PI, SHORT);
        BigDecimal square = x.multiply(x, SHORT).negate();
        BigDecimal term = x;
        BigDecimal sum = x;
        for (long n = 1; term.abs().compareTo(BigDecimal.ONE.scaleByPowerOfTen(-125)) > 0; n++) {
            term = term.multiply(square).divide(BigDecimal.valueOf(2 * n * (2 * n + 1)), SHORT);
            sum = sum.add(term, SHORT);
        }
        return sum;
    }

    /** Whether a span in units of 2^−bits holds a decimal that is right to 90 digits after the point. */
    static boolean isInside(Span span, BigDecimal value, int bits) {
        BigDecimal error = BigDecimal.ONE.scaleByPowerOfTen(-90);
        BigDecimal unit = new BigDecimal(BigInteger.ONE.shiftLeft(bits));
        return new BigDecimal(span.lo()).compareTo(value.add(error).multiply(unit)) <= 0
                && new BigDecimal(span.hi()).compareTo(value.subtract(error).multiply(unit)) >= 0;
    }
}
