package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.model.EncoderConfig.Family;

/** Laws of batches for any number of inputs, batch size, seed and rounding of lengths. */
class BatchesProperties {

    private static final int TRIES = 500;
    private static final String SEED = "17320508";

    /** Inputs of random lengths; the label of each is its place. */
    private static List<EncodedExample> examples(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    int[] ids = random.ints(3 + random.nextInt(60), 5, 1000).toArray();
                    return new EncodedExample(new TokenIds(ids, new int[ids.length]), i);
                })
                .toList();
    }

    @Property(tries = TRIES, seed = SEED)
    void anEpochHasEveryInputAndNoMoreThanItMust(
            @ForAll @IntRange(min = 1, max = 300) int count,
            @ForAll @IntRange(min = 1, max = 40) int batchSize,
            @ForAll long seed,
            @ForAll @IntRange(max = 1000) int epoch,
            @ForAll boolean byLength) {
        TrainingBatches batches = new TrainingBatches(
                examples(count, seed), new BatchLayout(Family.BERT, 0, 512, 8, 2), batchSize, seed, byLength);
        int[] times = new int[count];
        for (int i = 0; i < batches.perEpoch(); i++) {
            EncodedBatch batch = batches.batch(epoch, i);
            assertEquals(batches.rows(), batch.rows());
            for (float label : batch.labels()) {
                times[(int) label]++;
            }
        }
        int again = batches.perEpoch() * batches.rows() - count;
        assertTrue(again < batches.rows());
        assertTrue(Arrays.stream(times).allMatch(n -> n == 1 || n == 2));
        assertEquals(again, Arrays.stream(times).filter(n -> n == 2).count());
    }

    @Property(tries = TRIES, seed = SEED)
    void anyStepIsReachedAtOnce(
            @ForAll @IntRange(min = 1, max = 100) int count,
            @ForAll @IntRange(min = 1, max = 20) int batchSize,
            @ForAll long seed,
            @ForAll @IntRange(max = 100_000) int step,
            @ForAll boolean byLength) {
        List<EncodedExample> examples = examples(count, seed);
        BatchLayout layout = new BatchLayout(Family.ROBERTA, 1, 512, 8, 1);
        TrainingBatches run = new TrainingBatches(examples, layout, batchSize, seed, byLength);
        for (int before = Math.max(0, step - 3); before < step; before++) {
            run.batch(before);
        }
        EncodedBatch resumed = new TrainingBatches(examples, layout, batchSize, seed, byLength).batch(step);
        assertArrayEquals(resumed.ids(), run.batch(step).ids());
        assertArrayEquals(resumed.labels(), run.batch(step).labels());
    }

    @Property(tries = TRIES, seed = SEED)
    void aRowIsItsInputAndPadding(
            @ForAll @IntRange(min = 1, max = 30) int count,
            @ForAll @IntRange(min = 1, max = 16) int multiple,
            @ForAll boolean roberta,
            @ForAll long seed) {
        List<EncodedExample> examples = examples(count, seed);
        Family family = roberta ? Family.ROBERTA : Family.BERT;
        EncodedBatch batch = new BatchLayout(family, 1, 64, multiple, 2).batch(examples);
        int longest = examples.stream().mapToInt(e -> e.tokens().length()).max().orElseThrow();
        assertTrue(batch.length() >= longest && batch.length() < longest + multiple && batch.length() <= 64);
        for (int row = 0; row < count; row++) {
            int from = row * batch.length();
            int[] tokens = examples.get(row).tokens().ids();
            for (int i = 0; i < batch.length(); i++) {
                boolean token = i < tokens.length;
                assertEquals(token ? 1 : 0, batch.mask()[from + i]);
                assertEquals(token ? tokens[i] : 1, batch.ids()[from + i]);
                assertEquals(!roberta ? i : token ? i + 2 : 1, batch.positions()[from + i]);
            }
        }
    }

    @Property(tries = TRIES, seed = SEED)
    void outputsComeBackInOrder(
            @ForAll @IntRange(max = 200) int count,
            @ForAll @IntRange(min = 1, max = 40) int batchSize,
            @ForAll long seed) {
        EvaluationBatches batches =
                new EvaluationBatches(examples(count, seed), new BatchLayout(Family.BERT, 0, 512, 8, 2), batchSize);
        assertArrayEquals(batches.labels(), batches.outputs(EncodedBatch::labels, 1));
    }
}
