package org.peftcheck.training.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.papers.BadDataException;
import org.peftcheck.training.experiment.ModelFile;

/** Vision transformers in folders, and the processing of images that stands beside them. */
class VisionFolderTest {

    private static final String CONFIG = """
            {"model_type": "vit", "image_size": 6, "patch_size": 2, "num_channels": 2, "num_hidden_layers": 2,
             "hidden_size": 12, "num_attention_heads": 3, "intermediate_size": 20, "qkv_bias": false}
            """;

    @TempDir
    Path folder;

    private void write(Map<String, FloatTensor> weights) throws IOException {
        Files.writeString(folder.resolve("config.json"), CONFIG);
        Files.deleteIfExists(folder.resolve("model.safetensors"));
        ModelFile.write(folder.resolve("model.safetensors"), weights);
    }

    private static Map<String, FloatTensor> weights() {
        return RandomVision.weights(RandomVision.WITHOUT_BIAS, 3);
    }

    private PretrainedVision open() throws IOException {
        return VisionFolder.open(folder);
    }

    private String refusal() {
        return assertThrows(IllegalArgumentException.class, this::open)
                .getMessage()
                .replace(folder.toString(), "DIR")
                .replace(folder.getFileName().toString(), "NAME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vit."})
    void aFolderIsReadAndOtherPartsAreLeftOut(String prefix) throws IOException {
        Map<String, FloatTensor> stored = new LinkedHashMap<>();
        weights().forEach((name, tensor) -> stored.put(prefix + name, tensor));
        stored.put(prefix + "pooler.dense.weight", FloatTensor.zeros(12, 12));
        stored.put(prefix + "embeddings.mask_token", FloatTensor.zeros(1, 1, 12));
        stored.put("classifier.weight", FloatTensor.zeros(5, 12));
        write(stored);
        assertTrue(VisionFolder.holds(folder));
        PretrainedVision read = open();
        assertEquals(RandomVision.WITHOUT_BIAS, read.config());
        assertEquals(weights(), read.weights());
        assertEquals(ImageProcessing.usual(RandomVision.WITHOUT_BIAS), read.processing());
    }

