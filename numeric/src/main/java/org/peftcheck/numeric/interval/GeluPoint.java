package org.peftcheck.numeric.interval;

import org.peftcheck.numeric.interval.FixedPointSeries.Scaled;

/** x Φ(x) at a double, for the standard normal distribution Φ. */
final class GeluPoint {

    /** Up to here the power series of Φ − ½ is used, beyond it the continued fraction of the tail. */
    private static final double CENTRAL = 5;

    private GeluPoint() {}

    static Interval at(double x) {
        if (x == 0 || x == Double.NEGATIVE_INFINITY) {
            return Interval.ZERO;
        }
        if (x >= 40) {
            // Φ(−x) < φ(x)/x < 2^−1000.
            return new Interval(Math.nextDown(x), x);
        }
        if (x <= -40) {
            // |x| Φ(x) < φ(x), which is below the least positive double.
            return new Interval(-Double.MIN_VALUE, 0);
        }
        Dyadic point = Dyadic.of(x);
        Dyadic t = Dyadic.of(Math.abs(x));
        if (Math.abs(x) <= CENTRAL) {
            FixedPoint excess = excess(t);
            FixedPoint phi = x > 0 ? FixedPoint.HALF.plus(excess) : FixedPoint.HALF.minus(excess);
            return phi.timesExactly(point, 0);
        }
        Scaled tail = tail(t);
        return x > 0
                ? FixedPoint.ONE.minus(tail.value()).timesExactly(point, 0)
                : tail.mantissa().timesExactly(point, -tail.exponent());
    }

    /** The derivative at x = −t, Φ(−t) − t φ(t), for 0 ≤ t ≤ 4. */
    static FixedPoint slopeAtMinus(double t) {
        Dyadic point = Dyadic.of(t);
        Scaled density = density(point);
        return FixedPoint.HALF
                .minus(excess(point))
                .minus(density.mantissa().times(FixedPoint.of(point)).shiftRight(density.exponent()));
    }

    /** Φ(t) − ½ for 0 ≤ t ≤ 5. */
    private static FixedPoint excess(Dyadic t) {
        Scaled density = density(t);
        return density.mantissa()
                .times(FixedPointSeries.centralNormalRatio(FixedPoint.squareOf(t)))
                .times(FixedPoint.of(t))
                .shiftRight(density.exponent());
    }

    /** Φ(−t) for 5 &lt; t &lt; 40. */
    private static Scaled tail(Dyadic t) {
        Scaled density = density(t);
        return new Scaled(density.mantissa().times(FixedPointSeries.millsRatio(t)), density.exponent());
    }

    /** φ(t). */
    private static Scaled density(Dyadic t) {
        FixedPoint half = FixedPoint.of(t.mantissaInteger().pow(2), 2 * t.exponent() - 1);
        Scaled e = FixedPointSeries.exponentialOfMinus(half);
        return new Scaled(e.mantissa().dividedBy(FixedPointSeries.SQRT_TWO_PI), e.exponent());
    }
}
