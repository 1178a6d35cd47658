package org.peftcheck.training.data;

import java.util.Arrays;
import java.util.List;
import org.peftcheck.training.engine.EncodedBatch;

/** The batches of training of an encoder, in the order of {@link BatchOrder}. */
public final class TrainingBatches {

    private final List<EncodedExample> examples;
    private final BatchLayout layout;
    private final BatchOrder order;

    /**
     * Batches of examples.
     *
     * @param examples the examples, at least one
     * @param layout how they become a batch
     * @param batchSize the rows of a batch; all of the examples when there are fewer
     * @param seed determines the orders
     * @param byLength whether batches have examples of similar length
     */
    public TrainingBatches(
            List<EncodedExample> examples, BatchLayout layout, int batchSize, long seed, boolean byLength) {
        this.examples = List.copyOf(examples);
        this.layout = layout;
        this.order = byLength
                ? BatchOrder.byLength(
                        examples.size(),
                        batchSize,
                        seed,
                        i -> this.examples.get(i).tokens().length())
                : BatchOrder.shuffled(examples.size(), batchSize, seed);
    }

    /** The number of batches of an epoch. */
    public int perEpoch() {
        return order.perEpoch();
    }

    /** The rows of each batch. */
    public int rows() {
        return order.rows();
    }

    /**
     * A batch of a run that takes the batches of all epochs one after another.
     *
     * @param step the number of the batch, from 0
     * @return the batch
     */
    public EncodedBatch batch(long step) {
        return batch(Math.toIntExact(step / perEpoch()), (int) (step % perEpoch()));
    }

    /**
     * A batch of an epoch.
     *
     * @param epoch the epoch, from 0
     * @param index the batch, from 0
     * @return the batch
     * @throws IndexOutOfBoundsException when there is no such batch
     */
    public EncodedBatch batch(int epoch, int index) {
        return layout.batch(
                Arrays.stream(members(epoch, index)).mapToObj(examples::get).toList());
    }

    /** The places of the examples of a batch in the list of examples. */
    int[] members(int epoch, int index) {
        return order.members(epoch, index);
    }
}
