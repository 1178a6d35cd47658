package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TokenBatch;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.model.RandomDecoder;
import org.peftcheck.training.network.DecoderNetwork.Prediction;
import org.peftcheck.training.reference.AdaptedReference;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** What an engine makes of decoders, against the reference in double precision, SameDiff's interpreter and its own {@code fit}. */
class DecoderEngineTest {

    private static final double TOLERANCE = 2e-5;

    private static FineTuning adapted(DecoderConfig config, String method) {
        return SmallDecoder.adapted(
                config,
                AdapterRegistry.standard().method(method).configure(AdapterOptions.DEFAULT),
                UpdateForm.FACTORED);
    }

    private static Session open(FineTuning network) {
        return new SameDiffEngine(Execution.PLAN, 2).open(network);
    }

    private static double difference(FineTuning network, FineTuning reference, TokenBatch batch) {
        double[] expected = new AdaptedReference(reference).outputs(batch);
        try (Session session = open(network)) {
            float[] found = session.outputs(batch);
            assertEquals(expected.length, found.length);
            double largest = 0;
            for (int k = 0; k < found.length; k++) {
                double difference = Math.abs(expected[k] - found[k]);
                largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
            }
            return largest;
        }
    }

    static Stream<Arguments> networks() {
        return Stream.of(RandomDecoder.LLAMA, RandomDecoder.TIED, RandomDecoder.QWEN3, RandomDecoder.TIED_QWEN3)
                .flatMap(config -> Stream.of(Prediction.values()).map(prediction -> Arguments.of(config, prediction)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void outputsAreThoseOfTheReference(DecoderConfig config, Prediction prediction) {
        FineTuning network = SmallDecoder.giving(adapted(config, "peanut"), prediction);
        TokenBatch labelled = SmallDecoder.batch(2, 3, 9);
        TokenBatch batch = prediction == Prediction.LIKELIHOOD ? labelled : withoutLabels(labelled);
        assertEquals(0, difference(network, network, batch), TOLERANCE);
    }

    private static TokenBatch withoutLabels(TokenBatch batch) {
        int[] none = new int[batch.labels().length];
        Arrays.fill(none, TokenBatch.NONE);
        return new TokenBatch(batch.rows(), batch.length(), batch.ids(), batch.tokens(), none);
    }

    @Test
    void plantedMistakesAreSeen() {
        FineTuning network = adapted(RandomDecoder.LLAMA, "lora");
        TokenBatch batch = SmallDecoder.batch(2, 3, 9);
        FineTuning turned = network.with(DecoderMistakes.anotherBase(network));
        assertTrue(difference(turned, network, batch) > 20 * TOLERANCE);
        assertTrue(difference(DecoderMistakes.keyHeadsExchanged(network), network, batch) > 20 * TOLERANCE);
        assertTrue(difference(DecoderMistakes.seeingTheNextToken(network), network, batch) > 20 * TOLERANCE);
    }

    /** The next token's logits are those of the last place. */
    @Test
    void theLastPlaceIsThatBeforeThePadding() {
        FineTuning network = adapted(RandomDecoder.LLAMA, "lora");
        TokenBatch batch = withoutLabels(SmallDecoder.batch(2, 3, 9));
        int vocabulary = RandomDecoder.LLAMA.vocabulary();
        try (Session every = open(network);
                Session last = open(SmallDecoder.giving(network, Prediction.NEXT_TOKEN))) {
            float[] all = every.outputs(batch);
            float[] some = last.outputs(batch);
            for (int row = 0; row < 3; row++) {
                int place = row * 9 + batch.tokens()[row] - 1;
                assertArrayEquals(
                        Arrays.copyOfRange(all, place * vocabulary, (place + 1) * vocabulary),
                        Arrays.copyOfRange(some, row * vocabulary, (row + 1) * vocabulary),
                        1e-5f);
            }
        }
    }

    /** Other tokens in the padding change neither loss nor gradients; another token in a text does. */
    @Test
    void paddingIsNotSeen() {
        FineTuning network = SmallDecoder.full(RandomDecoder.LLAMA);
        TokenBatch batch = SmallDecoder.batch(2, 3, 9);
        TokenBatch padded = new TokenBatch(3, 9, batch.ids().clone(), batch.tokens(), batch.labels());
        for (int row = 0; row < 3; row++) {
            Arrays.fill(padded.ids(), row * 9 + batch.tokens()[row], (row + 1) * 9, 13);
        }
        TokenBatch other = new TokenBatch(3, 9, batch.ids().clone(), batch.tokens(), batch.labels());
        other.ids()[10] = (other.ids()[10] + 1) % 31;
        try (Session session = open(network)) {
            double loss = session.step(batch);
            double[] gradients = gradients(session);
            assertEquals(loss, session.step(padded), 1e-7);
            assertArrayEquals(gradients, gradients(session), 1e-7);
            assertTrue(Math.abs(session.step(other) - loss) > 1e-4);
        }
    }

    private static double[] gradients(Session session) {
        return session.trained().stream()
                .flatMapToDouble(tensor -> {
                    float[] values = new float[tensor.count()];
                    tensor.gradient().get(0, values);
                    double[] doubles = new double[values.length];
                    Arrays.setAll(doubles, k -> values[k]);
                    return Arrays.stream(doubles);
                })
                .toArray();
    }

    /** The same loss and gradients for all kinds of outputs of the same labels. */
    @Test
    void theLossIsThatOfTheLabels() {
        FineTuning network = adapted(RandomDecoder.TIED_QWEN3, "lora");
        TokenBatch batch = SmallDecoder.batch(2, 3, 9);
        try (Session logits = open(network);
                Session likelihood = open(SmallDecoder.giving(network, Prediction.LIKELIHOOD))) {
            double loss = logits.step(batch);
            assertEquals(loss, likelihood.step(batch), 1e-6);
            assertArrayEquals(gradients(logits), gradients(likelihood), 1e-6);
            float[] logarithms = likelihood.outputs(batch);
            double sum = 0;
            for (int k = 0; k < logarithms.length; k++) {
                sum += batch.labels()[k] == TokenBatch.NONE ? 0 : logarithms[k];
            }
            assertEquals(-sum / batch.terms(), loss, 1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"lora", "dora", "peanut"})
    void theInterpreterAgreesWithThePlan(String method) {
        FineTuning network = adapted(RandomDecoder.QWEN3, method);
        TokenBatch batch = SmallDecoder.batch(2, 3, 9);
        try (Session plan = open(network);
                Session graph = new SameDiffEngine(Execution.GRAPH, 2).open(network)) {
            assertEquals(plan.step(batch), graph.step(batch), 1e-5);
            assertArrayEquals(gradients(plan), gradients(graph), 1e-5);
            assertArrayEquals(plan.outputs(batch), graph.outputs(batch), 1e-4f);
        }
    }

    /** A tied table moves by the gradients of both its uses; an untied one by that of its rows. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void threeStepsAreThoseOfFit(boolean tied) {
        FineTuning network = SmallDecoder.full(tied ? RandomDecoder.TIED : RandomDecoder.QWEN3);
        SameDiffFit fit = new SameDiffFit(network, 3, 7, 0.1);
        try (Session session = open(network)) {
            for (int seed = 0; seed < 3; seed++) {
                TokenBatch batch = SmallDecoder.batch(seed, 3, 7);
                fit.step(batch);
                session.step(batch);
                session.trained().forEach(DecoderEngineTest::descend);
            }
            for (TrainedTensor tensor : session.trained()) {
                assertArrayEquals(fit.entries(tensor.name()), SmallNetwork.entries(tensor), 2e-5f, tensor.name());
            }
        }
    }

    private static void descend(TrainedTensor tensor) {
        for (int k = 0; k < tensor.count(); k++) {
            float moved = tensor.value().get(k) - 0.1f * tensor.gradient().get(k);
            tensor.value().put(k, moved);
        }
    }

    @Test
    void labelsBeforeTheLastTokenAreRefusedWhereTheLastIsPredicted() {
        FineTuning network = SmallDecoder.giving(adapted(RandomDecoder.LLAMA, "lora"), Prediction.NEXT_TOKEN);
        try (Session session = open(network)) {
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> session.outputs(SmallDecoder.batch(2, 1, 9)));
            assertEquals(
                    "decoder: expected labels at the last token of each sequence only, got 7 elsewhere",
                    refusal.getMessage());
        }
    }

    @Test
    void aTrainedTableNeedsThePlan() {
        FineTuning network = SmallDecoder.full(RandomDecoder.TIED);
        FineTuning table = new FineTuning(
                network.formula(),
                network.weights(),
                network.adapted(),
                Set.of("model.embed_tokens.weight"),
                network.head(),
                network.form());
        try (Session session = new SameDiffEngine(Execution.GRAPH, 1).open(table)) {
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> session.step(SmallDecoder.batch(2, 1, 9)));
            assertTrue(refusal.getMessage().startsWith("training without the static plan: expected frozen tables"));
        }
    }
}
