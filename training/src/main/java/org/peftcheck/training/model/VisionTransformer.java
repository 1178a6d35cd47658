package org.peftcheck.training.model;

import org.peftcheck.theory.adapter.HiddenAdapter.Hook;
import org.peftcheck.theory.algebra.Activation;

/**
 * The forward pass of a vision transformer and its head, written once (Dosovitskiy et al. 2021: pre-layer normalisation, a class
 * token, learned positions), with the names of Hugging Face's ViT without the prefix of the model.
 *
 * @param config the sizes
 * @param algebra the reading
 * @param weights the weights in this reading, in the shapes of {@link VisionTensors}
 * @param <T> what a tensor is
 */
public record VisionTransformer<T>(VisionConfig config, TensorAlgebra<T> algebra, NetworkWeights<T> weights) {

    private static final Activation TANH = new Activation.Tanh();

    /**
     * The hidden states that leave the last block, before the last norm.
     *
     * @param inputs a batch of n images
     * @return n·(P+1) × d
     */
    public T hiddenStates(VisionInputs<T> inputs) {
        T states = embeddings(inputs);
        for (int layer = 0; layer < config.layers(); layer++) {
            states = block(layer, states);
        }
        return states;
    }

    /** What patches, class token and positions become: the convolution of the patches is a linear map of each of them. */
    private T embeddings(VisionInputs<T> inputs) {
        int d = config.hidden();
        int tokens = config.tokens();
        int rows = algebra.shape(inputs.patches())[0] / tokens;
        String convolution = "embeddings.patch_embeddings.projection";
        T kernel = algebra.reshape(weights.tensor(convolution + ".weight"), d, config.patchNumbers());
        T patches = algebra.reshape(algebra.linear(inputs.patches(), kernel), rows, tokens * d);
        T bias = algebra.matmul(inputs.patchMark(), row(convolution + ".bias"));
        T classToken = algebra.matmul(inputs.classMark(), row("embeddings.cls_token"));
        T positions = algebra.reshape(weights.tensor("embeddings.position_embeddings"), tokens, d);
        T common = algebra.plus(algebra.plus(classToken, bias), positions);
        return algebra.reshape(algebra.plus(patches, algebra.reshape(common, tokens * d)), rows * tokens, d);
    }

    private T row(String tensor) {
        return algebra.reshape(weights.tensor(tensor), 1, config.hidden());
    }

    private T block(int layer, T states) {
        String prefix = "encoder.layer." + layer + ".";
        T context = attention(prefix + "attention.attention.", norm(prefix + "layernorm_before", states));
        T attended = weights.at(Hook.AFTER_ATTENTION, layer, linear(prefix + "attention.output.dense", context));
        T middle = algebra.plus(attended, states);
        T normed = norm(prefix + "layernorm_after", middle);
        T inner = algebra.activate(config.activation(), linear(prefix + "intermediate.dense", normed));
        T outer = weights.at(Hook.AFTER_FEED_FORWARD, layer, linear(prefix + "output.dense", inner));
        return weights.at(Hook.RESIDUAL_STREAM, layer, algebra.plus(outer, middle));
    }

    private T attention(String prefix, T states) {
        int width = config.hidden() / config.heads();
        T query = heads(projected(prefix + "query", states), 0, 2, 1, 3);
        T key = heads(projected(prefix + "key", states), 0, 2, 3, 1);
        T value = heads(projected(prefix + "value", states), 0, 2, 1, 3);
        T shares = algebra.softmax(algebra.scale(1 / Math.sqrt(width), algebra.matmul(query, key)));
        T context = algebra.permute(algebra.matmul(shares, value), 0, 2, 1, 3);
        return algebra.reshape(context, algebra.shape(states)[0], config.hidden());
    }

    private T heads(T states, int... axes) {
        int rows = algebra.shape(states)[0] / config.tokens();
        int width = config.hidden() / config.heads();
        return algebra.permute(algebra.reshape(states, rows, config.tokens(), config.heads(), width), axes);
    }

    private T projected(String layer, T states) {
        return config.queryKeyValueBias() ? linear(layer, states) : weights.linear(layer + ".weight", states);
    }

    /**
     * The vector of features of each image, after the last norm and before any head's own layers.
     *
     * @param inputs the batch; its pooling weights decide whether this is the class token's state or a mean
     * @param states the hidden states, n·(P+1) × d
     * @return n × d
     */
    public T pooled(VisionInputs<T> inputs, T states) {
        int rows = algebra.shape(inputs.pooling())[0];
        T tokens = algebra.reshape(norm("layernorm", states), rows, config.tokens(), config.hidden());
        return algebra.reshape(algebra.matmul(inputs.pooling(), tokens), rows, config.hidden());
    }

    /**
     * The outputs of a head.
     *
     * @param head the head, whose slots are among the weights
     * @param inputs the batch
     * @return n × outputs: logits of classes, or predictions
     */
    public T outputs(ClassifierHead head, VisionInputs<T> inputs) {
        T features = pooled(inputs, hiddenStates(inputs));
        if (head.dense()) {
            features = algebra.activate(TANH, linear("classifier.dense", features));
        }
        return linear("classifier", features);
    }

    private T linear(String layer, T rows) {
        return algebra.plus(weights.linear(layer + ".weight", rows), weights.tensor(layer + ".bias"));
    }

    private T norm(String layer, T rows) {
        T gain = weights.tensor(layer + ".weight");
        return algebra.layerNorm(rows, gain, weights.tensor(layer + ".bias"), config.layerNormEpsilon());
    }
}
