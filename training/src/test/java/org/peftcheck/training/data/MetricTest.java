package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {

    private static final double ROUNDING = 1e-15;

    /** Of class 1: 2 right, 1 wrong, 2 missed; of class 0: 3 right. */
    private static final float[] LABELS = {1, 1, 1, 1, 0, 0, 0, 0};

    private static final float[] PREDICTIONS = {1, 1, 0, 0, 1, 0, 0, 0};

    @Test
    void accuracyIsTheShareOfRightOnes() {
        assertEquals(5.0 / 8, Metric.ACCURACY.of(PREDICTIONS, LABELS));
    }

    @Test
    void f1IsThatOfClassOne() {
        assertEquals(2 * 2.0 / (2 * 2 + 1 + 2), Metric.F1.of(PREDICTIONS, LABELS));
        float[] otherWay = {0, 0, 0, 0, 1, 1, 1, 1};
        assertEquals(0, Metric.F1.of(otherWay, LABELS));
    }

    @Test
    void matthewsOfTwoClasses() {
        // (tp tn − fp fn) / √((tp + fp) (tp + fn) (tn + fp) (tn + fn)) = (2·3 − 1·2) / √(3·4·4·5)
        assertEquals(4 / Math.sqrt(240), Metric.MATTHEWS.of(PREDICTIONS, LABELS), ROUNDING);
        assertEquals(1, Metric.MATTHEWS.of(LABELS, LABELS), ROUNDING);
        assertEquals(-1, Metric.MATTHEWS.of(new float[] {0, 0, 0, 0, 1, 1, 1, 1}, LABELS), ROUNDING);
    }

    @Test
    void matthewsOfThreeClasses() {
        // 3 of 5 right; predicted 2, 2, 1 times, labelled 2, 1, 2 times: (3·5 − 8) / √((25 − 9) (25 − 9))
        float[] labels = {0, 0, 1, 2, 2};
        float[] predictions = {0, 1, 1, 2, 0};
        assertEquals((15 - 8) / 16.0, Metric.MATTHEWS.of(predictions, labels), ROUNDING);
    }

    @Test
    void pearsonIsThatOfCentredValues() {
        // centred (−1, 0, 1) and (−1, −1, 2): 3 / √(2·6)
        assertEquals(3 / Math.sqrt(12), Metric.PEARSON.of(new float[] {1, 2, 3}, new float[] {0, 0, 3}), ROUNDING);
        assertEquals(-1, Metric.PEARSON.of(new float[] {1, 2, 3}, new float[] {5, 3, 1}), ROUNDING);
    }

    @Test
    void spearmanSharesTheRanksOfEqualValues() {
        // ranks 1.5, 1.5, 3, 4 and 2, 1, 3.5, 3.5; centred (−1, −1, ½, 3/2) and (−½, −3/2, 1, 1): 4 / √(4.5·4.5)
        float[] left = {7, 7, 8, 100};
        float[] right = {0.2f, -3, 5, 5};
        assertEquals(4 / 4.5, Metric.SPEARMAN.of(left, right), ROUNDING);
    }

    @Test
    void spearmanHeedsTheOrderOnly() {
        float[] labels = {0, 1, 2, 3, 4};
        float[] bent = {-9, 0.1f, 0.2f, 5, 1e6f};
        assertEquals(1, Metric.SPEARMAN.of(bent, labels), ROUNDING);
        assertTrue(Metric.PEARSON.of(bent, labels) < 0.8);
    }

    @Test
    void zeroOfEitherSignHasOneRank() {
        assertEquals(0, Metric.SPEARMAN.of(new float[] {-0f, 0f}, new float[] {1, 2}));
    }

    @ParameterizedTest
    @EnumSource(
            value = Metric.class,
            names = {"MATTHEWS", "PEARSON", "SPEARMAN"})
    void constantPredictionsHaveNoCorrelation(Metric metric) {
        assertEquals(0, metric.of(new float[] {0.1f, 0.1f, 0.1f}, new float[] {0, 1, 1}));
        assertEquals(0, metric.of(new float[] {0, 1, 1}, new float[] {1, 1, 1}));
    }

    @Test
    void noPositivesGiveNoF1() {
        assertEquals(0, Metric.F1.of(new float[] {0, 0}, new float[] {0, 0}));
    }

    @ParameterizedTest
    @EnumSource(
            value = Metric.class,
            names = {"PEARSON", "SPEARMAN"})
    void aPredictionThatIsNoNumberShows(Metric metric) {
        assertTrue(Double.isNaN(metric.of(new float[] {0, Float.NaN, 1}, new float[] {0, 1, 2})));
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void asManyPredictionsAsLabels(Metric metric) {
        Exception few =
                assertThrows(IllegalArgumentException.class, () -> metric.of(new float[] {1}, new float[] {1, 0}));
        assertEquals(
                metric.label() + ": expected as many predictions as labels, at least 1, got 1 and 2", few.getMessage());
        assertThrows(IllegalArgumentException.class, () -> metric.of(new float[0], new float[0]));
    }

    @Test
    void metricsAreForTheirKindOfLabels() {
        Labels three = new Labels.Classes(List.of("a", "b", "c"));
        Labels numbers = new Labels.Numbers(0, 5);
        assertTrue(Metric.ACCURACY.measures(three) && Metric.MATTHEWS.measures(three));
        assertTrue(!Metric.F1.measures(three) && !Metric.PEARSON.measures(three));
        assertTrue(Metric.SPEARMAN.measures(numbers) && !Metric.ACCURACY.measures(numbers));
    }
}
