package org.peftcheck.numeric.check;

import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;
import org.hipparchus.dfp.DfpMath;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Activation;

/** Activations to about 60 digits by Hipparchus' decimal arithmetic, exact where the activation is. */
final class PreciseActivation {

    private static final DfpField FIELD = new DfpField(72);

    private PreciseActivation() {}

    static BigFraction of(Activation activation, BigFraction x) {
        if (activation instanceof Activation.Relu) {
            return x.signum() > 0 ? x : BigFraction.ZERO;
        }
        if (activation instanceof Activation.LeakyRelu leaky) {
            return x.signum() > 0 ? x : x.multiply(leaky.slope());
        }
        if (x.signum() == 0) {
            return BigFraction.ZERO;
        }
        Dfp value = decimal(x);
        Dfp image = switch (activation.id()) {
            case "tanh" -> tanh(value);
            case "silu" -> value.divide(exp(value.negate()).add(1));
            case "sin2pi" -> sine(x);
            case "gelu" ->
                value.multiply(erf(value.divide(FIELD.getSqr2())).add(1)).divide(2);
            default -> throw new IllegalArgumentException(activation.id());
        };
        return fraction(image);
    }

    private static Dfp decimal(BigFraction x) {
        return FIELD.newDfp(x.getNumerator().toString())
                .divide(FIELD.newDfp(x.getDenominator().toString()));
    }

    private static BigFraction fraction(Dfp value) {
        java.math.BigDecimal decimal = new java.math.BigDecimal(value.toString());
        return decimal.scale() <= 0
                ? new BigFraction(decimal.toBigIntegerExact())
                : new BigFraction(decimal.unscaledValue(), java.math.BigInteger.TEN.pow(decimal.scale()));
    }

    /** A series for small arguments, so that no digits cancel; exp overflows far beyond ±1000 and is 0 or huge before. */
    private static Dfp exp(Dfp x) {
        if (x.greaterThan(FIELD.newDfp(400))) {
            return FIELD.newDfp("1e300");
        }
        return x.lessThan(FIELD.newDfp(-400)) ? FIELD.getZero() : DfpMath.exp(x);
    }

    private static Dfp tanh(Dfp x) {
        if (x.abs().lessThan(FIELD.newDfp("1e-3"))) {
            Dfp twice = expm1(x.multiply(2));
            return twice.divide(twice.add(2));
        }
        Dfp e = exp(x.abs().multiply(-2));
        Dfp size = FIELD.getOne().subtract(e).divide(e.add(1));
        return x.negativeOrNull() ? size.negate() : size;
    }

    private static Dfp expm1(Dfp x) {
        Dfp term = x;
        Dfp sum = x;
        for (int n = 2; n < 40; n++) {
            term = term.multiply(x).divide(n);
            sum = sum.add(term);
        }
        return sum;
    }

    private static Dfp sine(BigFraction x) {
        java.math.BigInteger whole = x.getNumerator().divide(x.getDenominator());
        return DfpMath.sin(decimal(x.subtract(new BigFraction(whole)))
                .multiply(FIELD.getTwo())
                .multiply(FIELD.getPi()));
    }

    /** The alternating series with enough terms for |x| ≤ 7; beyond, erf is ±1 to 20 digits and more. */
    private static Dfp erf(Dfp x) {
        if (x.abs().greaterThan(FIELD.newDfp(7))) {
            return x.negativeOrNull() ? FIELD.getOne().negate() : FIELD.getOne();
        }
        Dfp square = x.multiply(x).negate();
        Dfp power = x;
        Dfp sum = x;
        for (int n = 1; n < 260; n++) {
            power = power.multiply(square).divide(n);
            sum = sum.add(power.divide(2 * n + 1));
        }
        return sum.multiply(2).divide(FIELD.getPi().sqrt());
    }
}
