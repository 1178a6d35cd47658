package org.peftcheck.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerTest {

    private static final AdamWSettings ADAM = AdamWSettings.defaults().withRates(0.05, 0.05);

    private final LinearSession session = new LinearSession(4);
    private final StopSignal stop = new StopSignal();
    private final List<Integer> kept = new ArrayList<>();
    private long clock;
    private TrainingState state;

    private static TrainingSettings settings(int steps, int evaluateEvery, int patience, int checkpointEvery) {
        return new TrainingSettings(steps, 8, 8, 0.1, ADAM, evaluateEvery, patience, checkpointEvery, 1);
    }

    /** Trains with evaluations that give these numbers, one after the other. */
    private TrainingEnd train(TrainingSettings settings, TrainingListener listener, double... metrics) {
        Iterator<Double> next = Arrays.stream(metrics).iterator();
        Evaluation evaluation = any -> List.of(new MetricValue("m", next.next()), new MetricValue("other", -1));
        state = new TrainingState(session.trained(), settings);
        Trainer trainer = new Trainer(
                session,
                settings,
                step -> LinearSession.batch(8, 4, step),
                evaluation,
                listener,
                () -> clock += 5_000_000);
        return trainer.run(state, at -> kept.add(at.step()), stop);
    }

    @Test
    void theLossFalls() {
        assertEquals(TrainingEnd.COMPLETE, train(settings(300, 0, 0, 0), TrainingListener.SILENT, 1));
        double[] losses = state.curves().losses();
        assertEquals(300, losses.length);
        assertTrue(losses[299] < losses[0] / 100, losses[0] + " to " + losses[299]);
        assertEquals(List.of(300L), evaluatedAt());
        assertEquals(List.of(), kept);
        assertEquals(5, state.curves().medianStepMillis());
    }

    private List<Long> evaluatedAt() {
        return state.curves().evaluations().stream().map(EvaluationPoint::step).toList();
    }

    @Test
    void evaluationsAndCheckpointsComeAsOftenAsAsked() {
        train(settings(10, 4, 0, 3), TrainingListener.SILENT, 1, 2, 3);
        assertEquals(List.of(4L, 8L, 10L), evaluatedAt());
        assertEquals(List.of(3, 6, 9), kept);
    }

    @Test
    void theLastStepIsEvaluatedOnce() {
        train(settings(8, 4, 0, 0), TrainingListener.SILENT, 1, 2);
        assertEquals(List.of(4L, 8L), evaluatedAt());
    }

    @Test
    void theValuesOfTheBestEvaluationAreKept() {
        LinearSession four = new LinearSession(4);
        TrainingSettings eight = settings(8, 4, 0, 0);
        TrainingState other = new TrainingState(four.trained(), eight);
        List<float[]> seen = new ArrayList<>();
        Iterator<Double> next = List.of(0.5, 0.5).iterator();
        Evaluation evaluation = any -> {
            seen.add(four.values());
            return List.of(new MetricValue("m", next.next()));
        };
        new Trainer(four, eight, s -> LinearSession.batch(8, 4, s), evaluation, TrainingListener.SILENT, () -> 0)
                .run(other, at -> {}, stop);
        assertArrayEquals(seen.get(0), four.values(), "the first of two that are equally good");
        assertFalse(Arrays.equals(seen.get(0), seen.get(1)));
        assertEquals(0, other.bestEvaluation());
    }

    @Test
    void itStopsWhenPatienceIsAtAnEnd() {
        assertEquals(
                TrainingEnd.STOPPED_EARLY, train(settings(100, 5, 2, 0), TrainingListener.SILENT, 1, 3, 3, 2, 9, 9));
        assertEquals(List.of(5L, 10L, 15L, 20L), evaluatedAt());
        assertEquals(1, state.bestEvaluation());
    }

    @Test
    void patienceBeginsAnewWithEachBest() {
        assertEquals(TrainingEnd.COMPLETE, train(settings(30, 5, 2, 0), TrainingListener.SILENT, 1, 0, 2, 0, 3, 0));
    }

    @Test
    void aMetricThatIsNotDefinedIsNeverTheBest() {
        train(settings(12, 4, 0, 0), TrainingListener.SILENT, Double.NaN, -5, Double.NaN);
        assertEquals(1, state.bestEvaluation());
        train(settings(4, 0, 0, 0), TrainingListener.SILENT, Double.NaN);
        assertEquals(-1, state.bestEvaluation());
        assertNull(state.bestValues());
    }

    @Test
    void itStopsWhenAskedAndKeepsWhereItIs() {
        TrainingListener listener = new TrainingListener() {
            @Override
            public void stepped(TrainingProgress progress) {
                if (progress.step() == 7) {
                    stop.request();
                }
            }
        };
        assertEquals(TrainingEnd.INTERRUPTED, train(settings(50, 0, 0, 0), listener));
        assertEquals(List.of(7), kept);
        assertEquals(7, state.step());
    }

    @Test
    void theListenerHearsOfEachStep() {
        List<TrainingProgress> heard = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void stepped(TrainingProgress progress) {
                heard.add(progress);
            }
        };
        train(settings(3, 0, 0, 0), listener, 1);
        assertEquals(3, heard.size());
        assertEquals(new TrainingProgress(1, 3, state.curves().losses()[0], 5, 0.01), heard.get(0));
    }

    @Test
    void aLossThatIsNotFiniteIsRefused() {
        session.poison(Double.NaN);
        String hint = "; a lower learning rate or a longer warm-up may help";
        assertEquals(
                "step 1 of 9: expected a finite loss, got NaN" + hint,
                assertThrows(BadRunException.class, () -> train(settings(9, 0, 0, 0), TrainingListener.SILENT))
                        .getMessage());
    }

    @Test
    void aGradientThatIsNotFiniteIsRefused() {
        session.trained().get(1).value().put(0, Float.POSITIVE_INFINITY);
        session.poison(1);
        String message = assertThrows(BadRunException.class, () -> train(settings(9, 0, 0, 0), TrainingListener.SILENT))
                .getMessage();
        assertTrue(message.startsWith("step 1 of 9: expected a finite norm of the gradient, got "), message);
    }

    @Test
    void clippingShortensTheUpdate() {
        AdamWSettings clipped = new AdamWSettings(0.05, 0.05, 0.9, 0.999, 1, 0, 1e-3);
        float[] before = session.values();
        TrainingSettings settings = new TrainingSettings(1, 8, 8, 0, clipped, 0, 0, 0, 1);
        train(settings, TrainingListener.SILENT, 1);
        float[] after = session.values();
        for (int i = 0; i < before.length; i++) {
            assertEquals(before[i], after[i], 1e-4, "entry " + i);
        }
    }
}
