package org.peftcheck.training.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peftcheck.training.engine.TrainedTensor;

/** AdaLoRA's choice of ranks against the same in plain loops, entry by entry. */
class RankAllocationTest {

    private static final int[][] SHAPES = {{5, 3, 4}, {4, 3, 6}};
    private static final CubicBudget BUDGET = new CubicBudget(6, 3, 2, 8, 2);

    private final List<RankAllocation.Layer> layers = new ArrayList<>();
    private final List<TrainedTensor> tensors = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(8);

    RankAllocationTest() {
        for (int[] shape : SHAPES) {
            TrainedTensor p = TensorBuffers.tensor("P", shape[0], shape[1]);
            TrainedTensor lambda = TensorBuffers.tensor("lambda", shape[1], 1);
            TrainedTensor q = TensorBuffers.tensor("Q", shape[1], shape[2]);
            tensors.addAll(List.of(p, lambda, q));
            layers.add(RankAllocation.Layer.of(p, lambda, q));
        }
        tensors.forEach(tensor ->
                IntStream.range(0, tensor.count()).forEach(k -> tensor.value().put(k, (float) random.nextGaussian())));
    }

    /** What an optimiser may do: new gradients, and values that have moved. */
    private void step() {
        for (TrainedTensor tensor : tensors) {
            for (int k = 0; k < tensor.count(); k++) {
                tensor.gradient().put(k, (float) random.nextGaussian());
                tensor.value().put(k, tensor.value().get(k) + 0.1f);
            }
        }
    }

    /** The paper's formulas, written out. */
    private static final class Plain {
        private final double[][] mean;
        private final double[][] uncertainty;

        Plain(List<TrainedTensor> tensors) {
            mean = tensors.stream().map(t -> new double[t.count()]).toArray(double[][]::new);
            uncertainty = tensors.stream().map(t -> new double[t.count()]).toArray(double[][]::new);
        }

        void observe(List<TrainedTensor> tensors, double scale) {
            for (int t = 0; t < mean.length; t++) {
                for (int k = 0; k < mean[t].length; k++) {
                    double now = Math.abs(tensors.get(t).value().get(k)
                            * scale
                            * tensors.get(t).gradient().get(k));
                    mean[t][k] = 0.85 * mean[t][k] + 0.15 * now;
                    uncertainty[t][k] = 0.85 * uncertainty[t][k] + 0.15 * Math.abs(now - mean[t][k]);
                }
            }
        }

        /** The triples in the order of their scores, as layer·10 + triple. */
        List<Integer> order() {
            List<double[]> scored = new ArrayList<>();
            for (int layer = 0; layer < SHAPES.length; layer++) {
                int[] shape = SHAPES[layer];
                for (int k = 0; k < shape[1]; k++) {
                    double score = score(3 * layer + 1, k);
                    for (int i = 0; i < shape[0]; i++) {
                        score += score(3 * layer, i * shape[1] + k) / shape[0];
                    }
                    for (int j = 0; j < shape[2]; j++) {
                        score += score(3 * layer + 2, k * shape[2] + j) / shape[2];
                    }
                    scored.add(new double[] {10 * layer + k, score});
                }
            }
            scored.sort(Comparator.comparingDouble(entry -> -entry[1]));
            return scored.stream().map(entry -> (int) entry[0]).toList();
        }

        private double score(int tensor, int entry) {
            return mean[tensor][entry] * uncertainty[tensor][entry];
        }
    }

    private List<Integer> standing() {
        List<Integer> standing = new ArrayList<>();
        for (int layer = 0; layer < SHAPES.length; layer++) {
            float[] lambda = TensorBuffers.values(tensors.get(3 * layer + 1));
            for (int k = 0; k < lambda.length; k++) {
                if (lambda[k] != 0) {
                    standing.add(10 * layer + k);
                }
            }
        }
        return standing;
    }

    @Test
    void theBestOfAllLayersStay() {
        RankAllocation rule = new RankAllocation(layers, BUDGET);
        Plain plain = new Plain(tensors);
        for (int step = 1; step <= 10; step++) {
            step();
            if (step < 8) {
                plain.observe(tensors, 0.5);
            }
            rule.updated(step, 0.5);
            if (step == 4 || step == 6 || step >= 8) {
                List<Integer> best = plain.order().subList(0, BUDGET.at(step)).stream()
                        .sorted()
                        .toList();
                assertEquals(best, standing(), "step " + step);
            } else {
                assertEquals(6, standing().size(), "step " + step);
            }
        }
        assertEquals(3, standing().size());
        assertEquals(8, rule.settledAt());
    }

    /** The planted mistake: the entries of λ of one layer with the columns and rows of the other. */
    @Test
    void aMaskOnAnotherLayerIsSeen() {
        RankAllocation rule = new RankAllocation(
                List.of(
                        RankAllocation.Layer.of(tensors.get(0), tensors.get(4), tensors.get(2)),
                        RankAllocation.Layer.of(tensors.get(3), tensors.get(1), tensors.get(5))),
                BUDGET);
        Plain plain = new Plain(tensors);
        for (int step = 1; step <= 8; step++) {
            step();
            if (step < 8) {
                plain.observe(tensors, 1);
            }
            rule.updated(step, 1);
        }
        assertNotEquals(plain.order().subList(0, 3).stream().sorted().toList(), standing());
    }

