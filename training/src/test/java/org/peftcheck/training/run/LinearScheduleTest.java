package org.peftcheck.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LinearScheduleTest {

    private static double[] factors(long steps, long warmUp) {
        LinearSchedule schedule = new LinearSchedule(steps, warmUp);
        return LongStream.range(0, steps).mapToDouble(schedule::factor).toArray();
    }

    private static void assertFactors(double[] found, double... expected) {
        assertArrayEquals(expected, found);
    }

    @Test
    void itRisesAndFalls() {
        assertFactors(factors(8, 4), 0.25, 0.5, 0.75, 1, 1, 0.75, 0.5, 0.25);
        assertFactors(factors(4, 0), 1, 0.75, 0.5, 0.25);
        assertFactors(factors(2, 2), 0.5, 1);
        assertFactors(factors(1, 1), 1);
    }

    @Test
    void aStepThatIsNotThereIsRefused() {
        LinearSchedule schedule = new LinearSchedule(8, 4);
        assertEquals(
                "schedule: expected a step from 0 to 7, got 8",
                assertThrows(IllegalArgumentException.class, () -> schedule.factor(8))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> schedule.factor(-1));
    }

    @Test
    void aWarmUpLongerThanTheRunIsRefused() {
        assertEquals(
                "schedule: expected a warm-up between 0 and the number of steps, at least 1, got 9 of 8",
                assertThrows(IllegalArgumentException.class, () -> new LinearSchedule(8, 9))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new LinearSchedule(0, 0));
    }
}
