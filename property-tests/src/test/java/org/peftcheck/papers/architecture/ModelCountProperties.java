package org.peftcheck.papers.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.peftcheck.numeric.checkpoint.TensorShapes;
import org.peftcheck.papers.Document;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.HiddenDimensions;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.count.LayerShape;
import org.peftcheck.theory.count.ParameterCount;

/** The counts of a configuration are those of the weights that are made for it, part by part and layer by layer. */
class ModelCountProperties {

    private static final List<String> ROLES = List.of("q", "k", "v", "o", "up", "down");

    @Provide
    Arbitrary<Map<String, Object>> configurations() {
        Arbitrary<String> types = Arbitraries.of("bert", "roberta", "vit", "llama", "mistral", "qwen2", "qwen3");
        Arbitrary<List<Integer>> numbers =
                Arbitraries.integers().between(1, 9).list().ofSize(8);
        Arbitrary<List<Boolean>> flags = Arbitraries.of(true, false).list().ofSize(5);
        return Combinators.combine(types, numbers, flags).as(ModelCountProperties::configuration);
    }

    private static Map<String, Object> configuration(String type, List<Integer> n, List<Boolean> flags) {
        int groups = n.get(0);
        int heads = groups * n.get(1);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model_type", type);
        config.put("hidden_size", heads * n.get(2));
        config.put("num_hidden_layers", n.get(3));
        config.put("num_attention_heads", heads);
        config.put("num_key_value_heads", groups);
        config.put("intermediate_size", 7 * n.get(4));
        config.put("vocab_size", 11 * n.get(5));
        config.put("max_position_embeddings", 13 * n.get(6));
        config.put("type_vocab_size", n.get(7));
        config.put("image_size", n.get(5) * n.get(6));
        config.put("patch_size", n.get(6));
        config.put("num_channels", n.get(7));
        config.put("qkv_bias", flags.get(0));
        config.put("attention_bias", flags.get(1));
        config.put("mlp_bias", flags.get(2));
        config.put("tie_word_embeddings", flags.get(3));
        if (flags.get(4)) {
            config.put("head_dim", n.get(6));
        }
        return config;
    }

    private static Architecture configured(Map<String, Object> config) {
        return Architecture.of("made", Document.parse("config.json", MadeModel.json(config)));
    }

    /** The model of a safetensors file with these tensors, of which only the header is written. */
    private static Architecture stored(List<TensorShape> tensors) throws IOException {
        StringBuilder header = new StringBuilder("{");
        long end = 0;
        for (TensorShape tensor : tensors) {
            long begin = end;
            end += 2 * tensor.entries();
            header.append(header.length() > 1 ? "," : "")
                    .append("\"" + tensor.name() + "\":{\"dtype\":\"BF16\",\"shape\":" + tensor.shape()
                            + ",\"data_offsets\":[" + begin + "," + end + "]}");
        }
        byte[] text = header.append("}").toString().getBytes(StandardCharsets.UTF_8);
        Path path = Files.createTempFile("made", ".safetensors");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(text.length)
                    .array());
            file.write(text);
            file.setLength(8 + text.length + end);
            return ListedArchitecture.of("made", TensorShapes.read(path));
        } finally {
            Files.delete(path);
        }
    }

    private static Map<String, Long> parts(Architecture model) {
        return model.parts().stream()
                .collect(Collectors.toMap(ModelPart::name, ModelPart::parameters, Long::sum, LinkedHashMap::new));
    }

    private static List<String> layers(Architecture model) {
        return model.layers(ROLES).stream()
                .flatMap(layer -> layer.names().stream()
                        .map(name -> name + " " + layer.dOut() + "x" + layer.dIn() + " " + layer.bias()))
                .sorted()
                .toList();
    }

    @Property(tries = 300, seed = "20261124")
    void symbolicIsAllocated(@ForAll("configurations") Map<String, Object> config) throws IOException {
        Architecture fromConfiguration = configured(config);
        Architecture fromWeights = stored(MadeModel.of(config));
        assertEquals(fromWeights.parameters(), fromConfiguration.parameters());
        assertEquals(parts(fromWeights), parts(fromConfiguration));
        assertEquals(layers(fromWeights), layers(fromConfiguration));
        assertEquals(fromWeights.blocks(), fromConfiguration.blocks());
        assertEquals(
                fromWeights.denominator("without embeddings").parameters(),
                fromConfiguration.denominator("without embeddings").parameters());
    }

    private static List<LayerShape> shapes(Architecture model) {
        return model.layers(List.of("q", "v", "down")).stream()
                .map(layer -> new LayerShape(layer.pattern(), layer.dOut(), layer.dIn(), layer.count()))
                .toList();
    }

    private static HiddenDimensions dimensions(Architecture model) {
        return new HiddenDimensions(model.hiddenSize(), model.feedForwardSize(), 1, model.blocks(), 2);
    }

    /** Methods have the same counts on both, of the smallest size and of the next. */
    @Property(tries = 150, seed = "17320508")
    void methodsCountTheSame(@ForAll("configurations") Map<String, Object> config) throws IOException {
        Architecture fromConfiguration = configured(config);
        Architecture fromWeights = stored(MadeModel.of(config));
        for (AdapterMethod method : AdapterRegistry.standard().methods()) {
            WeightAdapter adapter = method.configure(AdapterOptions.DEFAULT);
            for (int rank = 1; rank <= 2; rank++) {
                assertEquals(
                        ParameterCount.of(adapter, shapes(fromWeights), rank),
                        ParameterCount.of(adapter, shapes(fromConfiguration), rank),
                        method.id());
            }
        }
        assertEquals(dimensions(fromWeights), dimensions(fromConfiguration));
    }

    private static Map<String, Object> grouped() {
        return configuration("qwen2", List.of(2, 3, 4, 2, 5, 6, 7, 2), List.of(true, false, false, true, false));
    }

    private static long counted(String field, Object planted) {
        Map<String, Object> config = grouped();
        config.put(field, planted);
        return configured(config).parameters();
    }

    /** Mistakes that a count may make are seen by the weights: ungrouped key heads, a tied head twice, no biases. */
    @Example
    void plantedMistakesAreSeen() throws IOException {
        long allocated = stored(MadeModel.of(grouped())).parameters();
        assertEquals(allocated, configured(grouped()).parameters());
        assertNotEquals(allocated, counted("num_key_value_heads", 6));
        assertNotEquals(allocated, counted("tie_word_embeddings", false));
        assertNotEquals(allocated, counted("model_type", "mistral"));
        assertNotEquals(allocated, counted("model_type", "qwen3"));
    }
}
