package org.peftcheck.training.method;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;

/** An encoder of two blocks with random weights, d_out ≠ d_in in its feed-forward layers. */
public record SmallEncoder(EncoderConfig config, Map<String, FloatTensor> weights) {

    private static final int D = 12;
    private static final int INNER = 20;

    /** The encoder, its weights from a seed. */
    public static SmallEncoder of(EncoderConfig.Family family, long seed) {
        EncoderConfig config = new EncoderConfig(family, 2, D, 3, INNER, 11, 9, 2, 1e-12, Activation.GELU);
        RandomGenerator random = SeededRandom.of(seed, "small encoder");
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        put(weights, random, "embeddings.word_embeddings.weight", 11, D);
        put(weights, random, "embeddings.position_embeddings.weight", 9, D);
        put(weights, random, "embeddings.token_type_embeddings.weight", 2, D);
        norm(weights, random, "embeddings.LayerNorm");
        for (int i = 0; i < 2; i++) {
            String layer = "encoder.layer." + i + ".";
            for (String part : new String[] {"self.query", "self.key", "self.value", "output.dense"}) {
                linear(weights, random, layer + "attention." + part, D, D);
            }
            norm(weights, random, layer + "attention.output.LayerNorm");
            linear(weights, random, layer + "intermediate.dense", INNER, D);
            linear(weights, random, layer + "output.dense", D, INNER);
            norm(weights, random, layer + "output.LayerNorm");
        }
        linear(weights, random, "pooler.dense", D, D);
        return new SmallEncoder(config, weights);
    }

    private static void linear(Map<String, FloatTensor> weights, RandomGenerator random, String name, int out, int in) {
        put(weights, random, name + ".weight", out, in);
        put(weights, random, name + ".bias", out);
    }

    private static void norm(Map<String, FloatTensor> weights, RandomGenerator random, String name) {
        put(weights, random, name + ".weight", D);
        put(weights, random, name + ".bias", D);
    }

    private static void put(Map<String, FloatTensor> weights, RandomGenerator random, String name, int... shape) {
        weights.put(name, random(random, shape));
    }

    /** A tensor of normal entries. */
    public static FloatTensor random(RandomGenerator random, int... shape) {
        FloatTensor tensor = FloatTensor.zeros(shape);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = (float) (0.3 * random.nextGaussian());
        }
        return tensor;
    }
}
