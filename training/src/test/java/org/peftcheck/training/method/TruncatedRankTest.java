package org.peftcheck.training.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomEncoder;
import org.peftcheck.training.network.EncoderNetwork;
import org.peftcheck.training.run.StepRule;
import org.peftcheck.training.samediff.SameDiffEngine;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** A step of DyLoRA against one of LoRA of the rank that was drawn, with its own factor α/b. */
class TruncatedRankTest {

    private static final int RANK = 5;
    private static final ClassifierHead HEAD = new ClassifierHead(Pooling.MEAN, false, 3, false);
    private static final MethodChoice METHOD =
            new MethodChoice("dylora", AdapterOptions.DEFAULT, OptionalInt.of(RANK), List.of("q", "up"));

    private final EncodedBatch batch = new SyntheticNetwork(RandomEncoder.BERT, 3).batch(HEAD, 4, 6);
    private final FineTuning network = moved();

    private static FineTuning moved() {
        FineTuning initial = FineTunings.of(
                new EncoderNetwork(RandomEncoder.BERT, HEAD),
                RandomEncoder.weights(RandomEncoder.BERT, 1),
                METHOD,
                UpdateForm.FACTORED,
                1);
        SplittableRandom random = new SplittableRandom(2);
        Map<String, FloatTensor> values = new HashMap<>(TrainedTensors.of(initial));
        values.replaceAll((name, tensor) -> {
            float[] entries = tensor.values().clone();
            for (int k = 0; k < entries.length; k++) {
                entries[k] += (float) (0.2 * random.nextGaussian());
            }
            return new FloatTensor(tensor.shape(), entries);
        });
        return TrainedTensors.replaced(initial, values);
    }

    private FineTuning truncated(int rank) {
        Map<String, AdaptedWeight> adapted = new HashMap<>();
        network.adapted().forEach((weight, whole) -> {
            FloatTensor a = whole.slots().get("A");
            FloatTensor b = whole.slots().get("B");
            int dIn = b.shape()[1];
            FloatTensor columns = FloatTensor.zeros(a.shape()[0], rank);
            for (int k = 0; k < columns.values().length; k++) {
                columns.values()[k] = a.values()[k / rank * RANK + k % rank];
            }
            FloatTensor rows = FloatTensor.zeros(rank, dIn);
            System.arraycopy(b.values(), 0, rows.values(), 0, rank * dIn);
            adapted.put(weight, new AdaptedWeight(whole.adapter(), rank, Map.of("A", columns, "B", rows)));
        });
        return new FineTuning(
                network.formula(), network.weights(), adapted, java.util.Set.of(), network.head(), network.form());
    }

    private static int drawn(List<TrainedTensor> trained) {
        TrainedTensor a = trained.stream()
                .filter(tensor -> tensor.name().endsWith(":A"))
                .findFirst()
                .orElseThrow();
        int rank = 0;
        while (rank < RANK && a.value().get(rank) != 0) {
            rank++;
        }
        return rank;
    }

    @Test
    void theGradientIsThatOfLoRAOfTheRankThatWasDrawn() {
        try (Session session = new SameDiffEngine(Execution.PLAN, 1).open(network)) {
            StepRule rule = StepRules.of(METHOD, network, session.trained(), 100, 9);
            for (int step = 1; step <= 6; step++) {
                rule.begins(step);
                int rank = drawn(session.trained());
                double loss = session.step(batch);
                rule.differentiated(step);
                compare(truncated(rank), loss, session.trained(), rank);
            }
        }
    }

    private void compare(FineTuning expected, double loss, List<TrainedTensor> found, int rank) {
        try (Session session = new SameDiffEngine(Execution.PLAN, 1).open(expected)) {
            assertEquals(session.step(batch), loss, 1e-5);
            Map<String, TrainedTensor> byName =
                    session.trained().stream().collect(Collectors.toMap(TrainedTensor::name, Function.identity()));
            for (TrainedTensor tensor : found) {
                TrainedTensor truncated = byName.get(tensor.name());
                boolean columns = tensor.name().endsWith(":A");
                float largest = 0;
                for (float entry : TensorBuffers.gradient(truncated)) {
                    largest = Math.max(largest, Math.abs(entry));
                }
                for (int k = 0; k < tensor.count(); k++) {
                    boolean within = columns ? k % RANK < rank : k < truncated.count();
                    int place = columns ? k / RANK * rank + k % RANK : k;
                    float wanted = within ? truncated.gradient().get(place) : 0;
                    float difference = Math.abs(wanted - tensor.gradient().get(k));
                    assertTrue(difference <= 1e-4 * largest, tensor.name() + " " + k + ": off by " + difference);
                }
            }
        }
    }

    /** The planted mistake: the factor of the whole rank for a smaller one. */
    @Test
    void theFactorOfTheWholeRankIsSeen() {
        try (Session session = new SameDiffEngine(Execution.PLAN, 1).open(network)) {
            List<TrainedTensor> first = session.trained().stream()
                    .filter(tensor -> tensor.name().endsWith(":A"))
                    .toList();
            new RandomRank(first, step -> 2, rank -> 1).begins(1);
            double mistaken = session.step(batch);
            try (Session other = new SameDiffEngine(Execution.PLAN, 1).open(truncated(2))) {
                assertTrue(Math.abs(mistaken - other.step(batch)) > 1e-3);
            }
        }
    }
}
