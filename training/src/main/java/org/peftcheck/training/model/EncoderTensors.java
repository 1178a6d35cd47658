package org.peftcheck.training.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and shapes of an encoder's weights, as Hugging Face's BERT has them without the prefix of the model. */
public final class EncoderTensors {

    private EncoderTensors() {}

    /**
     * The tensors that every encoder has.
     *
     * @param config the encoder's sizes
     * @return shapes by name, linear layers as d_out × d_in
     */
    public static Map<String, List<Integer>> required(EncoderConfig config) {
        int d = config.hidden();
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        shapes.put("embeddings.word_embeddings.weight", List.of(config.vocabulary(), d));
        shapes.put("embeddings.position_embeddings.weight", List.of(config.positions(), d));
        shapes.put("embeddings.token_type_embeddings.weight", List.of(config.tokenTypes(), d));
        norm(shapes, "embeddings", d);
        for (int i = 0; i < config.layers(); i++) {
            String layer = "encoder.layer." + i;
            for (String part : List.of("query", "key", "value")) {
                linear(shapes, layer + ".attention.self." + part, d, d);
            }
            linear(shapes, layer + ".attention.output.dense", d, d);
            norm(shapes, layer + ".attention.output", d);
            linear(shapes, layer + ".intermediate.dense", config.intermediate(), d);
            linear(shapes, layer + ".output.dense", d, config.intermediate());
            norm(shapes, layer + ".output", d);
        }
        return shapes;
    }

    /**
     * The tensors that an encoder has or has not, a group as a whole: the pooler, and the head that predicts masked words, whose output
     * matrix is that of the word embeddings.
     *
     * @param config the encoder's sizes
     * @return the groups, shapes by name
     */
    public static List<Map<String, List<Integer>>> optional(EncoderConfig config) {
        int d = config.hidden();
        Map<String, List<Integer>> pooler = new LinkedHashMap<>();
        linear(pooler, "pooler.dense", d, d);
        Map<String, List<Integer>> words = new LinkedHashMap<>();
        linear(words, "cls.predictions.transform.dense", d, d);
        norm(words, "cls.predictions.transform", d);
        words.put("cls.predictions.bias", List.of(config.vocabulary()));
        return List.of(pooler, words);
    }

    /**
     * Checks weights against the sizes.
     *
     * @param model the model's name, for messages
     * @param config the sizes
     * @param weights tensors by name
     * @throws BadModelException when a tensor is missing, has another shape, or belongs to no encoder of these sizes
     */
    static void check(String model, EncoderConfig config, Map<String, FloatTensor> weights) {
        Map<String, List<Integer>> expected = required(config);
        for (Map<String, List<Integer>> group : optional(config)) {
            if (group.keySet().stream().anyMatch(weights::containsKey)) {
                expected.putAll(group);
            }
        }
        TensorShapesCheck.require(model, expected, config.layers() + " layers", weights);
    }

    private static void linear(Map<String, List<Integer>> shapes, String name, int dOut, int dIn) {
        shapes.put(name + ".weight", List.of(dOut, dIn));
        shapes.put(name + ".bias", List.of(dOut));
    }

    private static void norm(Map<String, List<Integer>> shapes, String name, int d) {
        shapes.put(name + ".LayerNorm.weight", List.of(d));
        shapes.put(name + ".LayerNorm.bias", List.of(d));
    }
}
