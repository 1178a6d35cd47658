package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.numeric.checkpoint.FloatValues;
import org.peftcheck.numeric.checkpoint.StoredTensors;
import org.peftcheck.training.experiment.ModelFile;
import org.peftcheck.training.method.SmallEncoder;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;

/** Runs on a model in bf16, on the same numbers as floats, and on floats that are rounded on request: one result. */
class WeightStorageTest {

    @TempDir
    Path folder;

    private SmallModel small;

    @BeforeEach
    void write() {
        small = SmallModel.in(folder);
    }

    private void model(UnaryOperator<FloatTensor> held) {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        SmallEncoder.of(EncoderConfig.Family.BERT, 6)
                .weights()
                .forEach((name, tensor) -> weights.put(name, held.apply(tensor)));
        ModelFile.write(folder.resolve("model/model.safetensors"), weights);
    }

    private static FloatTensor widened(FloatTensor tensor) {
        return new FloatTensor(tensor.shape(), tensor.inBf16().values());
    }

    private JsonNode choices(String run) {
        return Run.json(new String(small.bytes(run + "/run.json"), java.nio.charset.StandardCharsets.UTF_8))
                .at("/configuration/choices");
    }

    @Test
    void oneResult() {
        for (String method : new String[] {"lora", "dora", "peanut", "full"}) {
            String[] settings = method.equals("full")
                    ? new String[] {"--method=full"}
                    : new String[] {"--method=" + method, "--rank=2"};
            String[] rounded = Arrays.copyOf(settings, settings.length + 1);
            rounded[settings.length] = "--storage=bf16";
            model(tensor -> tensor);
            byte[] plain = small.trained(method + "-plain", settings);
            byte[] onRequest = small.trained(method + "-rounded", rounded);
            assertEquals("bf16", choices(method + "-rounded").path("storage").asText());
            assertFalse(choices(method + "-plain").has("storage"), "nothing is said of what is usual");
            model(WeightStorageTest::widened);
            byte[] asFloats = small.trained(method + "-floats", settings);
            model(FloatTensor::inBf16);
            assertArrayEquals(asFloats, small.trained(method + "-bf16", settings), method);
            assertArrayEquals(asFloats, onRequest, method);
            assertFalse(Arrays.equals(plain, onRequest), "rounded weights train otherwise: " + method);
            model(tensor -> tensor);
        }
    }

    /** What reads the run later rounds as the run did, and what is not adapted is written as it is held. */
    @Test
    void theRunIsReadAsItWasTrained() {
        small.trained("run", "--method=lora", "--rank=2", "--storage=bf16");
        double heldOut = Run.json(Run.good("evaluate", small.path("run"), "--threads=2", "--json=-"))
                .at("/test/accuracy")
                .asDouble();
        JsonNode file = Run.json(new String(small.bytes("run/held-out.json"), java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(file.at("/test/accuracy").asDouble(), heldOut);
        Run.good("merge", small.path("run"), "--out=" + small.path("merged.safetensors"));
        long narrow = StoredTensors.safetensors(folder.resolve("merged.safetensors")).stream()
                .filter(tensor -> tensor.data() instanceof FloatValues.Bf16)
                .count();
        long all =
                StoredTensors.safetensors(folder.resolve("merged.safetensors")).size();
        long adapted = 4;
        long head = 2;
        assertEquals(all - adapted - head, narrow);
    }

    @Test
    void whatCannotBeHeldIsRefused() {
        assertTrue(Run.refusal(small.train("run", "--method=lora", "--rank=2", "--storage=fp16"))
                .contains("storage: expected as-stored or bf16, got fp16"));
        model(tensor -> {
            float[] values = tensor.values().clone();
            values[0] = Float.MAX_VALUE;
            return new FloatTensor(tensor.shape(), values);
        });
        String line = Run.refusal(small.train("run", "--method=lora", "--rank=2", "--storage=bf16"));
        assertTrue(line.contains("storage bf16, tensor "), line);
        assertTrue(line.contains("expected a number that rounds to at most 3.3895314E38 in bf16"), line);
        assertFalse(Files.exists(folder.resolve("run/trained.safetensors")));
    }
}
