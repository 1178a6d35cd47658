package org.peftcheck.training.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.numeric.checkpoint.Dtype;
import org.peftcheck.numeric.checkpoint.SafetensorsFile;
import org.peftcheck.numeric.checkpoint.Tensor;
import org.peftcheck.papers.BadDataException;
import org.peftcheck.papers.architecture.LlamaArchitecture.Biases;

class DecoderFolderTest {

    private static final String TOKENIZER = "{\"model\": {}}";

    @TempDir
    private Path folder;

    private LanguageModel open() {
        return PretrainedDecoders.open(folder.toString());
    }

    private void refused(String message) {
        BadModelException refused = assertThrows(BadModelException.class, this::open);
        assertEquals(message, refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    /** The configuration of a decoder, and more fields. */
    private void config(DecoderConfig config, String type, String more) throws IOException {
        String json = "{\"model_type\": \"" + type + "\", \"num_hidden_layers\": " + config.layers()
                + ", \"hidden_size\": " + config.hidden() + ", \"num_attention_heads\": " + config.heads()
                + ", \"num_key_value_heads\": " + config.keyValueHeads() + ", \"head_dim\": " + config.headWidth()
                + ", \"intermediate_size\": " + config.intermediate() + ", \"vocab_size\": " + config.vocabulary()
                + ", \"max_position_embeddings\": " + config.longestInput() + ", \"rms_norm_eps\": "
                + config.rmsNormEpsilon() + ", \"tie_word_embeddings\": " + config.tiedHead() + more + "}";
        Files.writeString(folder.resolve("config.json"), json);
    }

    private void write(DecoderConfig config, Map<String, FloatTensor> weights, Dtype dtype) throws IOException {
        config(config, config.hasHeadNorms() ? "qwen3" : "llama", ", \"rope_theta\": " + config.ropeTheta());
        Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
        SafetensorsFile.write(folder.resolve("model.safetensors"), tensors(weights, dtype));
    }

    private static List<Tensor> tensors(Map<String, FloatTensor> weights, Dtype dtype) {
        List<Tensor> tensors = new ArrayList<>();
        weights.forEach((name, tensor) -> {
            List<Long> shape =
                    IntStream.of(tensor.shape()).mapToObj(Long::valueOf).toList();
            double[] values = new double[tensor.values().length];
            Arrays.setAll(values, k -> tensor.values()[k]);
            tensors.add(Tensor.of(new Tensor.Head(name, dtype, shape), values));
        });
        return tensors;
    }

    /** Weights that all formats can hold. */
    private static Map<String, FloatTensor> rounded(DecoderConfig config) {
        Map<String, FloatTensor> weights = RandomDecoder.weights(config, 3);
        weights.replaceAll((name, tensor) -> {
            float[] values = tensor.values().clone();
            for (int k = 0; k < values.length; k++) {
                values[k] = Math.round(32 * values[k]) / 32f;
            }
            return new FloatTensor(tensor.shape(), values);
        });
        return weights;
    }

    @ParameterizedTest
    @EnumSource(
            value = Dtype.class,
            names = {"F32", "F16", "BF16"})
    void decodersComeBackAsTheyWereWritten(Dtype dtype) throws IOException {
        for (DecoderConfig config : List.of(RandomDecoder.LLAMA, RandomDecoder.TIED, RandomDecoder.QWEN3)) {
            Map<String, FloatTensor> weights = rounded(config);
            write(config, weights, dtype);
            LanguageModel read = open();
            assertEquals(config, read.decoder().config());
            assertEquals(weights, read.decoder().weights());
            assertEquals(folder.getFileName().toString(), read.decoder().name());
            assertArrayEquals(
                    TOKENIZER.getBytes(StandardCharsets.UTF_8),
                    assertInstanceOf(DecoderTokenizerSource.TokenizerJson.class, read.tokenizer())
                            .json());
        }
    }

    @Test
    void severalFilesAreTheModelInOneFile() throws IOException {
        DecoderConfig config = RandomDecoder.LLAMA;
        Map<String, FloatTensor> weights = rounded(config);
        write(config, weights, Dtype.F32);
        Map<String, FloatTensor> whole = open().decoder().weights();
        Files.delete(folder.resolve("model.safetensors"));
        Map<String, String> places = new LinkedHashMap<>();
        Map<String, Map<String, FloatTensor>> shards = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> {
            String shard = "model-0000" + (1 + places.size() % 3) + "-of-00003.safetensors";
            places.put(name, shard);
            shards.computeIfAbsent(shard, key -> new LinkedHashMap<>()).put(name, tensor);
        });
        shards.forEach((shard, some) -> SafetensorsFile.write(folder.resolve(shard), tensors(some, Dtype.F32)));
        String map = places.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\": \"" + entry.getValue() + "\"")
                .collect(Collectors.joining(", "));
        Files.writeString(folder.resolve("model.safetensors.index.json"), "{\"weight_map\": {" + map + "}}");
        assertEquals(whole, open().decoder().weights());
    }

