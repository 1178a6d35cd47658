package org.peftcheck.training.tie;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.engine.TokenBatch;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.model.DecoderConfig.Family;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomDecoder;
import org.peftcheck.training.model.RandomEncoder;
import org.peftcheck.training.model.RandomVision;
import org.peftcheck.training.network.DecoderNetwork;
import org.peftcheck.training.network.DecoderNetwork.Prediction;
import org.peftcheck.training.network.VisionNetwork;

/**
 * Small random networks beside encoders, with adapters of rank 2 on weights of every shape: decoders of d 12 whose 4 query heads of
 * width 4 share 2 key and value heads, so that queries are tall (16 × 12), keys and values wide (8 × 12), and a vision transformer.
 */
enum TiedNetworks {
    LLAMA_WITH_TIED_HEAD,
    QWEN3,
    VISION;

    private static final int RANK = 2;

    /** A network with adapters, their slots away from their initial values. */
    FineTuning network(WeightAdapter adapter) {
        Map<String, FloatTensor> weights =
                this == VISION ? RandomVision.weights(RandomVision.CONFIG, 12) : RandomDecoder.weights(config(), 12);
        return new FineTuning(
                formula(),
                weights,
                new SyntheticNetwork(RandomEncoder.BERT, 11).adapted(adapter, RANK, weights, targets()),
                Set.of(),
                this == VISION ? head() : Map.of(),
                UpdateForm.FACTORED);
    }

    /** The adapted weights; the first two have one shape. */
    List<String> targets() {
        return this == VISION
                ? List.of(
                        "encoder.layer.0.attention.attention.query.weight",
                        "encoder.layer.1.attention.attention.value.weight",
                        "encoder.layer.0.intermediate.dense.weight",
                        "encoder.layer.1.output.dense.weight")
                : List.of(
                        "model.layers.0.self_attn.v_proj.weight",
                        "model.layers.1.self_attn.k_proj.weight",
                        "model.layers.0.self_attn.q_proj.weight",
                        "model.layers.0.mlp.up_proj.weight",
                        "model.layers.1.mlp.gate_proj.weight",
                        "model.layers.1.mlp.down_proj.weight");
    }

    /** Its sizes, of a decoder. */
    DecoderConfig config() {
        Family family = this == QWEN3 ? Family.QWEN3 : Family.LLAMA;
        return new DecoderConfig(family, 2, 12, 4, 2, 4, 20, 31, 24, 1e-5, 100, this != QWEN3, DecoderConfig.NO_BIASES);
    }

    private NetworkFormula formula() {
        return this == VISION
                ? new VisionNetwork(RandomVision.CONFIG, new ClassifierHead(Pooling.FIRST, false, 3, false))
                : new DecoderNetwork(config(), Prediction.LIKELIHOOD);
    }

    private static Map<String, FloatTensor> head() {
        Map<String, FloatTensor> slots = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(5);
        new ClassifierHead(Pooling.FIRST, false, 3, false).shapes(12).forEach((name, shape) -> {
            FloatTensor tensor = FloatTensor.zeros(shape);
            for (int k = 0; k < tensor.values().length; k++) {
                tensor.values()[k] = (float) random.nextGaussian() / 2;
            }
            slots.put(name, tensor);
        });
        return slots;
    }

    /** Three images, or three sequences of 7, 6 and 5 tokens of which the last ones are predicted. */
    Batch batch(long seed) {
        if (this == VISION) {
            return RandomVision.batch(RandomVision.CONFIG, 3, 3, seed);
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[][] texts = IntStream.range(0, 3)
                .mapToObj(row -> random.ints(7 - row, 0, config().vocabulary()).toArray())
                .toArray(int[][]::new);
        return TokenBatch.of(8, 0, texts).predicting(2, 3, 2);
    }
}
