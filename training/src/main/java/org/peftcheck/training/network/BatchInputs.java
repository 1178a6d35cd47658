package org.peftcheck.training.network;

import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;

/** What an encoder reads of a batch beside the numbers of its tokens. */
public final class BatchInputs {

    private static final float PADDING = -1e9f;

    private BatchInputs() {}

    /**
     * The numbers that are added to attention scores.
     *
     * @param batch a batch
     * @return n · T numbers
     */
    public static float[] attentionBias(EncodedBatch batch) {
        float[] bias = new float[batch.mask().length];
        for (int k = 0; k < bias.length; k++) {
            bias[k] = batch.mask()[k] == 0 ? PADDING : 0;
        }
        return bias;
    }

    /**
     * The weights with which hidden states are added up.
     *
     * @param pooling how
     * @param batch a batch
     * @return n · T numbers, those of an input adding up to 1
     */
    public static float[] pooling(Pooling pooling, EncodedBatch batch) {
        float[] weights = new float[batch.mask().length];
        for (int row = 0; row < batch.rows(); row++) {
            int start = row * batch.length();
            if (pooling != Pooling.MEAN) {
                weights[start] = 1;
                continue;
            }
            int tokens = 0;
            for (int k = start; k < start + batch.length(); k++) {
                tokens += batch.mask()[k];
            }
            for (int k = start; k < start + batch.length(); k++) {
                weights[k] = (float) batch.mask()[k] / tokens;
            }
        }
        return weights;
    }

    /**
     * The labels as a loss takes them.
     *
     * @param head the head
     * @param batch a batch
     * @return n × outputs: the targets of a regression, or in each row a one at the class
     */
    public static float[] labels(ClassifierHead head, EncodedBatch batch) {
        if (head.regression()) {
            return batch.labels();
        }
        float[] labels = new float[batch.rows() * head.outputs()];
        for (int row = 0; row < batch.rows(); row++) {
            labels[row * head.outputs() + (int) batch.labels()[row]] = 1;
        }
        return labels;
    }
}
