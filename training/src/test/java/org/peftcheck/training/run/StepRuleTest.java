package org.peftcheck.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepRuleTest {

    private static final byte[] CONFIGURATION = new byte[Sha256.LENGTH];

    @TempDir
    private Path folder;

    private final LinearSession session = new LinearSession(4);
    private final List<String> heard = new ArrayList<>();

    private static TrainingSettings settings(int steps, int evaluateEvery, int patience) {
        AdamWSettings adam = new AdamWSettings(0.05, 0.05, 0.9, 0.999, 1e-8, 0, 0.001);
        return new TrainingSettings(steps, 8, 4, 0.1, adam, evaluateEvery, patience, 0, 1);
    }

    private TrainingState train(TrainingSettings settings, StepRule rule, double... metrics) {
        Iterator<Double> next = Arrays.stream(metrics).iterator();
        TrainingState state = new TrainingState(session.trained(), settings, rule);
        new Trainer(
                        session,
                        settings,
                        step -> LinearSession.batch(8, 4, step),
                        any -> List.of(new MetricValue("m", next.next())),
                        TrainingListener.SILENT,
                        () -> 0)
                .run(state, at -> {}, new StopSignal());
        return state;
    }

    /** Each call with what it finds: the gradient of the bias is new after the second, its value after the third. */
    @Test
    void itIsCalledBeforeTheGradientAndBeforeAndAfterTheUpdate() {
        float[] gradient = new float[1];
        float[] value = new float[1];
        StepRule rule = new StepRule() {
            private boolean changed() {
                boolean gradientChanged = session.trained().get(2).gradient().get(0) != gradient[0];
                boolean valueChanged = session.trained().get(2).value().get(0) != value[0];
                gradient[0] = session.trained().get(2).gradient().get(0);
                value[0] = session.trained().get(2).value().get(0);
                heard.add(gradientChanged + " " + valueChanged);
                return gradientChanged;
            }

            @Override
            public void begins(int step) {
                heard.add("begins " + step);
                changed();
            }

            @Override
            public void differentiated(int step) {
                heard.add("differentiated " + step);
                changed();
            }

            @Override
            public void updated(int step, double scale) {
                heard.add("updated " + step + " " + (scale < 1));
                changed();
            }
        };
        train(settings(2, 0, 0), rule, 1);
        List<String> expected = new ArrayList<>();
        for (int step = 1; step <= 2; step++) {
            expected.addAll(List.of("begins " + step, "false false"));
            expected.addAll(List.of("differentiated " + step, "true false"));
            expected.addAll(List.of("updated " + step + " true", "false true"));
        }
        assertEquals(expected, heard);
    }

    private static StepRule settledAt(int step) {
        return new StepRule() {
            @Override
            public int settledAt() {
                return step;
            }
        };
    }

    @Test
    void evaluationsBeforeTheSizeThatIsWantedAreNeverTheBestAndTryNobodysPatience() {
        TrainingState state = train(settings(12, 2, 2), settledAt(6), 0.9, 0.8, 0.3, 0.2, 0.4, 0.1);
        assertEquals(12, state.step());
        assertEquals(4, state.bestEvaluation());
        assertEquals(
                0, train(settings(8, 2, 0), StepRule.NONE, 0.9, 0.8, 0.3, 0.2).bestEvaluation());
        TrainingState impatient = train(settings(12, 2, 2), settledAt(6), 0.9, 0.8, 0.3, 0.2, 0.1, 0.4);
        assertEquals(10, impatient.step());
        assertEquals(2, impatient.bestEvaluation());
    }

    private static StepRule remembering(float[]... memory) {
        return new StepRule() {
            @Override
            public List<float[]> memory() {
                return List.of(memory);
            }
        };
    }

    private TrainingState state(StepRule rule) {
        return new TrainingState(session.trained(), settings(3, 0, 0), rule);
    }

    @Test
    void whatItRemembersIsInTheCheckpoint() {
        new Checkpoints(folder, CONFIGURATION).keep(state(remembering(new float[] {1, 2}, new float[] {3})));
        float[] first = new float[2];
        float[] second = new float[1];
        new Checkpoints(folder, CONFIGURATION).resume(state(remembering(first, second)), TrainingListener.SILENT);
        assertArrayEquals(new float[] {1, 2}, first);
        assertArrayEquals(new float[] {3}, second);
    }

    @Test
    void theMemoryOfAnotherRuleIsRefused() {
        new Checkpoints(folder, CONFIGURATION).keep(state(remembering(new float[] {1, 2}, new float[] {3})));
        refused("arrays of the method's rule: expected 0, found 2", StepRule.NONE);
        refused("numbers of the method's rule: expected 3, found 2", remembering(new float[3], new float[1]));
    }

    private void refused(String message, StepRule rule) {
        Checkpoints checkpoints = new Checkpoints(folder, CONFIGURATION);
        String found = assertThrows(
                        BadRunException.class, () -> checkpoints.resume(state(rule), TrainingListener.SILENT))
                .getMessage();
        assertTrue(found.endsWith(message), found);
    }
}
