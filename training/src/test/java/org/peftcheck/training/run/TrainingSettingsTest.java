package org.peftcheck.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TrainingSettingsTest {

    private static final AdamWSettings ADAM = AdamWSettings.defaults();

    private static void refuses(String message, Supplier<?> settings) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, settings::get).getMessage());
    }

    private static TrainingSettings settings(int steps, int batch, int micro, double warmUp) {
        return new TrainingSettings(steps, batch, micro, warmUp, ADAM, 10, 2, 5, 1);
    }

    @Test
    void aWarmUpIsAShareOrANumberOfSteps() {
        assertEquals(new LinearSchedule(200, 12), settings(200, 4, 4, 0.06).schedule());
        assertEquals(new LinearSchedule(200, 1), settings(200, 4, 4, 1).schedule());
        assertEquals(new LinearSchedule(200, 200), settings(200, 4, 4, 200).schedule());
        assertEquals(new LinearSchedule(200, 0), settings(200, 4, 4, 0).schedule());
    }

    @Test
    void sizesOutOfRangeAreRefused() {
        refuses("steps: expected a number of at least 1, got 0", () -> settings(0, 4, 4, 0));
        refuses("batch size: expected a number of at least 1, got -3", () -> settings(9, -3, 4, 0));
        refuses("micro-batch size: expected a number from 1 to the batch size 4, got 5", () -> settings(9, 4, 5, 0));
        refuses("micro-batch size: expected a number from 1 to the batch size 4, got 0", () -> settings(9, 4, 0, 0));
        String warmUp = "warm-up: expected a share of at least 0 and below 1, or a number of steps from 1 to 9, got ";
        refuses(warmUp + "-0.5", () -> settings(9, 4, 4, -0.5));
        refuses(warmUp + "1.5", () -> settings(9, 4, 4, 1.5));
        refuses(warmUp + "10", () -> settings(9, 4, 4, 10));
        refuses(warmUp + "NaN", () -> settings(9, 4, 4, Double.NaN));
    }

    @Test
    void intervalsOutOfRangeAreRefused() {
        refuses(
                "evaluate every: expected a number of at least 0, got -1",
                () -> new TrainingSettings(9, 4, 4, 0, ADAM, -1, 0, 0, 1));
        refuses(
                "patience: expected a number of at least 0, got -1",
                () -> new TrainingSettings(9, 4, 4, 0, ADAM, 3, -1, 0, 1));
        refuses(
                "patience: expected 0 where there is one evaluation, at the end, got 2",
                () -> new TrainingSettings(9, 4, 4, 0, ADAM, 0, 2, 0, 1));
        refuses(
                "checkpoint every: expected a number of at least 0, got -7",
                () -> new TrainingSettings(9, 4, 4, 0, ADAM, 3, 0, -7, 1));
    }

    @Test
    void ratesOutOfRangeAreRefused() {
        refuses("learning rate of the encoder: expected a positive number, got 0", () -> ADAM.withRates(0, 1));
        refuses("learning rate of the head: expected a positive number, got -0.1", () -> ADAM.withRates(1, -0.1));
        refuses(
                "learning rate of the head: expected a positive number, got Infinity",
                () -> ADAM.withRates(1, Double.POSITIVE_INFINITY));
        String beta = ": expected a number of at least 0 and below 1, got 1";
        refuses("beta1" + beta, () -> new AdamWSettings(1, 1, 1, 0.9, 1e-8, 0, 0));
        refuses("beta2" + beta, () -> new AdamWSettings(1, 1, 0.9, 1, 1e-8, 0, 0));
        refuses("epsilon: expected a positive number, got 0", () -> new AdamWSettings(1, 1, 0.9, 0.9, 0, 0, 0));
        refuses(
                "weight decay: expected a number of at least 0, got -0.01",
                () -> new AdamWSettings(1, 1, 0.9, 0.9, 1e-8, -0.01, 0));
        refuses(
                "clip norm: expected a number of at least 0, got NaN",
                () -> new AdamWSettings(1, 1, 0.9, 0.9, 1e-8, 0, Double.NaN));
    }
}
