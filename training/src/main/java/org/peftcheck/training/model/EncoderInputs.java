package org.peftcheck.training.model;

import org.peftcheck.training.engine.EncodedBatch;

/**
 * What an encoder reads of a batch of n inputs of T tokens.
 *
 * @param ids token numbers, n·T
 * @param tokenTypes segments, n·T
 * @param positions rows of the table of positions, n·T
 * @param attentionBias n × 1 × 1 × T, added to attention scores: 0 at a token, −10⁹ at padding
 * @param pooling n × 1 × T, the weights with which hidden states are added up to one vector
 * @param <T> what a tensor is
 */
public record EncoderInputs<T>(T ids, T tokenTypes, T positions, T attentionBias, T pooling) {

    private static final float PADDING = -1e9f;

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
    public static float[] pooling(ClassifierHead.Pooling pooling, EncodedBatch batch) {
        float[] weights = new float[batch.mask().length];
        for (int row = 0; row < batch.rows(); row++) {
            int start = row * batch.length();
            if (pooling != ClassifierHead.Pooling.MEAN) {
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
}
