package org.peftcheck.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurvesTest {

    @Test
    void theMedianIsTheMiddle() {
        assertEquals(3, TrainingCurves.median(9, 3, 1));
        assertEquals(2, TrainingCurves.median(9, 3, 1, 0));
        assertTrue(Double.isNaN(TrainingCurves.empty().medianStepMillis()));
    }

    @Test
    void aStepWithoutATimeIsRefused() {
        assertEquals(
                "curves: expected 2 times of steps, got 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new TrainingCurves(new double[2], new double[1], List.of()))
                        .getMessage());
    }

    @Test
    void anEvaluationWithoutMetricsIsRefused() {
        assertEquals(
                "evaluation: expected at least one metric, got none",
                assertThrows(IllegalArgumentException.class, () -> new EvaluationPoint(3, List.of()))
                        .getMessage());
    }

    @Test
    void timesDoNotTellCoursesApartAndLossesDo() {
        TrainingCurves one = new TrainingCurves(new double[] {1}, new double[] {5}, List.of());
        assertTrue(one.sameCourse(new TrainingCurves(new double[] {1}, new double[] {6}, List.of())));
        assertFalse(one.sameCourse(new TrainingCurves(new double[] {2}, new double[] {5}, List.of())));
        EvaluationPoint point = new EvaluationPoint(1, List.of(new MetricValue("m", 1)));
        assertFalse(one.sameCourse(new TrainingCurves(new double[] {1}, new double[] {5}, List.of(point))));
    }
}
