package org.peftcheck.training.engine;

import java.util.List;
import java.util.Optional;

/**
 * A network in training. Not safe for use by several threads. The same values and the same batch give the same bits again, in
 * another session of the same machine and thread count too.
 */
public interface Session extends AutoCloseable {

    /** What is trained, in a fixed order. */
    List<TrainedTensor> trained();

    /**
     * The loss of a batch and its gradients, which are left in the buffers of {@link #trained()}.
     *
     * @param batch the batch
     * @return its loss, a mean
     */
    double step(Batch batch);

    /**
     * The outputs for a batch. Its labels are read only where they say which outputs are wanted.
     *
     * @param batch the batch
     * @return the outputs of the formula, row by row: logits of classes, or predictions
     */
    float[] outputs(Batch batch);

    /**
     * What a step computes and holds, where the engine can tell.
     *
     * @param batch a batch of the shape that is asked about
     * @return the counts
     */
    default Optional<StepResources> resources(Batch batch) {
        return Optional.empty();
    }

    /** Lets go of its memory. */
    @Override
    void close();
}
