package org.peftcheck.numeric.density;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.interval.ActivationEnclosure;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.theory.algebra.Activation;

/**
 * A target that no θ comes near to, because of one relation n, N = ‖n‖₁.
 *
 * <p>Let x be any phases with n·x an integer, such as x = W0θ where nᵀW0 = 0, and let max_i |sin(2πx_i) − A_i| &lt; e for the
 * target A. Write α = arcsin e and β = arccos(1 − e): where A_i = 0, x_i is less than α/2π from ½ℤ, and where A_i = ±1, it is
 * less than β/2π from ±¼ mod 1; so both preimages of each A_i are covered.
 *
 * <p><b>One row.</b> Some n_k is odd, as n is primitive. Let A_k = 1 and A_i = 0 for all other rows of the relation. Then
 * n·x is less than ((N − |n_k|)α + |n_k|β)/2π from n_k/4 + ½ℤ = ¼ + ½ℤ, and yet an integer, so that
 * (N − |n_k|)α + |n_k|β &gt; π/2. Hence the error is at least every e with (N − |n_k|)α + |n_k|β ≤ π/2.
 *
 * <p><b>All rows.</b> Let N be even and all A_i = σ_i = ±1 with Σσ_i n_i ≡ 2 mod 4; if the sum is 0 mod 4, the sign of one odd
 * entry changed makes it 2. Then n·a = ½ mod 1 for the phases a_i = σ_i/4, so Nβ &gt; π: the error is at least 1 − cos(π/N).
 *
 * <p>For equal or opposite entries, N = 2, the second gives 1, the largest error that there is: the zero vector has it.
 *
 * @param values −1, 0 or 1 for each row of the relation; the other rows are free
 * @param error a lower bound of max_i |sin(2πx_i) − A_i|, rounded down
 */
public record MissedTarget(Map<Integer, Integer> values, double error) {

    private static final BigFraction QUARTER = new BigFraction(1, 4);
    private static final int MOST_BITS = 50;
    private static final int BISECTIONS = 60;

    /** Copies the values. */
    public MissedTarget {
        values = Map.copyOf(values);
    }

    /**
     * The better of the two targets.
     *
     * @param relation n
     */
    public static MissedTarget of(IntegerRelation relation) {
        MissedTarget one = oneRow(relation);
        if (relation.norm().testBit(0)) {
            return one;
        }
        MissedTarget all = allRows(relation);
        return all.error >= one.error ? all : one;
    }

    private static MissedTarget oneRow(IntegerRelation relation) {
        IntegerRelation.Term odd = leastOdd(relation);
        Map<Integer, Integer> values = new TreeMap<>();
        relation.terms().forEach(term -> values.put(term.row(), term.equals(odd) ? 1 : 0));
        BigInteger weight = odd.coefficient().abs();
        BigInteger rest = relation.norm().subtract(weight);
        return new MissedTarget(values, oneRowError(weight, rest));
    }

    private static IntegerRelation.Term leastOdd(IntegerRelation relation) {
        return relation.terms().stream()
                .filter(term -> term.coefficient().testBit(0))
                .min(Comparator.comparing(term -> term.coefficient().abs()))
                .orElseThrow();
    }

    /**
     * Any p in [0, ¼] with rest · p ≤ ¼ gives a bound, the smaller of sin 2πp and 1 − cos 2πt with t = (¼ − rest · p)/weight:
     * then α ≤ 2πp and β ≤ 2πt. The best p makes them equal.
     */
    private static double oneRowError(BigInteger weight, BigInteger rest) {
        if (rest.signum() == 0) {
            return 1;
        }
        if (weight.bitLength() > MOST_BITS || rest.bitLength() > MOST_BITS) {
            return 0;
        }
        double low = 0;
        double high = Math.nextDown(0.25 / rest.doubleValue());
        for (int i = 0; i < BISECTIONS; i++) {
            double p = 0.5 * (low + high);
            double t = (0.25 - rest.doubleValue() * p) / weight.doubleValue();
            if (Math.sin(2 * Math.PI * p) < 1 - Math.cos(2 * Math.PI * t)) {
                low = p;
            } else {
                high = p;
            }
        }
        BigFraction p = Interval.exactly(low);
        BigFraction t = QUARTER.subtract(p.multiply(rest)).divide(weight);
        double first =
                ActivationEnclosure.of(Activation.SIN2PI, Interval.of(low)).lo();
        return Math.max(0, Math.min(first, oneMinusCosine(t)));
    }

    private static MissedTarget allRows(IntegerRelation relation) {
        IntegerRelation.Term odd = leastOdd(relation);
        BigInteger sum = relation.terms().stream()
                .map(IntegerRelation.Term::coefficient)
                .reduce(BigInteger.ZERO, BigInteger::add);
        boolean flip = !sum.testBit(1);
        Map<Integer, Integer> values = new TreeMap<>();
        relation.terms().forEach(term -> values.put(term.row(), flip && term.equals(odd) ? -1 : 1));
        BigFraction phase = new BigFraction(BigInteger.ONE, relation.norm().shiftLeft(1));
        return new MissedTarget(values, oneMinusCosine(phase));
    }

    /** A lower bound of 1 − cos 2πt, for t in [0, ¼], by 1 − sin 2π(¼ − t). */
    private static double oneMinusCosine(BigFraction t) {
        Interval cosine = ActivationEnclosure.of(Activation.SIN2PI, Interval.enclosing(QUARTER.subtract(t)));
        return Math.max(0, Interval.ONE.minus(cosine).lo());
    }
}
