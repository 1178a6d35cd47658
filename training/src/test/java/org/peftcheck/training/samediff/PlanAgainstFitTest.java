package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** Five steps of gradient descent with the plan against the same five by {@code SameDiff.fit}. */
class PlanAgainstFitTest {

    private static final int ROWS = 4;
    private static final int LENGTH = 8;
    private static final float RATE = 0.1f;
    private static final double TOLERANCE = 1e-5;

    private static List<EncodedBatch> batches(int count) {
        List<EncodedBatch> batches = new ArrayList<>();
        for (int seed = 0; seed < count; seed++) {
            batches.add(SmallNetwork.batch(seed, ROWS, LENGTH));
        }
        return batches;
    }

    /**
     * The trained tensors that the two leave different by more than the tolerance, relative to the largest entry.
     *
     * @param fitted what {@code fit} is given
     * @param planned what the plan is given
     */
    private static List<String> differences(FineTuning network, List<EncodedBatch> fitted, List<EncodedBatch> planned) {
        SameDiffFit fit = new SameDiffFit(network, ROWS, LENGTH, RATE);
        fitted.forEach(fit::step);
        List<String> differences = new ArrayList<>();
        try (Session session = new SameDiffEngine(Execution.PLAN, 2).open(network)) {
            planned.forEach(batch -> SmallNetwork.descend(session, batch, RATE));
            assertEquals(
                    fit.trained(),
                    session.trained().stream().map(TrainedTensor::name).toList());
            for (TrainedTensor tensor : session.trained()) {
                float[] expected = fit.entries(tensor.name());
                double difference = distance(expected, SmallNetwork.entries(tensor));
                double largest = distance(expected, new float[expected.length]);
                if (!(difference <= TOLERANCE * largest)) {
                    differences.add(String.format(
                            Locale.ROOT, "%s: %.3e where entries reach %.3e", tensor.name(), difference, largest));
                }
            }
        }
        return differences;
    }

    private static double distance(float[] left, float[] right) {
        double distance = 0;
        for (int k = 0; k < left.length; k++) {
            double entry = Math.abs((double) left[k] - right[k]);
            distance = Double.isNaN(entry) ? Double.POSITIVE_INFINITY : Math.max(distance, entry);
        }
        return distance;
    }

    @ParameterizedTest
    @CsvSource({
        "lora, FACTORED",
        "dora, FACTORED",
        "peanut, FACTORED",
        "peanut, MATERIALISED",
        "vera, FACTORED",
        "lp, FACTORED",
        "full, FACTORED"
    })
    void theyTrainTheSameTensors(String method, UpdateForm form) {
        FineTuning network = SmallNetwork.of(method, form);
        assertEquals(List.of(), differences(network, batches(5), batches(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"houlsby", "adapter-fnn", "red", "loreft", "direft", "adalora"})
    void theyTrainTheSameTensorsOfHiddenStatesAndPenalties(String method) {
        FineTuning network = method.equals("adalora") ? HiddenNetwork.penalised(0.05) : HiddenNetwork.moved(method);
        assertEquals(List.of(), differences(network, batches(5), batches(5)));
    }

    /** Five steps move every tensor by far more than the tolerance: an equality of tensors that stay where they are says nothing. */
    @Test
    void theStepsMoveWhatIsTrained() {
        FineTuning network = SmallNetwork.of("peanut", UpdateForm.FACTORED);
        try (Session session = new SameDiffEngine(Execution.PLAN, 2).open(network)) {
            batches(5).forEach(batch -> SmallNetwork.descend(session, batch, RATE));
            for (TrainedTensor tensor : session.trained()) {
                float[] start = start(network, tensor.name()).values();
                double moved = distance(start, SmallNetwork.entries(tensor));
                double largest = distance(start, new float[start.length]);
                assertTrue(moved > 20 * TOLERANCE * largest, tensor.name() + " moved by " + moved);
            }
        }
    }

    private static FloatTensor start(FineTuning network, String name) {
        int colon = name.indexOf(':');
        return colon < 0
                ? network.head().get(name)
                : network.adapted().get(name.substring(0, colon)).slots().get(name.substring(colon + 1));
    }

    @Test
    void anotherBatchIsSeen() {
        FineTuning network = SmallNetwork.of("lora", UpdateForm.FACTORED);
        List<EncodedBatch> others = batches(2);
        others.set(0, SmallNetwork.batch(77, ROWS, LENGTH));
        assertFalse(differences(network, batches(2), others).isEmpty());
    }

    @Test
    void aStepLessOnTheTablesIsSeen() {
        FineTuning network = SmallNetwork.of("full", UpdateForm.FACTORED);
        List<String> differences = differences(network, batches(2), batches(1));
        assertTrue(
                differences.stream().anyMatch(line -> line.startsWith("embeddings.word_embeddings.weight")),
                differences.toString());
    }
}
