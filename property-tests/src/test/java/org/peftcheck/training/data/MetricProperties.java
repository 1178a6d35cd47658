package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hipparchus.fraction.BigFraction;

/** Metrics against their definitions, written down once more by counting and by exact fractions. */
class MetricProperties {

    private static final int TRIES = 2000;
    private static final String SEED = "26457513";

    /** What a few dozen roundings can do to a number of at most 1. */
    private static final double ROUNDING = 1e-14;

    /** Predictions and labels that are small whole numbers, so that there are many equal ones. */
    record Pairs(float[] predictions, float[] labels) {

        int count(int predicted, int labelled) {
            return (int) IntStream.range(0, labels.length)
                    .filter(i -> predictions[i] == predicted && labels[i] == labelled)
                    .count();
        }

        Pairs ranked() {
            return new Pairs(ranks(predictions), ranks(labels));
        }

        private static float[] ranks(float[] values) {
            float[] ranks = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                float value = values[i];
                long less = IntStream.range(0, values.length)
                        .filter(j -> values[j] < value)
                        .count();
                long equal = IntStream.range(0, values.length)
                        .filter(j -> values[j] == value)
                        .count();
                ranks[i] = less + (equal + 1) / 2f;
            }
            return ranks;
        }
    }

    private static Arbitrary<Pairs> pairs(int greatest) {
        return Arbitraries.integers().between(1, 40).flatMap(count -> {
            Arbitrary<float[]> values = Arbitraries.integers()
                    .between(0, greatest)
                    .map(Integer::floatValue)
                    .array(Float[].class)
                    .ofSize(count)
                    .map(MetricProperties::unboxed);
            return values.flatMap(left -> values.map(right -> new Pairs(left, right)));
        });
    }

    private static float[] unboxed(Float[] values) {
        float[] plain = new float[values.length];
        IntStream.range(0, plain.length).forEach(i -> plain[i] = values[i]);
        return plain;
    }

    @Provide
    Arbitrary<Pairs> twoClasses() {
        return pairs(1);
    }

    @Provide
    Arbitrary<Pairs> numbers() {
        return pairs(9);
    }

    @Property(tries = TRIES, seed = SEED)
    void ofTwoClasses(@ForAll("twoClasses") Pairs pairs) {
        double tp = pairs.count(1, 1);
        double tn = pairs.count(0, 0);
        double fp = pairs.count(1, 0);
        double fn = pairs.count(0, 1);
        double accuracy = (tp + tn) / (tp + tn + fp + fn);
        double f1 = tp + fp + fn == 0 ? 0 : 2 * tp / (2 * tp + fp + fn);
        double product = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn);
        double matthews = product == 0 ? 0 : (tp * tn - fp * fn) / Math.sqrt(product);
        assertEquals(accuracy, Metric.ACCURACY.of(pairs.predictions(), pairs.labels()));
        assertEquals(f1, Metric.F1.of(pairs.predictions(), pairs.labels()));
        assertEquals(matthews, Metric.MATTHEWS.of(pairs.predictions(), pairs.labels()), ROUNDING);
        assertEquals(matthews, Metric.PEARSON.of(pairs.predictions(), pairs.labels()), ROUNDING);
    }

    @Property(tries = TRIES, seed = SEED)
    void correlationsOfNumbers(@ForAll("numbers") Pairs pairs) {
        assertEquals(exact(pairs), Metric.PEARSON.of(pairs.predictions(), pairs.labels()), ROUNDING);
        assertEquals(exact(pairs.ranked()), Metric.SPEARMAN.of(pairs.predictions(), pairs.labels()), ROUNDING);
    }

    /** (n Σxy − Σx Σy) / √((n Σx² − (Σx)²) (n Σy² − (Σy)²)) with exact sums of halves of whole numbers. */
    private static double exact(Pairs pairs) {
        BigFraction n = new BigFraction(pairs.labels().length);
        BigFraction x = sum(pairs.predictions(), null);
        BigFraction y = sum(pairs.labels(), null);
        BigFraction mixed = n.multiply(sum(pairs.predictions(), pairs.labels())).subtract(x.multiply(y));
        BigFraction left =
                n.multiply(sum(pairs.predictions(), pairs.predictions())).subtract(x.multiply(x));
        BigFraction right = n.multiply(sum(pairs.labels(), pairs.labels())).subtract(y.multiply(y));
        BigFraction square = left.multiply(right);
        return square.isZero() ? 0 : mixed.doubleValue() / Math.sqrt(square.doubleValue());
    }

    private static BigFraction sum(float[] values, float[] factors) {
        BigFraction sum = BigFraction.ZERO;
        for (int i = 0; i < values.length; i++) {
            int factor = factors == null ? 2 : Math.round(2 * factors[i]);
            sum = sum.add(new BigFraction(Math.round(2 * values[i]) * factor, 4));
        }
        return sum;
    }
}
