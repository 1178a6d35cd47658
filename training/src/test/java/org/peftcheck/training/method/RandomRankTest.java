package org.peftcheck.training.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.RandomEncoder;
import org.peftcheck.training.network.EncoderNetwork;
import org.peftcheck.training.run.StepRule;

class RandomRankTest {

    private final TrainedTensor a = TensorBuffers.tensor("A", 2, 4, 1, 2, 3, 4, 5, 6, 7, 8);
    private final RandomRank rule = new RandomRank(List.of(a), step -> step, rank -> 4.0 / rank);

    @Test
    void theGradientIsThatOfTheFirstColumnsWithTheirOwnFactor() {
        rule.begins(2);
        assertArrayEquals(new float[] {2, 4, 0, 0, 10, 12, 0, 0}, TensorBuffers.values(a));
        a.gradient().put(0, new float[] {1, 1, 9, 9, 3, 3, 9, 9});
        rule.differentiated(2);
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, TensorBuffers.values(a));
        assertArrayEquals(new float[] {2, 2, 0, 0, 6, 6, 0, 0}, TensorBuffers.gradient(a));
    }

    @Test
    void theWholeRankIsLoRA() {
        rule.begins(4);
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, TensorBuffers.values(a));
        a.gradient().put(0, new float[] {1, 2, 3, 4, 5, 6, 7, 8});
        rule.differentiated(4);
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, TensorBuffers.gradient(a));
    }

    @Test
    void theFactorIsThatOfTheRankThatWasDrawn() {
        BigFraction alpha = new BigFraction(16);
        assertEquals(4, StepRules.ratio(Scaling.alphaOverRank(alpha), 8, 2));
        assertEquals(2, StepRules.ratio(Scaling.alphaOverRootRank(alpha), 8, 2));
        assertEquals(1, StepRules.ratio(Scaling.constant(alpha), 8, 2));
    }

    /** Every rank is drawn in a while, the same one again for the same seed and step. */
    @Test
    void ranksAreDrawnFromOneToTheWhole() {
        MethodChoice method = new MethodChoice("dylora", AdapterOptions.DEFAULT, OptionalInt.of(4), List.of("q"));
        FineTuning network = FineTunings.of(
                new EncoderNetwork(RandomEncoder.BERT, new ClassifierHead(Pooling.MEAN, false, 2, false)),
                RandomEncoder.weights(RandomEncoder.BERT, 1),
                method,
                UpdateForm.FACTORED,
                1);
        List<TrainedTensor> trained = network.adapted().keySet().stream()
                .sorted()
                .map(weight -> TensorBuffers.tensor(AdaptedWeight.slotName(weight, "A"), 1, 4, 1, 1, 1, 1))
                .toList();
        Set<Integer> seen = new TreeSet<>();
        for (int step = 1; step <= 60; step++) {
            int first = drawn(StepRules.of(method, network, trained, 60, 9), trained, step);
            assertEquals(first, drawn(StepRules.of(method, network, trained, 60, 9), trained, step));
            seen.add(first);
        }
        assertEquals(Set.of(1, 2, 3, 4), seen);
        assertTrue(trained.size() == 2, "both layers have the same rank");
    }

    private static int drawn(StepRule rule, List<TrainedTensor> trained, int step) {
        rule.begins(step);
        int rank = 0;
        for (float entry : TensorBuffers.values(trained.get(0))) {
            rank += entry == 0 ? 0 : 1;
        }
        assertArrayEquals(TensorBuffers.values(trained.get(0)), TensorBuffers.values(trained.get(1)));
        rule.differentiated(step);
        return rank;
    }
}
