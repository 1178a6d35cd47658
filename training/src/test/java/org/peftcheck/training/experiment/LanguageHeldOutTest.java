package org.peftcheck.training.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peftcheck.training.data.TokenSequence;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TokenBatch;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.experiment.LanguageHeldOut.Item;
import org.peftcheck.training.model.RandomDecoder;
import org.peftcheck.training.run.MetricValue;

class LanguageHeldOutTest {

    /** Says that token t has the log-probability −t/8 after whatever text, and of no meaning where nothing is predicted. */
    private static final class Eighths implements Session {
        @Override
        public List<TrainedTensor> trained() {
            return List.of();
        }

        @Override
        public double step(Batch batch) {
            throw new IllegalStateException("an evaluation takes no step");
        }

        @Override
        public float[] outputs(Batch batch) {
            int[] labels = ((TokenBatch) batch).labels();
            float[] outputs = new float[labels.length];
            for (int k = 0; k < outputs.length; k++) {
                outputs[k] = labels[k] == TokenBatch.NONE ? 1000 : -labels[k] / 8f;
            }
            return outputs;
        }

        @Override
        public void close() {}
    }

    private static TokenSequence sequence(int from, int... tokens) {
        return new TokenSequence(tokens, from);
    }

    private static List<MetricValue> metrics(boolean choice, Item... items) {
        return new LanguageHeldOut(RandomDecoder.LLAMA, 20, List.of(items), choice).of(new Eighths());
    }

    private static Item text(TokenSequence sequence) {
        return new Item(List.of(sequence), 0);
    }

    /** Three predicted tokens, 4, 2 and 6, and not the mean of the means of two texts. */
    @Test
    void perplexityIsThatOfPredictedTokens() {
        assertEquals(
                List.of(new MetricValue("log-likelihood", -0.5), new MetricValue("perplexity", Math.exp(0.5))),
                metrics(false, text(sequence(3, 9, 9, 9, 4, 2)), text(sequence(1, 9, 6))));
    }

    @Test
    void theAnswerOfTheGreatestLikelihoodIsChosen() {
        Item right = new Item(List.of(sequence(2, 9, 9, 5), sequence(2, 9, 9, 1, 3), sequence(1, 9, 7)), 1);
        Item wrong = new Item(List.of(sequence(1, 9, 4), sequence(1, 9, 4), sequence(1, 9, 8)), 1);
        Item first = new Item(List.of(sequence(1, 9, 4), sequence(1, 9, 4)), 0);
        List<MetricValue> found = metrics(true, right, wrong, first);
        assertEquals(new MetricValue("accuracy", 2 / 3.0), found.get(0));
        assertEquals(new MetricValue("log-likelihood", -(4 + 4 + 4) / 8.0 / 4), found.get(1));
        assertEquals(3, found.size());
        // another answer as the right one is seen
        assertEquals(
                1 / 3.0,
                metrics(true, new Item(right.answers(), 0), wrong, first).get(0).value());
    }

    @Test
    void nothingToMeasureIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> metrics(false));
    }
}
