package org.peftcheck.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.engine.TrainedTensor.Group;

class GradientNormTest {

    private static TrainedTensor filled(int count, float gradient) {
        TrainedTensor tensor = LinearSession.tensor("t", Group.HEAD, true, count);
        for (int i = 0; i < count; i++) {
            tensor.gradient().put(i, gradient);
        }
        return tensor;
    }

    @Test
    void theNormIsOverAllEntriesOfAllTensors() {
        assertEquals(5, GradientNorm.of(List.of(filled(1, 3), filled(1, -4))));
        assertEquals(Math.sqrt(4 * 5003 + 11), GradientNorm.of(List.of(filled(5003, 2), filled(11, 1))), 1e-12);
    }

    @Test
    void squaresThatSinglePrecisionCannotHoldAreNoTrouble() {
        assertEquals(Math.sqrt(2) * 1e30f, GradientNorm.of(List.of(filled(2, 1e30f))), 1e16);
    }

    @Test
    void aGradientThatIsNotFiniteShows() {
        assertTrue(Double.isNaN(GradientNorm.of(List.of(filled(9, 1), filled(9, Float.NaN)))));
        assertEquals(Double.POSITIVE_INFINITY, GradientNorm.of(List.of(filled(1, Float.NEGATIVE_INFINITY))));
    }

    @Test
    void onlyALongGradientIsClipped() {
        assertEquals(0.25, GradientNorm.clip(8, 2));
        assertEquals(1, GradientNorm.clip(2, 2));
        assertEquals(1, GradientNorm.clip(0, 2));
        assertEquals(1, GradientNorm.clip(8, 0), "0 is no limit");
    }
}
