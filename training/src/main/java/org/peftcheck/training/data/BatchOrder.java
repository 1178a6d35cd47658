package org.peftcheck.training.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Which examples are in which batch of training: a function of seed, epoch and index alone, so that a run goes on from any step without
 * going through those before it. An epoch has every example once, in an order of its own; its last batch is filled up with the first
 * examples of that order, so that all batches have the same number of rows.
 *
 * <p>Grouping by length: the order is cut into windows of 50 batches, each window is sorted by length, and the batches of the epoch are
 * shuffled. Batches then have little padding, and the examples of a batch still differ from epoch to epoch.
 */
public final class BatchOrder {

    private static final int WINDOW = 50;
    private static final long EXAMPLES = 0x65786d70L;
    private static final long BATCHES = 0x62617463L;

    private final int count;
    private final int rows;
    private final long seed;
    private final IntUnaryOperator lengths;
    private volatile Epoch latest;

    /** The order of an epoch: the examples of each batch, rows by rows. */
    private record Epoch(int number, int[] order) {}

    private BatchOrder(int count, int batchSize, long seed, IntUnaryOperator lengths) {
        if (count < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    "batches: expected at least one example and a batch size of at least 1, got " + count + " and "
                            + batchSize);
        }
        this.count = count;
        this.rows = Math.min(batchSize, count);
        this.seed = seed;
        this.lengths = lengths;
        this.latest = new Epoch(0, order(0));
    }

    /**
     * Batches of examples of any length.
     *
     * @param count the number of examples, at least one
     * @param batchSize the rows of a batch; all of the examples when there are fewer
     * @param seed determines the orders
     * @return the order
     */
    public static BatchOrder shuffled(int count, int batchSize, long seed) {
        return new BatchOrder(count, batchSize, seed, null);
    }

    /**
     * Batches of examples of similar length.
     *
     * @param count the number of examples, at least one
     * @param batchSize the rows of a batch; all of the examples when there are fewer
     * @param seed determines the orders
     * @param lengths the length of the example at a place
     * @return the order
     */
    public static BatchOrder byLength(int count, int batchSize, long seed, IntUnaryOperator lengths) {
        return new BatchOrder(count, batchSize, seed, lengths);
    }

    /** The number of batches of an epoch. */
    public int perEpoch() {
        return (count + rows - 1) / rows;
    }

    /** The rows of each batch. */
    public int rows() {
        return rows;
    }

    /**
     * The examples of a batch of a run that takes the batches of all epochs one after another.
     *
     * @param step the number of the batch, from 0
     * @return their places
     */
    public int[] members(long step) {
        return members(Math.toIntExact(step / perEpoch()), (int) (step % perEpoch()));
    }

    /**
     * The examples of a batch of an epoch.
     *
     * @param epoch the epoch, from 0
     * @param index the batch, from 0
     * @return their places
     * @throws IndexOutOfBoundsException when there is no such batch
     */
    public int[] members(int epoch, int index) {
        if (epoch < 0 || index < 0 || index >= perEpoch()) {
            throw new IndexOutOfBoundsException("expected an epoch of at least 0 and a batch from 0 to "
                    + (perEpoch() - 1) + ", got epoch " + epoch + ", batch " + index);
        }
        Epoch current = latest;
        if (current.number() != epoch) {
            current = new Epoch(epoch, order(epoch));
            latest = current;
        }
        return Arrays.copyOfRange(current.order(), index * rows, (index + 1) * rows);
    }

    private int[] order(int epoch) {
        int[] shuffled = Permutation.of(count, seed, EXAMPLES, epoch);
        int[] order = IntStream.range(0, perEpoch() * rows)
                .map(i -> shuffled[i % shuffled.length])
                .toArray();
        return lengths == null ? order : grouped(order, Permutation.of(perEpoch(), seed, BATCHES, epoch));
    }

    private int[] grouped(int[] order, int[] batches) {
        int window = WINDOW * rows;
        int[] sorted = IntStream.range(0, (order.length + window - 1) / window)
                .mapToObj(w -> byLength(order, w * window, Math.min(order.length, (w + 1) * window)))
                .flatMapToInt(Arrays::stream)
                .toArray();
        return Arrays.stream(batches)
                .flatMap(batch -> Arrays.stream(sorted, batch * rows, (batch + 1) * rows))
                .toArray();
    }

    private int[] byLength(int[] order, int from, int to) {
        return Arrays.stream(order, from, to)
                .boxed()
                .sorted(Comparator.comparingInt(lengths::applyAsInt))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
