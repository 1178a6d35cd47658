package org.peftcheck.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.engine.TrainedTensor.Group;

class AdamWTest {

    private static final AdamWSettings SETTINGS = new AdamWSettings(0.02, 0.005, 0.9, 0.99, 1e-3, 0.1, 0);

    private static TrainedTensor tensor(Group group, boolean decays, float... values) {
        TrainedTensor tensor = LinearSession.tensor("t", group, decays, values.length);
        tensor.value().put(0, values);
        return tensor;
    }

    /** m = 0.5, v = 1: m̂ = 1, v̂ = 1 / (1 − 0.75) = 4 with a gradient of 2, β₁ = 0.5 and β₂ = 0.75. */
    @Test
    void theFirstUpdateIsAsWorkedByHand() {
        TrainedTensor tensor = tensor(Group.ENCODER, true, 8);
        AdamW adamW = new AdamW(List.of(tensor), new AdamWSettings(0.5, 1, 0.5, 0.75, 2, 0.25, 0));
        tensor.gradient().put(0, 2);
        adamW.update(1, 1);
        assertEquals(1f, adamW.first()[0][0]);
        assertEquals(1f, adamW.second()[0][0]);
        // decay: 8 · (1 − 0.5 · 0.25) = 7; m̂ = 1 / 0.5 = 2; √v̂ = √(1 / 0.25) = 2; step: 0.5 · 2 / (2 + 2) = 0.25
        assertEquals(6.75f, tensor.value().get(0));
    }

    @Test
    void theHeadHasItsOwnRateAndABiasDoesNotDecay() {
        TrainedTensor encoder = tensor(Group.ENCODER, false, 1);
        TrainedTensor head = tensor(Group.HEAD, false, 1);
        TrainedTensor decaying = tensor(Group.HEAD, true, 1);
        AdamW adamW = new AdamW(List.of(encoder, head, decaying), SETTINGS);
        adamW.update(0.5, 1);
        assertEquals(1f, encoder.value().get(0), "no gradient, no decay");
        assertEquals(1f, head.value().get(0));
        assertEquals((float) (1 - 0.5 * 0.005 * 0.1), decaying.value().get(0));
        encoder.gradient().put(0, 1e6f);
        head.gradient().put(0, 1e6f);
        encoder.value().put(0, 0);
        head.value().put(0, 0);
        adamW.update(1, 1);
        assertEquals(4, encoder.value().get(0) / head.value().get(0), 1e-5);
    }

    @Test
    void theScaleOfTheGradientIsApplied() {
        TrainedTensor scaled = tensor(Group.ENCODER, true, 3);
        TrainedTensor plain = tensor(Group.ENCODER, true, 3);
        scaled.gradient().put(0, 8);
        plain.gradient().put(0, 2);
        AdamW first = new AdamW(List.of(scaled), SETTINGS);
        first.update(1, 0.25);
        new AdamW(List.of(plain), SETTINGS).update(1, 1);
        assertEquals(plain.value().get(0), scaled.value().get(0));
    }

    /** Several blocks and a rest; every entry against {@link PlainAdamW}, with a bound on single precision. */
    @Test
    void itFollowsAnImplementationInDoublePrecision() {
        assertTrue(largestDifference(PlainAdamW.Mistake.NONE) < 2e-6);
    }

    @Test
    void plantedMistakesAreSeen() {
        assertTrue(largestDifference(PlainAdamW.Mistake.COUPLED_DECAY) > 1e-3);
        assertTrue(largestDifference(PlainAdamW.Mistake.NO_BIAS_CORRECTION) > 1e-3);
        assertTrue(largestDifference(PlainAdamW.Mistake.EPSILON_UNDER_THE_ROOT) > 1e-3);
        assertTrue(largestDifference(PlainAdamW.Mistake.DECAY_WITHOUT_RATE) > 1e-3);
    }

    private static double largestDifference(PlainAdamW.Mistake mistake) {
        int count = 2 * 4096 + 37;
        SplittableRandom random = new SplittableRandom(5);
        TrainedTensor tensor = LinearSession.tensor("t", Group.ENCODER, true, count);
        PlainAdamW plain = new PlainAdamW(count, SETTINGS, mistake);
        for (int i = 0; i < count; i++) {
            tensor.value().put(i, (float) random.nextDouble(-1, 1));
            plain.value[i] = tensor.value().get(i);
        }
        AdamW adamW = new AdamW(List.of(tensor), SETTINGS);
        for (int step = 0; step < 12; step++) {
            double[] gradient = new double[count];
            for (int i = 0; i < count; i++) {
                tensor.gradient().put(i, (float) random.nextDouble(-0.5, 0.5));
                gradient[i] = tensor.gradient().get(i);
            }
            adamW.update(1 - step / 20.0, 0.75);
            plain.update(0.02 * (1 - step / 20.0), 0.75, gradient);
        }
        double largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, Math.abs(tensor.value().get(i) - plain.value[i]));
        }
        return largest;
    }

    @Test
    void theBitsAreTheSameAgain() {
        assertArrayEquals(afterUpdates(), afterUpdates());
    }

    private static float[] afterUpdates() {
        TrainedTensor tensor = LinearSession.tensor("t", Group.HEAD, true, 10_000);
        AdamW adamW = new AdamW(List.of(tensor), SETTINGS);
        SplittableRandom random = new SplittableRandom(9);
        for (int step = 0; step < 20; step++) {
            for (int i = 0; i < 10_000; i++) {
                tensor.gradient().put(i, (float) random.nextDouble(-1, 1));
            }
            adamW.update(1, 1);
        }
        float[] values = new float[10_000];
        tensor.value().get(0, values);
        return values;
    }
}