    @Test
    void foldersOfOtherNetworksAreNotTaken() throws IOException {
        assertFalse(VisionFolder.holds(folder));
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"bert\"}");
        assertFalse(VisionFolder.holds(folder));
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        assertEquals("model DIR: expected a file config.json, found none", refusal());
        Files.writeString(folder.resolve("config.json"), CONFIG);
        assertEquals(
                "model DIR: expected a file model.safetensors or model.safetensors.index.json, found none", refusal());
    }

    @Test
    void weightsThatDoNotFitAreRefused() throws IOException {
        String name = "encoder.layer.1.attention.attention.key.weight";
        Map<String, FloatTensor> weights = new HashMap<>(weights());
        weights.remove(name);
        write(weights);
        assertEquals("model NAME: expected " + name + " of 12×12, found no such tensor", refusal());
        weights.put(name, FloatTensor.zeros(12, 11));
        write(weights);
        assertEquals("model NAME: expected " + name + " of 12×12, found 12×11", refusal());
        weights.put(name, FloatTensor.zeros(12, 12));
        weights.put("encoder.layer.2.output.dense.bias", FloatTensor.zeros(12));
        write(weights);
        assertEquals(
                "model NAME: expected the tensors of 2 layers and nothing else, found 1 more, such as"
                        + " encoder.layer.2.output.dense.bias",
                refusal());
        weights.put("vit." + name, FloatTensor.zeros(12, 12));
        write(weights);
        assertTrue(refusal().startsWith("tensor " + name + ": expected it once, found it again as "), refusal());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"patch_size\": 2|\"patch_size\": 4|`patch_size`: expected a divisor of image_size = 6, got 4",
                "\"num_attention_heads\": 3|\"num_attention_heads\": 5|`num_attention_heads`: expected a divisor of hidden_size = 12, got 5",
                "\"qkv_bias\": false|\"hidden_act\": \"mish\"|`hidden_act`: expected one of gelu, relu, silu, swish, tanh, got `mish`",
            })
    void fieldsThatDoNotFitAreRefused(String good, String bad, String message) throws IOException {
        write(weights());
        Files.writeString(folder.resolve("config.json"), CONFIG.replace(good, bad));
        assertTrue(assertThrows(BadDataException.class, this::open).getMessage().endsWith(message));
    }

    private ImageProcessing processing(String json) throws IOException {
        Files.writeString(folder.resolve(ImageProcessingFile.NAME), json);
        return ImageProcessingFile.read(folder, RandomVision.CONFIG);
    }

    @Test
    void processingIsReadAsWritten() throws IOException {
        for (ImageProcessing written : List.of(
                ImageProcessing.usual(RandomVision.CONFIG),
                new ImageProcessing(true, 8, 6, List.of(0.25, 0.5), List.of(0.125, 1.0)),
                new ImageProcessing(false, 9, 6, List.of(0.0, 0.5), List.of(0.3, 0.4)))) {
            assertEquals(written, processing(ImageProcessingFile.text(written)));
        }
        assertEquals(
                new ImageProcessing(false, 6, 6, List.of(0.0, 0.0), List.of(1.0, 1.0)),
                processing("{\"size\": 6, \"do_normalize\": false, \"image_mean\": [0.5]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"resample\": 3}|, field resample: expected 2, which is bilinear, found 3",
                "{\"do_rescale\": false}|, field rescale_factor: expected numbers rescaled by 1/255, found none",
                "{\"size\": {\"height\": 6, \"width\": 7}}|, field size: expected equal height and width, found {\"height\":6,\"width\":7}",
                "{\"size\": 7}|: expected images of image_size = 6 pixels along a side, as config.json says, found 7 of 7",
                "{\"image_mean\": [0.5]}|, field image_mean: expected 2 numbers, found [0.5]",
                "{\"image_std\": [0.5, 0]}|, field image_std: expected 2 numbers above 0, found [0.5,0]",
            })
    void processingThatIsNotDoneHereIsRefused(String json, String message) {
        BadModelException refusal = assertThrows(BadModelException.class, () -> processing(json));
        assertEquals(folder.resolve(ImageProcessingFile.NAME) + message, refusal.getMessage());
    }

    @Test
    void aNameGivesTheSameRandomWeightsAgain() {
        String name = "random-vit:image=6,patch=2,channels=2,d=12,layers=2,heads=3";
        PretrainedVision one = UntrainedVision.of(name);
        assertEquals(48, one.config().intermediate());
        assertEquals(one.weights(), UntrainedVision.of(name + ",seed=1").weights());
        assertNotEquals(one.weights(), UntrainedVision.of(name + ",seed=2").weights());
        assertEquals(20, UntrainedVision.of(name + ",inner=20").config().intermediate());
        FloatTensor query = one.weights().get("encoder.layer.0.attention.attention.query.weight");
        assertNotEquals(query, one.weights().get("encoder.layer.0.attention.attention.key.weight"));
        double squares = 0;
        for (float value : query.values()) {
            squares += value * value / query.values().length;
        }
        assertEquals(1.0 / 12, squares, 0.03);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image=6,patch=2,channels=2,d=12,layers=2|expected a size heads=, found none",
                "image=6,patch=x|expected patch= once, with a whole number above 0, found `patch=x`",
                "image=6,image=6|expected image= once, with a whole number above 0, found `image=6`",
                "image=6,patch=4,channels=2,d=12,layers=2,heads=3|expected sizes that fit together, found vision transformer:"
                        + " expected a side of patches that divides 6 pixels, got 4",
            })
    void namesThatDoNotFitAreRefused(String sizes, String message) {
        String name = "random-vit:" + sizes;
        assertEquals(
                "model " + name + ": " + message,
                assertThrows(BadModelException.class, () -> UntrainedVision.of(name))
                        .getMessage());
        assertTrue(assertThrows(BadModelException.class, () -> UntrainedVision.of("random-vit:width=3"))
                .getMessage()
                .startsWith(
                        "model random-vit:width=3: expected sizes such as d=96, of image, patch, channels, d, layers, heads,"
                                + " inner, seed, found `width=3`"));
    }
}
