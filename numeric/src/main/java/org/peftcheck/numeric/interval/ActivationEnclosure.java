package org.peftcheck.numeric.interval;

import java.math.BigInteger;
import java.util.function.DoubleFunction;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Activation;

/**
 * Rigorous enclosures of the activations.
 *
 * <p>At a point the width is that of one or two units in the last place; on an interval the enclosure is the range, its
 * ends rounded outwards. The functions are evaluated in 128-bit fixed point with bounded remainders and an exact
 * reduction of the argument, and the argument is multiplied in exactly at the end, so that the relative error stays small
 * for arguments of every magnitude.
 */
public final class ActivationEnclosure {

    private ActivationEnclosure() {}

    /**
     * The range of an activation on an interval.
     *
     * @param sigma the activation
     * @param x the interval, unbounded ones too
     * @return an interval that contains {σ(t) : t in x}
     */
    public static Interval of(Activation sigma, Interval x) {
        if (sigma instanceof Activation.Relu) {
            return new Interval(Math.max(0, x.lo()), Math.max(0, x.hi()));
        }
        if (sigma instanceof Activation.LeakyRelu leaky) {
            return new Interval(leaky(leaky.slope(), x.lo(), true), leaky(leaky.slope(), x.hi(), false));
        }
        if (sigma instanceof Activation.Tanh) {
            return increasing(TanhPoint::at, x);
        }
        if (sigma instanceof Activation.Gelu) {
            return Valley.GELU.range(GeluPoint::at, x);
        }
        if (sigma instanceof Activation.Silu) {
            return Valley.SILU.range(SiluPoint::at, x);
        }
        if (sigma instanceof Activation.Sin2Pi) {
            return Sin2PiPoint.on(x);
        }
        if (sigma instanceof Activation.Triangle) {
            return TrianglePoint.on(x);
        }
        if (sigma instanceof Activation.SinPlusCos) {
            return SinPlusCosPoint.on(x);
        }
        throw new IllegalArgumentException("activation enclosure: expected a known activation, got " + sigma.id());
    }

    /**
     * The ranges of an activation on the entries of a matrix.
     *
     * @param sigma the activation
     * @param x any matrix
     * @return σ(x), entry by entry
     */
    public static IntervalMatrix of(Activation sigma, IntervalMatrix x) {
        return x.map(entry -> of(sigma, entry));
    }

    /**
     * The derivative at zero, where there is one.
     *
     * @param sigma a smooth activation
     * @return an interval around σ′(0)
     * @throws IllegalArgumentException for the two rectifiers, which have none
     */
    public static Interval slopeAtZero(Activation sigma) {
        if (sigma instanceof Activation.Tanh) {
            return Interval.ONE;
        }
        if (sigma instanceof Activation.Gelu || sigma instanceof Activation.Silu) {
            return Interval.of(0.5);
        }
        if (sigma instanceof Activation.Sin2Pi || sigma instanceof Activation.SinPlusCos) {
            return FixedPointSeries.TWO_PI.toInterval();
        }
        if (sigma instanceof Activation.Triangle) {
            return Interval.of(4);
        }
        throw new IllegalArgumentException(
                "slope at zero: expected an activation that is differentiable there, got " + sigma.id());
    }

    private static Interval increasing(DoubleFunction<Interval> function, Interval x) {
        Interval low = function.apply(x.lo());
        return x.isPoint() ? low : new Interval(low.lo(), function.apply(x.hi()).hi());
    }

    private static double leaky(BigFraction slope, double x, boolean down) {
        if (x >= 0 || Double.isInfinite(x)) {
            return x;
        }
        Dyadic point = Dyadic.of(x);
        BigInteger numerator = slope.getNumerator().multiply(point.mantissaInteger());
        BigInteger denominator = slope.getDenominator();
        if (point.exponent() >= 0) {
            numerator = numerator.shiftLeft(point.exponent());
        } else {
            denominator = denominator.shiftLeft(-point.exponent());
        }
        return down ? DirectedRounding.down(numerator, denominator) : DirectedRounding.up(numerator, denominator);
    }
}
