package org.peftcheck.training.data;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.peftcheck.training.engine.EncodedBatch;

/** The batches of an evaluation: sorted by length for little padding; what comes out is put back into the order of the examples. */
public final class EvaluationBatches {

    private final List<EncodedExample> examples;
    private final BatchLayout layout;
    private final int batchSize;
    private final int[] order;

    /**
     * Batches of examples.
     *
     * @param examples the examples
     * @param layout how they become a batch
     * @param batchSize the most rows of a batch
     */
    public EvaluationBatches(List<EncodedExample> examples, BatchLayout layout, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batches: expected a batch size of at least 1, got " + batchSize);
        }
        this.examples = List.copyOf(examples);
        this.layout = layout;
        this.batchSize = batchSize;
        this.order = IntStream.range(0, examples.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> examples.get(i).tokens().length()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The number of batches; the last may have fewer rows. */
    public int count() {
        return (order.length + batchSize - 1) / batchSize;
    }

    /**
     * A batch.
     *
     * @param index from 0
     * @return the batch
     * @throws IndexOutOfBoundsException when there is no such batch
     */
    public EncodedBatch batch(int index) {
        if (index < 0 || index >= count()) {
            throw new IndexOutOfBoundsException("expected a batch from 0 to " + (count() - 1) + ", got " + index);
        }
        int from = index * batchSize;
        int to = Math.min(order.length, from + batchSize);
        return layout.batch(
                IntStream.range(from, to).mapToObj(i -> examples.get(order[i])).toList());
    }

    /** The labels in the order of the examples. */
    public float[] labels() {
        float[] labels = new float[examples.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = examples.get(i).label();
        }
        return labels;
    }

    /**
     * The outputs of a model for all examples.
     *
     * @param model what it gives for a batch, rows × width, such as {@code session::outputs}
     * @param width the outputs of an example
     * @return examples × width, in the order of the examples
     * @throws IllegalArgumentException when the model gives another number of outputs
     */
    public float[] outputs(Function<EncodedBatch, float[]> model, int width) {
        float[] all = new float[order.length * width];
        for (int b = 0; b < count(); b++) {
            EncodedBatch batch = batch(b);
            float[] some = model.apply(batch);
            if (some.length != batch.rows() * width) {
                throw new IllegalArgumentException("batch of " + batch.rows() + " rows: expected "
                        + batch.rows() * width + " outputs, got " + some.length);
            }
            for (int row = 0; row < batch.rows(); row++) {
                System.arraycopy(some, row * width, all, order[b * batchSize + row] * width, width);
            }
        }
        return all;
    }
}
