package org.peftcheck.training.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and shapes of a vision transformer's weights, as Hugging Face's ViT has them without the prefix of the model. */
public final class VisionTensors {

    private VisionTensors() {}

    /**
     * The tensors that every vision transformer has.
     *
     * @param config the sizes
     * @return dimensions by name: linear layers d_out × d_in, the convolution of the patches d × c × p × p, the class token 1 × 1 × d,
     *     the positions 1 × (P+1) × d
     */
    public static Map<String, int[]> required(VisionConfig config) {
        int d = config.hidden();
        int p = config.patchSize();
        Map<String, int[]> shapes = new LinkedHashMap<>();
        shapes.put("embeddings.cls_token", new int[] {1, 1, d});
        shapes.put("embeddings.position_embeddings", new int[] {1, config.tokens(), d});
        shapes.put("embeddings.patch_embeddings.projection.weight", new int[] {d, config.channels(), p, p});
        shapes.put("embeddings.patch_embeddings.projection.bias", new int[] {d});
        for (int i = 0; i < config.layers(); i++) {
            String layer = "encoder.layer." + i;
            norm(shapes, layer + ".layernorm_before", d);
            for (String part : List.of("query", "key", "value")) {
                linear(shapes, layer + ".attention.attention." + part, d, d, config.queryKeyValueBias());
            }
            linear(shapes, layer + ".attention.output.dense", d, d, true);
            norm(shapes, layer + ".layernorm_after", d);
            linear(shapes, layer + ".intermediate.dense", config.intermediate(), d, true);
            linear(shapes, layer + ".output.dense", d, config.intermediate(), true);
        }
        norm(shapes, "layernorm", d);
        return shapes;
    }

    /**
     * Checks weights against the sizes.
     *
     * @param model the model's name, for messages
     * @param config the sizes
     * @param weights tensors by name
     * @throws BadModelException when a tensor is missing, has another shape, or belongs to no vision transformer of these sizes
     */
    static void check(String model, VisionConfig config, Map<String, FloatTensor> weights) {
        Map<String, List<Integer>> expected = new LinkedHashMap<>();
        required(config)
                .forEach((name, shape) ->
                        expected.put(name, Arrays.stream(shape).boxed().toList()));
        TensorShapesCheck.require(model, expected, config.layers() + " layers", weights);
    }

    private static void linear(Map<String, int[]> shapes, String name, int dOut, int dIn, boolean bias) {
        shapes.put(name + ".weight", new int[] {dOut, dIn});
        if (bias) {
            shapes.put(name + ".bias", new int[] {dOut});
        }
    }

    private static void norm(Map<String, int[]> shapes, String name, int d) {
        shapes.put(name + ".weight", new int[] {d});
        shapes.put(name + ".bias", new int[] {d});
    }
}
