package org.peftcheck.numeric.interval;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.peftcheck.theory.algebra.Activation;

/**
 * The smooth activations at moderate points in decimal arithmetic of 100 digits, from Taylor series at zero: e^x without
 * a reduction of the argument, sine with the half turns taken off, and the alternating series of the normal distribution.
 *
 * <p>For |x| ≤ 10 no more than 50 digits cancel, so that at least 45 are right.
 */
final class DecimalActivations {

    private static final MathContext CONTEXT = new MathContext(100);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal NEGLIGIBLE = BigDecimal.ONE.scaleByPowerOfTen(-110);
    private static final BigDecimal PI = sixTimesArcsineOfAHalf();

    private DecimalActivations() {}

    static BigDecimal value(Activation sigma, double at) {
        BigDecimal x = new BigDecimal(at);
        if (sigma instanceof Activation.Tanh) {
            BigDecimal e = exponential(x.multiply(TWO));
            return e.subtract(BigDecimal.ONE).divide(e.add(BigDecimal.ONE), CONTEXT);
        }
        if (sigma instanceof Activation.Silu) {
            return x.divide(exponential(x.negate()).add(BigDecimal.ONE), CONTEXT);
        }
        if (sigma instanceof Activation.Gelu) {
            return x.multiply(new BigDecimal("0.5").add(normalExcess(x)), CONTEXT);
        }
        if (sigma instanceof Activation.SinPlusCos) {
            return sineOfTurns(x.add(new BigDecimal("0.125"))).multiply(TWO.sqrt(CONTEXT), CONTEXT);
        }
        return sineOfTurns(x);
    }

    /** Whether the interval holds the value for some error of 45 digits. */
    static boolean isInside(BigDecimal value, Interval interval) {
        BigDecimal error = value.abs().scaleByPowerOfTen(-40);
        return new BigDecimal(interval.lo()).compareTo(value.add(error)) <= 0
                && new BigDecimal(interval.hi()).compareTo(value.subtract(error)) >= 0;
    }

    private static BigDecimal exponential(BigDecimal x) {
        if (x.signum() < 0) {
            return BigDecimal.ONE.divide(exponential(x.negate()), CONTEXT);
        }
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int n = 1; term.compareTo(NEGLIGIBLE) > 0; n++) {
            term = term.multiply(x).divide(BigDecimal.valueOf(n), CONTEXT);
            sum = sum.add(term, CONTEXT);
        }
        return sum;
    }

    /** sin(2πx), with the half turns taken off exactly, so that the zeros are exact. */
    private static BigDecimal sineOfTurns(BigDecimal x) {
        BigDecimal halves = x.multiply(TWO).setScale(0, RoundingMode.HALF_EVEN);
        BigDecimal rest = x.subtract(halves.divide(TWO));
        BigDecimal value = sine(rest.multiply(TWO).multiply(PI, CONTEXT));
        return halves.toBigInteger().testBit(0) ? value.negate() : value;
    }

    private static BigDecimal sine(BigDecimal x) {
        BigDecimal square = x.multiply(x, CONTEXT).negate();
        BigDecimal term = x;
        BigDecimal sum = x;
        for (long n = 1; term.abs().compareTo(NEGLIGIBLE) > 0; n++) {
            term = term.multiply(square).divide(BigDecimal.valueOf(2 * n * (2 * n + 1)), CONTEXT);
            sum = sum.add(term, CONTEXT);
        }
        return sum;
    }

    /** Φ(x) − ½ = x/√(2π) Σ (−x²/2)^n / (n! (2n+1)). */
    private static BigDecimal normalExcess(BigDecimal x) {
        BigDecimal factor = x.multiply(x).divide(TWO, CONTEXT).negate();
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int n = 1; term.abs().compareTo(NEGLIGIBLE) > 0; n++) {
            term = term.multiply(factor).divide(BigDecimal.valueOf(n), CONTEXT);
            sum = sum.add(term.divide(BigDecimal.valueOf(2L * n + 1), CONTEXT), CONTEXT);
        }
        return x.multiply(sum).divide(TWO.multiply(PI).sqrt(CONTEXT), CONTEXT);
    }

    /** π = 6 arcsin(1/2) = 3 Σ C(2n, n) / (16^n (2n+1)). */
    private static BigDecimal sixTimesArcsineOfAHalf() {
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (long n = 1; term.compareTo(NEGLIGIBLE) > 0; n++) {
            term = term.multiply(BigDecimal.valueOf(2 * n - 1)).divide(BigDecimal.valueOf(8 * n), CONTEXT);
            sum = sum.add(term.divide(BigDecimal.valueOf(2 * n + 1), CONTEXT), CONTEXT);
        }
        return sum.multiply(BigDecimal.valueOf(3));
    }
}
