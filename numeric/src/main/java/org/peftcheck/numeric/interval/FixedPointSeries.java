package org.peftcheck.numeric.interval;

/** Constants and power series in fixed point, each with the bound of its remainder. */
final class FixedPointSeries {

    /** π by Machin's formula, 16 arctan(1/5) − 4 arctan(1/239). */
    static final FixedPoint PI =
            inverseTangent(5).times(16).minus(inverseTangent(239).times(4));

    static final FixedPoint TWO_PI = PI.times(2);
    static final FixedPoint SQRT_TWO_PI = TWO_PI.sqrt();

    /** ln 2 = 2 artanh(1/3). */
    static final FixedPoint LN_TWO = logarithmOfTwo();

    private FixedPointSeries() {}

    /**
     * A number mantissa · 2^−exponent.
     *
     * @param mantissa between 1 and 5
     * @param exponent not negative
     */
    record Scaled(FixedPoint mantissa, int exponent) {
        FixedPoint value() {
            return mantissa.shiftRight(exponent);
        }
    }

    /** Σ (−1)^n / ((2n+1) m^(2n+1)); the terms alternate and decrease, so the rest is below the last term. */
    private static FixedPoint inverseTangent(int m) {
        FixedPoint power = FixedPoint.ONE.dividedBy(m);
        FixedPoint sum = power;
        FixedPoint term = power;
        for (int n = 1; !term.isNegligible(); n++) {
            power = power.dividedBy((long) m * m);
            term = power.dividedBy(2L * n + 1);
            sum = n % 2 == 0 ? sum.plus(term) : sum.minus(term);
        }
        return sum.widen(term);
    }

    /** 2 Σ 1 / ((2n+1) 3^(2n+1)); each term is below a ninth of the one before, so the rest is below the last. */
    private static FixedPoint logarithmOfTwo() {
        FixedPoint power = FixedPoint.ONE.dividedBy(3);
        FixedPoint sum = power;
        FixedPoint term = power;
        for (int n = 1; !term.isNegligible(); n++) {
            power = power.dividedBy(9);
            term = power.dividedBy(2L * n + 1);
            sum = sum.plus(term);
        }
        return sum.widen(term).times(2);
    }

    /**
     * e^v for 0 ≤ v ≤ 2, by its power series.
     *
     * <p>From the fourth term on each is below 2/5 of the one before, so the rest is below the last term.
     */
    private static FixedPoint exponential(FixedPoint v) {
        FixedPoint term = FixedPoint.ONE;
        FixedPoint sum = FixedPoint.ONE;
        for (int n = 1; n <= 4 || !term.isNegligible(); n++) {
            term = term.times(v).dividedBy(n);
            sum = sum.plus(term);
        }
        return sum.widen(term);
    }

    /** e^−y for 0 ≤ y ≤ 2000, with a relative error of about 2^−110, as e^(k ln 2 − y) · 2^−k. */
    static Scaled exponentialOfMinus(FixedPoint y) {
        double estimate = Math.scalb(y.hi().doubleValue(), -FixedPoint.BITS) / Math.log(2);
        int k = (int) Math.ceil(estimate);
        FixedPoint v = LN_TWO.times(k).minus(y);
        while (v.lo().signum() < 0) {
            k++;
            v = LN_TWO.times(k).minus(y);
        }
        return new Scaled(exponential(v), k);
    }

    /** sin(2πs)/s for |s| ≤ 1/8. */
    static FixedPoint sineRatio(Dyadic s) {
        return alternating(s, 1).times(TWO_PI);
    }

    /** cos(2πs) for |s| ≤ 1/8. */
    static FixedPoint cosine(Dyadic s) {
        return alternating(s, 0);
    }

    /** Σ (−1)^n (2πs)^(2n) / (2n + first)!; the terms alternate and decrease, so the rest is below the last. */
    private static FixedPoint alternating(Dyadic s, int first) {
        FixedPoint square = FixedPoint.squareOf(s).times(TWO_PI).times(TWO_PI);
        FixedPoint term = FixedPoint.ONE;
        FixedPoint sum = FixedPoint.ONE;
        for (int n = 1; !term.isNegligible(); n++) {
            term = term.times(square).dividedBy((2L * n - 1 + first) * (2L * n + first));
            sum = n % 2 == 0 ? sum.plus(term) : sum.minus(term);
        }
        return sum.widen(term);
    }

    /**
     * (Φ(t) − ½) / (t φ(t)) = Σ t^(2n) / (2n+1)!! for the standard normal distribution Φ with density φ.
     *
     * <p>From n ≥ t² on, each term is below half of the one before, and the rest below the last term.
     *
     * @param square t²
     */
    static FixedPoint centralNormalRatio(FixedPoint square) {
        FixedPoint term = FixedPoint.ONE;
        FixedPoint sum = FixedPoint.ONE;
        int halvingFrom = square.hi().shiftRight(FixedPoint.BITS).intValueExact() + 1;
        for (int n = 1; n <= halvingFrom || !term.isNegligible(); n++) {
            term = term.times(square).dividedBy(2L * n + 1);
            sum = sum.plus(term);
        }
        return sum.widen(term);
    }

    /**
     * Mills' ratio Φ(−t)/φ(t) for t ≥ 4 by Laplace's continued fraction 1/(t + 1/(t + 2/(t + 3/(t + …)))).
     *
     * <p>Every tail n/(t + …) lies between 0 and n/t, and the levels above it are monotone in it, so that starting from
     * that interval encloses the ratio whatever the depth; the depth only sets the width.
     */
    static FixedPoint millsRatio(Dyadic t) {
        FixedPoint point = FixedPoint.of(t);
        double size = Math.scalb((double) t.mantissa(), t.exponent());
        int depth = 8 + (int) Math.ceil(Math.pow(30 / size, 2));
        FixedPoint tail = new FixedPoint(
                FixedPoint.ZERO.lo(), FixedPoint.ratio(depth, point).hi());
        for (int n = depth - 1; n >= 1; n--) {
            tail = FixedPoint.ratio(n, point.plus(tail));
        }
        return FixedPoint.ratio(1, point.plus(tail));
    }
}
