package org.peftcheck.training.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomEncoder;
import org.peftcheck.training.network.EncoderNetwork;
import org.peftcheck.training.run.AdamWSettings;
import org.peftcheck.training.run.BatchSource;
import org.peftcheck.training.run.MetricValue;
import org.peftcheck.training.run.RunConfiguration;
import org.peftcheck.training.run.RunDescription;
import org.peftcheck.training.run.RunFolder;
import org.peftcheck.training.run.RunRecord;
import org.peftcheck.training.run.StepRule;
import org.peftcheck.training.run.StopSignal;
import org.peftcheck.training.run.TrainedFile;
import org.peftcheck.training.run.TrainingListener;
import org.peftcheck.training.run.TrainingRun;
import org.peftcheck.training.run.TrainingSettings;
import org.peftcheck.training.samediff.SameDiffEngine;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** Runs of methods with a rule of their own, killed and gone on with. */
class KilledMethodTest {

    private static final int STEPS = 20;
    private static final ClassifierHead HEAD = new ClassifierHead(Pooling.MEAN, false, 3, false);

    @TempDir
    private Path temporary;

    /** The process dies. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static MethodChoice method(String id) {
        return new MethodChoice(id, AdapterOptions.DEFAULT, OptionalInt.of(6), List.of());
    }

    private static FineTuning network(MethodChoice method) {
        return FineTunings.of(
                new EncoderNetwork(RandomEncoder.BERT, HEAD),
                RandomEncoder.weights(RandomEncoder.BERT, 12),
                method,
                UpdateForm.FACTORED,
                1);
    }

    private static List<MetricValue> metrics(Session session) {
        float[] outputs = session.outputs(new SyntheticNetwork(RandomEncoder.BERT, 99).batch(HEAD, 3, 6));
        return List.of(new MetricValue("wave", Math.sin(1000 * outputs[0])));
    }

    private RunRecord run(String folder, MethodChoice method, int killedAt, UnaryOperator<StepRule> rule) {
        TrainingSettings settings =
                new TrainingSettings(STEPS, 4, 2, 0.1, AdamWSettings.defaults().withRates(0.02, 0.02), 3, 0, 4, 1);
        RunDescription description = new RunDescription(
                "plan", List.of("train"), 1, new RunRecord.DataSummary("none", Map.of("train", 1), "not"), 0, 0);
        BatchSource batches = step -> {
            if (step == killedAt) {
                throw new Killed();
            }
            return new SyntheticNetwork(RandomEncoder.BERT, step).batch(HEAD, 4, 6);
        };
        RunConfiguration configuration = new RunConfiguration(MethodNotes.of(method), settings);
        FineTuning network = network(method);
        try (RunFolder held = RunFolder.open(temporary.resolve(folder), configuration);
                Session session = new SameDiffEngine(Execution.PLAN, 1).open(network)) {
            StepRule own = StepRules.of(method, network, session.trained(), STEPS, settings.seed());
            return new TrainingRun(held, description, rule.apply(own))
                    .execute(session, batches, KilledMethodTest::metrics, TrainingListener.SILENT, new StopSignal());
        }
    }

    private byte[] trained(String folder) throws IOException {
        return Files.readAllBytes(temporary.resolve(folder).resolve(RunFolder.TRAINED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"adalora", "loreft", "dylora", "roselora"})
    void aRunThatIsKilledEndsWithTheSameBits(String id) throws IOException {
        RunRecord whole = run("whole", method(id), Integer.MAX_VALUE, rule -> rule);
        for (int step : new int[] {5, 9, 14}) {
            assertThrows(Killed.class, () -> run("killed", method(id), step, rule -> rule));
        }
        RunRecord resumed = run("killed", method(id), Integer.MAX_VALUE, rule -> rule);
        assertEquals(List.of(4, 8, 12), resumed.resumedAt());
        assertArrayEquals(whole.curves().losses(), resumed.curves().losses());
        assertEquals(whole.results(), resumed.results());
        assertArrayEquals(trained("whole"), trained("killed"));
    }

    /** The planted mistake: sensitivities that begin again from zero. */
    @Test
    void aRuleThatForgetsIsSeen() throws IOException {
        UnaryOperator<StepRule> forgetful = rule -> new StepRule() {
            @Override
            public void updated(int step, double scale) {
                rule.updated(step, scale);
            }

            @Override
            public int settledAt() {
                return rule.settledAt();
            }
        };
        run("whole", method("adalora"), Integer.MAX_VALUE, forgetful);
        assertThrows(Killed.class, () -> run("killed", method("adalora"), 9, forgetful));
        run("killed", method("adalora"), Integer.MAX_VALUE, forgetful);
        assertFalse(Arrays.equals(trained("whole"), trained("killed")));
    }

    /** Four layers of rank 6 end with four times rank 4; the best evaluation is not one of before. */
    @Test
    void adaLoRaEndsWithTheTargetRank() {
        RunRecord run = run("run", method("adalora"), Integer.MAX_VALUE, rule -> rule);
        Map<String, FloatTensor> values =
                TrainedFile.read(temporary.resolve("run").resolve(RunFolder.TRAINED));
        int standing = 0;
        for (Map.Entry<String, FloatTensor> tensor : values.entrySet()) {
            if (tensor.getKey().endsWith(":lambda")) {
                for (float entry : tensor.getValue().values()) {
                    standing += entry == 0 ? 0 : 1;
                }
            }
        }
        assertEquals(4 * 4, standing);
        assertTrue(run.results().bestStep() >= 10, "best at " + run.results().bestStep());
    }

    @Test
    void theRowsOfLoReftStayOrthonormal() {
        run("run", method("loreft"), Integer.MAX_VALUE, rule -> rule);
        run("free", method("loreft"), Integer.MAX_VALUE, rule -> StepRule.NONE);
        assertTrue(furthest("run") < 1e-6, "with the rule: " + furthest("run"));
        assertTrue(furthest("free") > 1e-3, "without it: " + furthest("free"));
    }

    private double furthest(String folder) {
        double furthest = 0;
        Map<String, FloatTensor> values =
                TrainedFile.read(temporary.resolve(folder).resolve(RunFolder.TRAINED));
        for (Map.Entry<String, FloatTensor> tensor : values.entrySet()) {
            if (tensor.getKey().endsWith(":R")) {
                int columns = tensor.getValue().shape()[1];
                float[] rows = tensor.getValue().values();
                for (int i = 0; i < rows.length; i += columns) {
                    for (int j = 0; j < rows.length; j += columns) {
                        double product = 0;
                        for (int k = 0; k < columns; k++) {
                            product += (double) rows[i + k] * rows[j + k];
                        }
                        furthest = Math.max(furthest, Math.abs(product - (i == j ? 1 : 0)));
                    }
                }
            }
        }
        return furthest;
    }
}
