package org.peftcheck.training.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        Map<String, int[]> expected = required(config);
        expected.forEach((name, shape) -> {
            FloatTensor tensor = weights.get(name);
            if (tensor == null || !Arrays.equals(shape, tensor.shape())) {
                String found = tensor == null ? "no such tensor" : text(tensor.shape());
                throw new BadModelException("model " + model, name + " of " + text(shape), found);
            }
        });
        List<String> others = new ArrayList<>(weights.keySet());
        others.removeAll(expected.keySet());
        if (!others.isEmpty()) {
            throw new BadModelException(
                    "model " + model,
                    "the tensors of " + config.layers() + " layers and nothing else",
                    others.size() + " more, such as " + others.get(0));
        }
    }

    private static String text(int... shape) {
        return Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining("×"));
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
