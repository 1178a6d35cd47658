package org.peftcheck.training.model;

import org.peftcheck.theory.adapter.HiddenAdapter.Hook;
import org.peftcheck.theory.algebra.Activation;

/**
 * The forward pass of a BERT or RoBERTa encoder and its heads, written once (Devlin et al. 2019; Liu et al. 2019; post-layer
 * normalisation, learned positions).
 *
 * @param config the sizes
 * @param algebra the reading
 * @param weights the weights in this reading
 * @param <T> what a tensor is
 */
public record Encoder<T>(EncoderConfig config, TensorAlgebra<T> algebra, NetworkWeights<T> weights) {

    private static final Activation TANH = new Activation.Tanh();

    /**
     * The hidden states of the last layer.
     *
     * @param inputs a batch of n inputs of T tokens
     * @return n·T × d
     */
    public T hiddenStates(EncoderInputs<T> inputs) {
        T states = embeddings(inputs);
        for (int layer = 0; layer < config.layers(); layer++) {
            states = block(layer, states, inputs.attentionBias());
        }
        return states;
    }

    private T embeddings(EncoderInputs<T> inputs) {
        T words = algebra.gather(weights.tensor("embeddings.word_embeddings.weight"), inputs.ids());
        T types = algebra.gather(weights.tensor("embeddings.token_type_embeddings.weight"), inputs.tokenTypes());
        T positions = algebra.gather(weights.tensor("embeddings.position_embeddings.weight"), inputs.positions());
        return norm("embeddings.LayerNorm", algebra.plus(algebra.plus(words, types), positions));
    }

    private T block(int layer, T states, T attentionBias) {
        String prefix = "encoder.layer." + layer + ".";
        T projected = linear(prefix + "attention.output.dense", attention(prefix, states, attentionBias));
        T attended = weights.at(Hook.AFTER_ATTENTION, layer, projected);
        T middle = norm(prefix + "attention.output.LayerNorm", algebra.plus(attended, states));
        T inner = algebra.activate(config.activation(), linear(prefix + "intermediate.dense", middle));
        T outer = weights.at(Hook.AFTER_FEED_FORWARD, layer, linear(prefix + "output.dense", inner));
        T left = norm(prefix + "output.LayerNorm", algebra.plus(outer, middle));
        return weights.at(Hook.RESIDUAL_STREAM, layer, left);
    }

    private T attention(String prefix, T states, T attentionBias) {
        int[] bias = algebra.shape(attentionBias);
        int rows = bias[0];
        int length = bias[3];
        int width = config.hidden() / config.heads();
        T query = heads(linear(prefix + "attention.self.query", states), rows, length, 0, 2, 1, 3);
        T key = heads(linear(prefix + "attention.self.key", states), rows, length, 0, 2, 3, 1);
        T value = heads(linear(prefix + "attention.self.value", states), rows, length, 0, 2, 1, 3);
        T scores = algebra.scale(1 / Math.sqrt(width), algebra.matmul(query, key));
        T shares = algebra.softmax(algebra.plus(scores, attentionBias));
        T context = algebra.permute(algebra.matmul(shares, value), 0, 2, 1, 3);
        return algebra.reshape(context, rows * length, config.hidden());
    }

    private T heads(T states, int rows, int length, int... axes) {
        T split = algebra.reshape(states, rows, length, config.heads(), config.hidden() / config.heads());
        return algebra.permute(split, axes);
    }

    /**
     * The vector of features of each input, before any head's own layers.
     *
     * @param inputs the batch; its pooling weights decide whether this is a mean or the first token's state
     * @param states the hidden states, n·T × d
     * @return n × d
     */
    public T pooled(EncoderInputs<T> inputs, T states) {
        int[] pooling = algebra.shape(inputs.pooling());
        T tokens = algebra.reshape(states, pooling[0], pooling[2], config.hidden());
        return algebra.reshape(algebra.matmul(inputs.pooling(), tokens), pooling[0], config.hidden());
    }

    /**
     * The outputs of a head.
     *
     * @param head the head, whose slots are among the weights
     * @param inputs the batch
     * @return n × outputs: logits of classes, or predictions
     */
    public T outputs(ClassifierHead head, EncoderInputs<T> inputs) {
        T features = pooled(inputs, hiddenStates(inputs));
        if (head.pooling() == ClassifierHead.Pooling.POOLER) {
            features = algebra.activate(TANH, linear("pooler.dense", features));
        }
        if (head.dense()) {
            features = algebra.activate(TANH, linear("classifier.dense", features));
        }
        return linear("classifier", features);
    }

    /**
     * Logits over the vocabulary at each token: BERT's head for masked words, whose last matrix is the table of word embeddings.
     *
     * @param states hidden states, m × d
     * @return m × vocabulary
     */
    public T maskedWordLogits(T states) {
        T transformed = algebra.activate(config.activation(), linear("cls.predictions.transform.dense", states));
        T normed = norm("cls.predictions.transform.LayerNorm", transformed);
        T logits = algebra.linear(normed, weights.tensor("embeddings.word_embeddings.weight"));
        return algebra.plus(logits, weights.tensor("cls.predictions.bias"));
    }

    private T linear(String layer, T rows) {
        return algebra.plus(weights.linear(layer + ".weight", rows), weights.tensor(layer + ".bias"));
    }

    private T norm(String layer, T rows) {
        T gain = weights.tensor(layer + ".weight");
        return algebra.layerNorm(rows, gain, weights.tensor(layer + ".bias"), config.layerNormEpsilon());
    }
}
