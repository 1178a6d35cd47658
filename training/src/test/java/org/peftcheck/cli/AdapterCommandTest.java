package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.numeric.checkpoint.Checkpoint;
import org.peftcheck.numeric.checkpoint.Checkpoints;
import org.peftcheck.numeric.checkpoint.Dtype;
import org.peftcheck.numeric.checkpoint.SafetensorsFile;
import org.peftcheck.numeric.checkpoint.Tensor;
import org.peftcheck.numeric.interchange.AdaptedModule;
import org.peftcheck.numeric.interchange.LoRaLayout;
import org.peftcheck.numeric.interchange.PeanutLayout;
import org.peftcheck.numeric.interchange.PeftAdapter;
import org.peftcheck.numeric.interchange.PeftFolder;
import org.peftcheck.numeric.interchange.PeftLayout;
import org.peftcheck.numeric.interchange.PeftOrigin;
import org.peftcheck.theory.algebra.Activation;

class AdapterCommandTest {

    @TempDir
    Path folder;

    private String lora;
    private String peanut;
    private String base;

    private static Tensor matrix(int rows, int columns, double scale) {
        double[][] values = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i][j] = scale * ((3 * i + 5 * j) % 7 - 2);
            }
        }
        return Tensor.matrix("", Dtype.F32, values);
    }

    private String write(String name, PeftLayout layout, Map<String, Tensor> tensors) {
        AdaptedModule module = AdaptedModule.of(layout, "up", tensors);
        Path path = folder.resolve(name);
        PeftFolder.write(path, new PeftAdapter(layout, PeftOrigin.NONE, List.of(module), Map.of()));
        return path.toString();
    }

    @BeforeEach
    void files() {
        lora = write(
                "lora",
                LoRaLayout.of(2, new BigFraction(3)),
                Map.of("lora_A.weight", matrix(2, 3, 0.25), "lora_B.weight", matrix(4, 2, 0.5)));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("peanut_A.weight", matrix(2, 4, 0.25));
        tensors.put("peanut_encoders.0.weight", matrix(2, 2, 0.5));
        tensors.put("peanut_decoders.0.weight", matrix(2, 2, 1));
        tensors.put("peanut_B.weight", matrix(4, 2, 0.5));
        peanut = write("peanut", new PeanutLayout(2, 1, Activation.RELU, new BigFraction(1, 4)), tensors);
        Path file = folder.resolve("base.safetensors");
        SafetensorsFile.write(file, List.of(matrix(4, 3, 0.125).named("up.weight")));
        base = file.toString();
    }

    @Test
    void whatAnAdapterIs() {
        String out = Run.good("adapter", lora, peanut);
        assertTrue(out.contains("method        LoRA"), out);
        assertTrue(out.contains("scaling       3/2"), out);
        assertTrue(out.contains("trained       14 parameters"), out);
        assertTrue(out.contains("method        PEANuT, depth 4, relu, transposed orientation"), out);
        assertTrue(out.contains(" up     |     4 |    ? | 2 |         24"), out);
        assertFalse(out.contains("merged weight"), out);
    }

    @Test
    void theCountIsThatOfCount() throws IOException {
        String config = folder.resolve("model.safetensors").toString();
        SafetensorsFile.write(Path.of(config), List.of(matrix(4, 3, 1).named("up.weight")));
        JsonNode counted = Run.json(Run.good(
                "count",
                "--model",
                config,
                "--targets",
                "*",
                "--method",
                "peanut",
                "--rank",
                "2",
                "--depth",
                "4",
                "--orientation",
                "transposed",
                "--json",
                "-"));
        JsonNode read = Run.json(Run.good("adapter", peanut, "--json"));
        assertEquals(24, read.at("/adapters/0/trained").intValue());
        assertEquals(read.at("/adapters/0/trained"), counted.at("/trainable"), counted.toString());
    }

    @Test
    void mergingSaysHowFarAndHowMuch() {
        String merged = folder.resolve("merged.safetensors").toString();
        String out = Run.good("adapter", lora, peanut, "--base", base, "--merge", merged, "--dtype", "bf16");
        assertTrue(out.contains("merged weight (bf16) | d_out x d_in | error at most | survives at least"), out);
        try (Checkpoint checkpoint = Checkpoints.open(merged)) {
            assertEquals(List.of("up.weight"), checkpoint.layerNames());
            assertEquals(Dtype.BF16, checkpoint.layer("up.weight").dtype());
        }
        JsonNode json = Run.json(Run.good("adapter", lora, "--base", base, "--json", "-"));
        JsonNode weight = json.at("/merged/0");
        assertEquals("up.weight", weight.get("weight").textValue());
        assertTrue(weight.get("errorAtMost").doubleValue() < 1e-12, json.toString());
        assertTrue(weight.get("survivesAtLeast").doubleValue() > 0.999, json.toString());
        assertEquals("fp32", json.get("dtype").textValue());
    }

    @Test
    void aCutFileIsRefusedInOneLine() throws IOException {
        Path weights = Path.of(lora, PeftFolder.WEIGHTS);
        byte[] whole = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(whole, whole.length - 1));
        String refusal = Run.refusal("adapter", lora);
        assertTrue(refusal.startsWith("peanut: " + weights + ": tensor "), refusal);
        assertTrue(refusal.contains("expected an end within the 55 bytes of data in the file"), refusal);
    }

    @Test
    void badInputIsRefusedInOneLine() {
        String merged = folder.resolve("merged.safetensors").toString();
        assertTrue(Run.refusal("adapter").contains("Missing required parameter: 'DIR'"));
        assertTrue(Run.refusal("adapter", "none").contains("none/adapter_config.json: file: expected"));
        assertTrue(Run.refusal("adapter", lora, lora).contains("expected folders that differ"));
        assertTrue(
                Run.refusal("adapter", lora, "--dtype", "fp8").contains("expected one of fp32, fp16, bf16, got `fp8`"));
        assertTrue(Run.refusal("adapter", lora, "--merge", merged).contains("--merge: expected --base as well"));
        assertTrue(Run.refusal("adapter", lora, "--base", base, "--merge", "x.bin")
                .contains("expected a file *.safetensors"));
        assertTrue(
                Run.refusal("adapter", lora, "--base", base, "--merge", base).contains("a file that is not there yet"));
        assertTrue(Run.refusal("adapter", lora, "--base", "none").contains("none: file: expected"));
        SafetensorsFile.write(Path.of(merged), List.of(matrix(3, 4, 1).named("up.weight")));
        assertTrue(Run.refusal("adapter", lora, "--base", merged)
                .contains(
                        "tensor 'base_model.model.up.lora_A.weight': expected shape [r, d_in] = [2, 4] for a weight of 3x4,"
                                + " found [2, 3]"));
        assertTrue(Run.refusal("adapter", peanut, "--base", merged)
                .contains("expected shape [r, d_out] = [2, 3] for a weight of 3x4, found [2, 4]"));
    }
}
