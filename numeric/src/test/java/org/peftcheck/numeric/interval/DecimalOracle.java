package org.peftcheck.numeric.interval;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;
import org.peftcheck.theory.algebra.Activation;

/**
 * The smooth activations in decimal multi-precision, by formulas other than those of the enclosures.
 *
 * <p>The relative error is below 10^−40. The exponential and the sine are those of Hipparchus at 100 digits. The normal
 * distribution comes from the alternating Taylor series of the error function with as many digits more as it cancels.
 */
final class DecimalOracle {

    private static final DfpField FIELD = new DfpField(100);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private DecimalOracle() {}

    static BigDecimal value(Activation sigma, double x) {
        if (sigma instanceof Activation.Gelu) {
            return gelu(x);
        }
        Dfp point = dfp(new BigDecimal(x));
        Dfp result;
        if (sigma instanceof Activation.Tanh) {
            Dfp e = point.multiply(2).exp();
            result = Math.abs(x) < 1 ? tanhNearZero(point) : e.subtract(1).divide(e.add(1));
        } else if (sigma instanceof Activation.Silu) {
            result = point.divide(point.negate().exp().add(1));
        } else if (sigma instanceof Activation.Sin2Pi) {
            BigDecimal halves = new BigDecimal(x).multiply(TWO).setScale(0, RoundingMode.HALF_EVEN);
            Dfp rest = dfp(new BigDecimal(x).subtract(halves.divide(TWO)));
            Dfp sine = rest.multiply(FIELD.getPi()).multiply(2).sin();
            result = halves.toBigInteger().testBit(0) ? sine.negate() : sine;
        } else if (sigma instanceof Activation.SinPlusCos) {
            BigDecimal moved = new BigDecimal(x).add(new BigDecimal("0.125"));
            BigDecimal halves = moved.multiply(TWO).setScale(0, RoundingMode.HALF_EVEN);
            Dfp rest = dfp(moved.subtract(halves.divide(TWO)));
            Dfp sine = rest.multiply(FIELD.getPi()).multiply(2).sin().multiply(FIELD.getSqr2());
            result = halves.toBigInteger().testBit(0) ? sine.negate() : sine;
        } else {
            throw new IllegalArgumentException(sigma.id());
        }
        return new BigDecimal(result.toString());
    }

    /** Whether the interval contains the value for some error that the oracle may have. */
    static boolean isInside(BigDecimal value, Interval interval) {
        BigDecimal error = value.abs().scaleByPowerOfTen(-40);
        return new BigDecimal(interval.lo()).compareTo(value.add(error)) <= 0
                && new BigDecimal(interval.hi()).compareTo(value.subtract(error)) >= 0;
    }

    private static Dfp dfp(BigDecimal value) {
        return FIELD.newDfp(value.round(new MathContext(100)).toString());
    }

    /** sinh/cosh by their Taylor series, without the cancellation of the exponentials. */
    private static Dfp tanhNearZero(Dfp x) {
        Dfp square = x.multiply(x);
        Dfp term = FIELD.getOne();
        Dfp sinh = FIELD.getOne();
        Dfp cosh = FIELD.getOne();
        for (int n = 1; n < 40; n++) {
            term = term.multiply(square).divide(2 * n * (2 * n - 1));
            cosh = cosh.add(term);
            sinh = sinh.add(term.divide(2 * n + 1));
        }
        return x.multiply(sinh).divide(cosh);
    }

    /** x/2 + x² / √(2π) · Σ (−x²/2)^n / (n! (2n+1)). */
    private static BigDecimal gelu(double x) {
        int digits = 60 + (int) (0.45 * x * x);
        MathContext context = new MathContext(digits);
        BigDecimal point = new BigDecimal(x);
        BigDecimal factor = point.multiply(point).divide(TWO, context).negate();
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal negligible = BigDecimal.ONE.scaleByPowerOfTen(-digits);
        for (int n = 1; term.abs().compareTo(negligible) > 0; n++) {
            term = term.multiply(factor, context).divide(BigDecimal.valueOf(n), context);
            sum = sum.add(term.divide(BigDecimal.valueOf(2L * n + 1), context), context);
        }
        BigDecimal root = pi(context).multiply(TWO).sqrt(context);
        BigDecimal excess = point.multiply(sum, context).divide(root, context);
        return point.multiply(excess.add(new BigDecimal("0.5")), context);
    }

    /** The iteration of Gauss and Legendre, which doubles the digits in each step. */
    private static BigDecimal pi(MathContext context) {
        MathContext guarded = new MathContext(context.getPrecision() + 10);
        BigDecimal a = BigDecimal.ONE;
        BigDecimal b = BigDecimal.ONE.divide(TWO.sqrt(guarded), guarded);
        BigDecimal t = new BigDecimal("0.25");
        BigDecimal p = BigDecimal.ONE;
        for (int digits = 1; digits < 2 * guarded.getPrecision(); digits *= 2) {
            BigDecimal next = a.add(b).divide(TWO, guarded);
            b = a.multiply(b).sqrt(guarded);
            BigDecimal difference = a.subtract(next);
            t = t.subtract(p.multiply(difference).multiply(difference), guarded);
            p = p.multiply(TWO);
            a = next;
        }
        BigDecimal sum = a.add(b);
        return sum.multiply(sum).divide(t.multiply(BigDecimal.valueOf(4)), guarded);
    }
}