    @Test
    void namesWithoutPrefixAndWhatIsNoWeightAreKnown() throws IOException {
        DecoderConfig config = RandomDecoder.TIED;
        Map<String, FloatTensor> weights = rounded(config);
        Map<String, FloatTensor> stored = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> stored.put(name.substring("model.".length()), tensor));
        stored.put("layers.0.self_attn.rotary_emb.inv_freq", FloatTensor.zeros(3));
        stored.put(DecoderTensors.HEAD, weights.get(DecoderTensors.EMBEDDINGS));
        write(config, stored, Dtype.F32);
        assertEquals(weights, open().decoder().weights());
        stored.put(DecoderTensors.HEAD, FloatTensor.zeros(31, 12));
        write(config, stored, Dtype.F32);
        refused(folder.resolve("model.safetensors")
                + ", tensor lm_head.weight: expected model.embed_tokens.weight again,"
                + " as tie_word_embeddings is true, found other values");
    }

    @Test
    void biasesAreThoseOfTheConfiguration() throws IOException {
        DecoderConfig plain = RandomDecoder.TIED;
        DecoderConfig biased = new DecoderConfig(
                plain.family(), 2, 12, 4, 2, 6, 20, 31, 24, 1e-5, 100, true, new Biases(true, true, false));
        Map<String, FloatTensor> weights = rounded(biased);
        write(biased, weights, Dtype.F32);
        refused("model " + folder.getFileName()
                + ": expected the tensors of 2 blocks and nothing else, found 8 more, such as "
                + "model.layers.0.self_attn.k_proj.bias");
        config(biased, "llama", ", \"rope_theta\": 100, \"attention_bias\": true");
        assertEquals(biased, open().decoder().config());
        assertEquals(weights, open().decoder().weights());
    }

    @Test
    void aMissingTensorOrAnotherShapeIsRefused() throws IOException {
        Map<String, FloatTensor> weights = rounded(RandomDecoder.LLAMA);
        weights.remove(DecoderTensors.HEAD);
        write(RandomDecoder.LLAMA, weights, Dtype.F32);
        String model = "model " + folder.getFileName();
        refused(model + ": expected lm_head.weight of 31×12, found no such tensor");
        weights.put(DecoderTensors.HEAD, FloatTensor.zeros(12, 31));
        write(RandomDecoder.LLAMA, weights, Dtype.F32);
        refused(model + ": expected lm_head.weight of 31×12, found 12×31");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llama|'\"rope_scaling\": {\"rope_type\": \"llama3\", \"factor\": 8}'|"
                        + "rope_scaling: expected null or the type default: scaled rotary positions are not supported,"
                        + " found {\"rope_type\":\"llama3\",\"factor\":8}",
                "llama|'\"rope_scaling\": {\"type\": \"linear\", \"factor\": 2}'|"
                        + "rope_scaling: expected null or the type default: scaled rotary positions are not supported,"
                        + " found {\"type\":\"linear\",\"factor\":2}",
                "llama|'\"rope_scaling\": {\"factor\": 2}'|"
                        + "rope_scaling: expected null or the type default without a factor, found {\"factor\":2}",
                "llama|'\"rope_parameters\": {\"rope_type\": \"yarn\"}'|"
                        + "rope_parameters: expected null or the type default: scaled rotary positions are not supported,"
                        + " found {\"rope_type\":\"yarn\"}",
                "mistral|'\"sliding_window\": 16'|"
                        + "sliding_window: expected null or at least max_position_embeddings = 24, found 16",
                "qwen2|'\"sliding_window\": 16, \"use_sliding_window\": true'|"
                        + "sliding_window: expected null or at least max_position_embeddings = 24, found 16",
                "llama|'\"eos_token_id\": \"</s>\"'|"
                        + "eos_token_id: expected the number of a token, or several, found \"</s>\"",
            })
    void whatIsNotSupportedIsRefused(String type, String more, String message) throws IOException {
        write(RandomDecoder.TIED, rounded(RandomDecoder.TIED), Dtype.F32);
        config(RandomDecoder.TIED, type, ", " + more);
        refused(folder.resolve("config.json") + ", " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"rope_scaling\": null",
                "\"rope_scaling\": {\"rope_type\": \"default\"}",
                "\"rope_parameters\": {\"rope_theta\": 500.0, \"rope_type\": \"default\"}",
                "\"sliding_window\": 4",
                "\"sliding_window\": 4, \"use_sliding_window\": false"
            })
    void whatChangesNothingIsHeeded(String more) throws IOException {
        write(RandomDecoder.TIED, rounded(RandomDecoder.TIED), Dtype.F32);
        config(RandomDecoder.TIED, "llama", ", " + more);
        double base = more.contains("500") ? 500 : 10000;
        assertEquals(base, open().decoder().config().ropeTheta());
    }

    @Test
    void otherKindsOfModelsAreRefused() throws IOException {
        write(RandomDecoder.TIED, rounded(RandomDecoder.TIED), Dtype.F32);
        config(RandomDecoder.TIED, "llama", ", \"hidden_act\": \"gelu\"");
        String message = assertThrows(BadDataException.class, this::open).getMessage();
        assertTrue(message.endsWith("field `hidden_act`: expected silu, got `gelu`"), message);
        config(RandomDecoder.TIED, "gpt2", "");
        message = assertThrows(BadDataException.class, this::open).getMessage();
        assertTrue(
                message.endsWith("field `model_type`: expected llama, mistral, qwen2 or qwen3, got `gpt2`"), message);
        assertFalse(PretrainedDecoders.canOpen(folder.toString()));
        config(RandomDecoder.TIED, "llama", "");
        assertTrue(PretrainedDecoders.canOpen(folder.toString()));
        Files.delete(folder.resolve("tokenizer.json"));
        refused("model " + folder + ": expected a file tokenizer.json, found none");
        Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
        Files.delete(folder.resolve("model.safetensors"));
        refused("model " + folder + ": expected a file model.safetensors or model.safetensors.index.json, found none");
        Files.writeString(folder.resolve("config.json"), "{");
        assertFalse(PretrainedDecoders.canOpen(folder.toString()));
        assertFalse(PretrainedDecoders.canOpen("minilm"));
    }

    @Test
    void theTokensThatEndATextAreThoseOfTheConfigurations() throws IOException {
        write(RandomDecoder.TIED, rounded(RandomDecoder.TIED), Dtype.F32);
        assertEquals(List.of(), ends());
        config(RandomDecoder.TIED, "llama", ", \"eos_token_id\": 2");
        assertEquals(List.of(2), ends());
        Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": [4, 7]}");
        assertEquals(List.of(4, 7), ends());
    }

    private List<Integer> ends() {
        return assertInstanceOf(DecoderTokenizerSource.TokenizerJson.class, open().tokenizer())
                .ends();
    }
}
