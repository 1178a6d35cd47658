package org.peftcheck.training.samediff;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.TokenBatch;
import org.peftcheck.training.method.FineTunings;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomDecoder;
import org.peftcheck.training.network.DecoderNetwork;
import org.peftcheck.training.network.DecoderNetwork.Prediction;

/** Small random decoders as networks in training: adapters of r = 4 on six of the linear layers, and batches. */
final class SmallDecoder {

    private static final int RANK = 4;
    private static final List<String> TARGETS = List.of(
            "model.layers.0.self_attn.q_proj.weight",
            "model.layers.0.self_attn.k_proj.weight",
            "model.layers.1.self_attn.v_proj.weight",
            "model.layers.1.mlp.up_proj.weight",
            "model.layers.0.mlp.down_proj.weight",
            "model.layers.1.mlp.gate_proj.weight");

    private SmallDecoder() {}

    /** A decoder with an adapter, its slots away from their initial values. */
    static FineTuning adapted(DecoderConfig config, WeightAdapter adapter, UpdateForm form) {
        Map<String, FloatTensor> weights = RandomDecoder.weights(config, 12);
        Map<String, AdaptedWeight> adapted = new SyntheticNetwork(null, 11).adapted(adapter, RANK, weights, TARGETS);
        return new FineTuning(formula(config), weights, adapted, Set.of(), Map.of(), form);
    }

    /** A decoder all of whose tensors are trained. */
    static FineTuning full(DecoderConfig config) {
        Map<String, FloatTensor> weights = RandomDecoder.weights(config, 12);
        return new FineTuning(formula(config), weights, Map.of(), weights.keySet(), Map.of(), UpdateForm.FACTORED);
    }

    /** A decoder with an adapter on hidden states, its slots away from their initial values. */
    static FineTuning hidden(DecoderConfig config, String method) {
        return HiddenNetwork.moved(FineTunings.of(
                formula(config),
                RandomDecoder.weights(config, 12),
                HiddenNetwork.method(method),
                UpdateForm.FACTORED,
                5));
    }

    /** The same network with other outputs. */
    static FineTuning giving(FineTuning network, Prediction prediction) {
        DecoderConfig config = ((DecoderNetwork) network.formula()).config();
        return network.with(new DecoderNetwork(config, prediction));
    }

    private static DecoderNetwork formula(DecoderConfig config) {
        return new DecoderNetwork(config, Prediction.EVERY_TOKEN);
    }

    /** Sequences of random tokens, some shorter than others, with labels from the third token on. */
    static TokenBatch batch(long seed, int rows, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] sequences = new int[rows][];
        int[] from = new int[rows];
        for (int row = 0; row < rows; row++) {
            int tokens = Math.max(1, length - row % 3);
            sequences[row] =
                    random.ints(tokens, 0, RandomDecoder.LLAMA.vocabulary()).toArray();
            from[row] = Math.min(tokens, 2);
        }
        return TokenBatch.of(length, 0, sequences).predicting(from);
    }
}