    @Test
    void whatIsSetTo0MayGrowAgainUntilTheLastChoice() {
        RankAllocation rule = new RankAllocation(layers, BUDGET);
        for (int step = 1; step <= 4; step++) {
            step();
            rule.updated(step, 1);
        }
        assertEquals(BUDGET.at(4), standing().size());
        step();
        rule.updated(5, 1);
        assertEquals(6, standing().size());
        for (int step = 6; step <= 9; step++) {
            step();
            rule.updated(step, 1);
        }
        assertEquals(3, standing().size());
    }

    @Test
    void ofEqualScoresExactlyAsManyStayAsAllowed() {
        RankAllocation rule = new RankAllocation(layers, BUDGET);
        for (int step = 1; step <= 8; step++) {
            rule.updated(step, 1);
        }
        assertEquals(List.of(0, 1, 2), standing());
    }

    @Test
    void theMemoryIsAllThatMatters() {
        RankAllocation whole = new RankAllocation(layers, BUDGET);
        for (int step = 1; step <= 5; step++) {
            step();
            whole.updated(step, 1);
        }
        List<float[]> kept = whole.memory().stream().map(float[]::clone).toList();
        float[][] values = tensors.stream().map(TensorBuffers::values).toArray(float[][]::new);
        float[][] gradients = tensors.stream().map(TensorBuffers::gradient).toArray(float[][]::new);
        whole.updated(8, 1);
        List<Integer> expected = standing();
        for (boolean forgets : new boolean[] {false, true}) {
            for (int t = 0; t < tensors.size(); t++) {
                tensors.get(t).value().put(0, values[t]);
                tensors.get(t).gradient().put(0, gradients[t]);
            }
            List<RankAllocation.Layer> fresh = List.of(
                    RankAllocation.Layer.of(tensors.get(0), tensors.get(1), tensors.get(2)),
                    RankAllocation.Layer.of(tensors.get(3), tensors.get(4), tensors.get(5)));
            RankAllocation resumed = new RankAllocation(fresh, BUDGET);
            for (int k = 0; k < kept.size() && !forgets; k++) {
                System.arraycopy(kept.get(k), 0, resumed.memory().get(k), 0, kept.get(k).length);
            }
            resumed.updated(8, 1);
            assertEquals(!forgets, expected.equals(standing()), "forgets " + forgets);
        }
    }

    @Test
    void theBudgetFallsWithTheCubeOfTheTimeLeft() {
        CubicBudget budget = new CubicBudget(120, 80, 10, 60, 5);
        assertEquals(120, budget.at(1));
        assertEquals(120, budget.at(10));
        assertEquals(80 + (int) (40 * 0.8 * 0.8 * 0.8), budget.at(20));
        assertEquals(85, budget.at(35));
        assertEquals(80, budget.at(60));
        assertEquals(80, budget.at(100));
        int[] chosen = IntStream.rangeClosed(1, 100).filter(budget::chooses).toArray();
        assertArrayEquals(new int[] {15, 20, 25, 30, 35, 40, 45, 50, 55, 60}, chosen);
        assertFalse(budget.isOver(60));
        assertTrue(budget.isOver(61));
    }

    @Test
    void theUsualScheduleIsThatOfThePaper() {
        CubicBudget budget =
                PruningSettings.usual().schedule(12, PruningSettings.usual().targetOf(12), 600);
        assertEquals(new CubicBudget(12, 8, 60, 300, 1), budget);
        assertEquals(1, PruningSettings.usual().targetOf(1));
        assertEquals(11, PruningSettings.usual().targetOf(16));
        assertEquals(
                new CubicBudget(12, 5, 7, 88, 3),
                new PruningSettings(OptionalInt.of(5), 0.1, 0.05, 7, 12, 3).schedule(12, 5, 100));
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        refused("target-rank: expected at least 1, got 0.0", () -> budget(0, 0.5, 0.1, 0.5, 1));
        refused("penalty: expected a number of at least 0, got -0.5", () -> budget(1, -0.5, 0.1, 0.5, 1));
        refused(
                "budget-warmup: expected a share below 1 or a number of steps, got 1.5",
                () -> budget(1, 0.5, 1.5, 0.5, 1));
        refused(
                "keep: expected a share above 0 and up to 1, got 0.0",
                () -> new PruningSettings(OptionalInt.empty(), 0.5, 0, 0.1, 0.5, 1));
        refused("budget-every: expected at least 1, got 0.0", () -> budget(1, 0.5, 0.1, 0.5, 0));
        refused(
                "target-rank: expected at most the rank at the start, 4, got 5",
                () -> budget(5, 0.5, 0.1, 0.5, 1).targetOf(4));
        refused(
                "schedule: expected a warm-up and a fixed end with steps between them, got 6 and 4 of 10 steps",
                () -> budget(5, 0.5, 6, 4, 1).schedule(6, 5, 10));
    }

    private static PruningSettings budget(int target, double penalty, double warmUp, double fixed, int every) {
        return new PruningSettings(OptionalInt.of(target), penalty, 0.05, warmUp, fixed, every);
    }

    private static void refused(String message, Runnable what) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, what::run).getMessage());
    }

    /** Arrays that are compared above are of the sizes of the tensors. */
    @Test
    void theMemoryHasTheSizesOfTheTensors() {
        int[] sizes = new RankAllocation(layers, BUDGET)
                .memory().stream().mapToInt(numbers -> numbers.length).toArray();
        int[] expected = IntStream.concat(
                        IntStream.of(6),
                        tensors.stream().flatMapToInt(tensor -> IntStream.of(tensor.count(), tensor.count())))
                .toArray();
        assertEquals(Arrays.toString(expected), Arrays.toString(sizes));
    }
}
