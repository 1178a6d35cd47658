package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.model.EncoderConfig.Family;

class BatchesTest {

    private static final BatchLayout LAYOUT = new BatchLayout(Family.BERT, 0, 512, 8, 2);

    /** Inputs whose label is their place, with lengths that jump up and down. */
    private static List<EncodedExample> examples(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    int length = 1 + (i * 37 + 11) % 61;
                    int[] ids = new int[length];
                    Arrays.fill(ids, i + 1);
                    return new EncodedExample(new TokenIds(ids, new int[length]), i);
                })
                .toList();
    }

    private static TrainingBatches training(int count, int batchSize, long seed, boolean byLength) {
        return new TrainingBatches(examples(count), LAYOUT, batchSize, seed, byLength);
    }

    private static List<Integer> epoch(TrainingBatches batches, int epoch) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < batches.perEpoch(); i++) {
            for (float label : batches.batch(epoch, i).labels()) {
                order.add((int) label);
            }
        }
        return order;
    }

    private static long padding(TrainingBatches batches) {
        return IntStream.range(0, batches.perEpoch())
                .mapToObj(i -> batches.batch(3, i))
                .mapToLong(batch ->
                        batch.mask().length - Arrays.stream(batch.mask()).sum())
                .sum();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEpochHasEveryExample(boolean byLength) {
        TrainingBatches batches = training(1003, 8, 5, byLength);
        assertEquals(126, batches.perEpoch());
        for (int epoch : new int[] {0, 1, 7}) {
            List<Integer> order = epoch(batches, epoch);
            assertEquals(126 * 8, order.size());
            assertEquals(1003, new HashSet<>(order).size());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theOrderIsAFunctionOfSeedAndEpoch(boolean byLength) {
        TrainingBatches batches = training(500, 8, 5, byLength);
        List<Integer> third = epoch(batches, 3);
        assertEquals(third, epoch(training(500, 8, 5, byLength), 3));
        Set<List<Integer>> orders = new HashSet<>();
        for (long seed = 0; seed < 5; seed++) {
            for (int epoch = 0; epoch < 5; epoch++) {
                orders.add(epoch(training(500, 8, seed, byLength), epoch));
            }
        }
        assertEquals(25, orders.size());
        epoch(batches, 0);
        assertEquals(third, epoch(batches, 3));
    }

    @Test
    void aStepIsReachedWithoutTheStepsBefore() {
        TrainingBatches one = training(100, 16, 9, true);
        List<int[]> all =
                IntStream.range(0, 21).mapToObj(step -> one.batch(step).ids()).toList();
        for (int step : new int[] {20, 3, 13}) {
            assertArrayEquals(
                    all.get(step), training(100, 16, 9, true).batch(step).ids());
        }
        assertArrayEquals(one.batch(1, 0).ids(), one.batch(7).ids());
    }

    @Test
    void groupingByLengthLeavesLessPadding() {
        long mixed = padding(training(4000, 16, 1, false));
        long grouped = padding(training(4000, 16, 1, true));
        assertTrue(grouped * 4 < mixed, grouped + " and " + mixed);
    }

    @Test
    void groupedBatchesAreNotInTheOrderOfTheirLengths() {
        TrainingBatches batches = training(800, 16, 1, true);
        List<Integer> lengths = IntStream.range(0, 50)
                .mapToObj(i -> batches.batch(0, i).length())
                .toList();
        assertFalse(lengths.equals(lengths.stream().sorted().toList()));
    }

    @Test
    void fewExamplesAreOneBatch() {
        TrainingBatches batches = training(3, 16, 1, true);
        assertEquals(List.of(1, 3), List.of(batches.perEpoch(), batches.rows()));
        assertEquals(3, batches.batch(0, 0).rows());
    }

    @Test
    void noSuchBatch() {
        TrainingBatches batches = training(20, 8, 1, false);
        assertEquals(
                "expected an epoch of at least 0 and a batch from 0 to 2, got epoch 0, batch 3",
                assertThrows(IndexOutOfBoundsException.class, () -> batches.batch(0, 3))
                        .getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> batches.batch(-1, 0));
        assertEquals(
                "batches: expected at least one example and a batch size of at least 1, got 3 and 0",
                assertThrows(IllegalArgumentException.class, () -> training(3, 0, 1, false))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> training(0, 1, 1, false));
    }

    @Test
    void everyPermutationIsAsLikely() {
        int[] counts = new int[6];
        for (int seed = 0; seed < 6000; seed++) {
            int[] order = Permutation.of(3, seed, 1, 0);
            counts[order[0] * 2 + (order[1] > order[2] ? 1 : 0)]++;
        }
        // the standard deviation of a count is 29; the seeds are fixed
        assertTrue(Arrays.stream(counts).allMatch(count -> Math.abs(count - 1000) < 120), Arrays.toString(counts));
    }

    @Test
    void evaluationPutsOutputsBackIntoOrder() {
        List<EncodedExample> examples = examples(101);
        EvaluationBatches batches = new EvaluationBatches(examples, LAYOUT, 16);
        assertEquals(7, batches.count());
        assertEquals(5, batches.batch(6).rows());
        float[] outputs = batches.outputs(BatchesTest::twice, 2);
        for (int i = 0; i < 101; i++) {
            assertEquals(i, batches.labels()[i]);
            assertEquals(i, outputs[2 * i]);
            assertEquals(examples.get(i).tokens().length(), outputs[2 * i + 1]);
        }
    }

    /** For each row its label and the number of its tokens. */
    private static float[] twice(EncodedBatch batch) {
        float[] outputs = new float[2 * batch.rows()];
        for (int row = 0; row < batch.rows(); row++) {
            outputs[2 * row] = batch.labels()[row];
            for (int i = 0; i < batch.length(); i++) {
                outputs[2 * row + 1] += batch.mask()[row * batch.length() + i];
            }
        }
        return outputs;
    }

    @Test
    void evaluationBatchesAreSortedByLength() {
        EvaluationBatches batches = new EvaluationBatches(examples(200), LAYOUT, 16);
        List<Integer> lengths = IntStream.range(0, batches.count())
                .mapToObj(i -> batches.batch(i).length())
                .toList();
        assertEquals(lengths.stream().sorted().toList(), lengths);
    }

    @Test
    void aModelGivesOutputsForEachRow() {
        EvaluationBatches batches = new EvaluationBatches(examples(3), LAYOUT, 16);
        assertEquals(
                "batch of 3 rows: expected 6 outputs, got 3",
                assertThrows(IllegalArgumentException.class, () -> batches.outputs(EncodedBatch::labels, 2))
                        .getMessage());
        assertEquals(
                "expected a batch from 0 to 0, got 1",
                assertThrows(IndexOutOfBoundsException.class, () -> batches.batch(1))
                        .getMessage());
        assertEquals(0, new EvaluationBatches(List.of(), LAYOUT, 4).outputs(EncodedBatch::labels, 1).length);
        assertThrows(IllegalArgumentException.class, () -> new EvaluationBatches(List.of(), LAYOUT, 0));
    }
}
