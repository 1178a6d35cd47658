package org.peftcheck.numeric.interchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.theory.adapter.Peanut;

class PeftFolderTest {

    @TempDir
    Path folder;

    private PeftAdapter read(PeftFixture fixture, String config) {
        return PeftFolder.read(fixture.write(folder.resolve("adapter"), config));
    }

    private String refusal(PeftFixture fixture, String config) {
        String message = assertThrows(IllegalArgumentException.class, () -> read(fixture, config))
                .getMessage();
        String start = folder.resolve("adapter").toString();
        assertTrue(message.startsWith(start), message);
        assertEquals(1, message.lines().count());
        return message.substring(start.length() + 1);
    }

    @Test
    void loraAsPeftWritesIt() {
        PeftAdapter adapter = read(PeftFixture.lora(1), PeftFixture.LORA);
        assertEquals(LoRaLayout.of(3, new BigFraction(8)), adapter.layout());
        assertEquals(Optional.of("a/model"), adapter.origin().baseModel());
        assertEquals(BigInteger.valueOf(3 * (5 + 7) + 3 * (7 + 4)), adapter.count());
        assertEquals(Optional.empty(), adapter.unmergeable());
    }

    @Test
    void ranksAndAlphasOfTheirOwn() {
        PeftFixture fixture = new PeftFixture(2)
                .with("layers.1.up.lora_A.weight", 2, 5)
                .with("layers.1.up.lora_B.weight", 7, 2)
                .with("layers.2.up.lora_A.weight", 3, 5)
                .with("layers.2.up.lora_B.weight", 7, 3);
        String config = PeftFixture.LORA
                .replace("\"rank_pattern\":{}", "\"rank_pattern\":{\"1.up\":2}")
                .replace("\"alpha_pattern\":{}", "\"alpha_pattern\":{\"^layers.2.up\":5}");
        PeftAdapter adapter = read(fixture, config);
        LoRaLayout layout = (LoRaLayout) adapter.layout();
        assertEquals(2, layout.rank("layers.1.up"));
        assertEquals(new BigFraction(8), layout.alphaOf("layers.1.up"));
        assertEquals(new BigFraction(5), layout.alphaOf("layers.2.up"));
        assertEquals(new BigFraction(8), layout.alphaOf("x.layers.2.up"));
        assertTrue(refusal(fixture, config.replace("1.up", "[12].up")).contains("expected keys of letters"));
        assertTrue(refusal(fixture, config.replace("\"^layers.2.up\":5", "\"up\":5,\"2.up\":6"))
                .contains("alpha_pattern: expected one value for `layers.2.up`"));
    }

    @Test
    void theDepthOfPeftIsTheNumberOfEncoders() {
        PeftAdapter adapter = read(PeftFixture.peanut(1), PeftFixture.PEANUT);
        assertEquals(6, ((Peanut) adapter.modules().get(0).adapter()).depth());
        assertEquals(BigInteger.valueOf(2 * 3 * (7 + 4) + 2 * 4 * 9), adapter.count());
        assertEquals(
                "adapter_model.safetensors: tensor 'base_model.model.down.peanut_decoders.1.weight': expected a name"
                        + " base_model.model.<module>.<one of peanut_A.weight, peanut_encoders.0.weight,"
                        + " peanut_decoders.0.weight, peanut_B.weight>, found another",
                refusal(PeftFixture.peanut(1), PeftFixture.PEANUT.replace("\"depth\":2", "\"depth\":1")));
        assertEquals(
                "adapter_model.safetensors: tensor 'base_model.model.down.peanut_encoders.2.weight': expected a tensor of"
                        + " shape [r, r], found none",
                refusal(PeftFixture.peanut(1), PeftFixture.PEANUT.replace("\"depth\":2", "\"depth\":3")));
    }

    @Test
    void writtenAndReadIsTheSame() throws IOException {
        Map<String, PeftFixture> fixtures = Map.of(
                PeftFixture.LORA,
                PeftFixture.lora(3),
                PeftFixture.PEANUT,
                PeftFixture.peanut(4),
                PeftFixture.LORA.replace("\"use_dora\":false", "\"use_dora\":true"),
                PeftFixture.lora(5).with("up.lora_magnitude_vector", 7).with("down.lora_magnitude_vector", 4),
                "{\"peft_type\":\"VERA\",\"r\":3,\"save_projection\":true}",
                new PeftFixture(6)
                        .with("base_model.vera_A", 3, 7)
                        .with("base_model.vera_B", 7, 3)
                        .with("up.vera_lambda_b", 7)
                        .with("up.vera_lambda_d", 3),
                "{\"peft_type\":\"FOURIERFT\",\"n_frequency\":6,\"scaling\":150.5,\"random_loc_seed\":12}",
                new PeftFixture(7).with("up.fourierft_spectrum", 6));
        Path again = folder.resolve("again");
        for (Map.Entry<String, PeftFixture> entry : fixtures.entrySet()) {
            PeftAdapter adapter = read(entry.getValue(), entry.getKey());
            PeftFolder.write(again, adapter);
            assertEquals(adapter, PeftFolder.read(again));
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("adapter").resolve(PeftFolder.WEIGHTS)),
                    Files.readAllBytes(again.resolve(PeftFolder.WEIGHTS)));
        }
    }

    @Test
    void tensorsThatAreNotThoseOfTheMethodAreRefused() {
        assertEquals(
                "adapter_model.safetensors: tensor 'base_model.model.up.lora_A.weight': expected shape [r, d_in] ="
                        + " [3, d_in], found [7, 3]",
                refusal(
                        new PeftFixture(1).with("up.lora_A.weight", 7, 3).with("up.lora_B.weight", 3, 5),
                        PeftFixture.LORA));
        assertEquals(
                "adapter_model.safetensors: tensor 'base_model.model.up.lora_B.weight': expected a tensor of shape"
                        + " [d_out, r], found none",
                refusal(new PeftFixture(1).with("up.lora_A.weight", 3, 5), PeftFixture.LORA));
        assertTrue(refusal(PeftFixture.lora(1).with("classifier.weight", 2, 4), PeftFixture.LORA)
                .contains("tensor 'base_model.model.classifier.weight': expected a name base_model.model.<module>."));
        assertTrue(
                refusal(PeftFixture.lora(1), PeftFixture.LORA.replace("\"use_dora\":false", "\"use_dora\":true"))
                        .contains(
                                "'base_model.model.down.lora_magnitude_vector': expected a tensor of shape [d_out], found none"));
        assertTrue(refusal(
                        new PeftFixture(1).with("up.vera_lambda_b", 7).with("up.vera_lambda_d", 3),
                        "{\"peft_type\":\"VERA\",\"r\":3,\"save_projection\":true}")
                .contains("tensor 'base_model.vera_A': expected one with save_projection true, found none"));
        assertTrue(refusal(
                        new PeftFixture(1).with("up.fourierft_spectrum", 5),
                        "{\"peft_type\":\"FOURIERFT\",\"n_frequency\":6,\"scaling\":1}")
                .contains("expected shape [6], found [5]"));
    }

    @Test
    void configurationsThatAreNotUnderstoodAreRefused() {
        PeftFixture fixture = PeftFixture.lora(1);
        assertEquals(
                "adapter_config.json: field 'peft_type': expected one of LORA, VERA, FOURIERFT, PEANUT, found OFT",
                refusal(fixture, "{\"peft_type\":\"OFT\"}"));
        assertEquals(
                "adapter_config.json: field 'use_qalora': expected null, false or empty, as its meaning is not known,"
                        + " found true",
                refusal(fixture, PeftFixture.LORA.replace("\"use_qalora\":false", "\"use_qalora\":true")));
        assertEquals(
                "adapter_config.json: field 'bias': expected \"none\", found \"all\"",
                refusal(fixture, PeftFixture.LORA.replace("\"bias\":\"none\"", "\"bias\":\"all\"")));
        assertEquals(
                "adapter_config.json: field 'r': expected a whole number of at least 1, found 0",
                refusal(fixture, PeftFixture.LORA.replace("\"r\":3", "\"r\":0")));
        assertEquals(
                "adapter_config.json: field 'lora_alpha': expected a number, found nothing",
                refusal(fixture, PeftFixture.LORA.replace("\"lora_alpha\":8,", "")));
        assertEquals(
                "adapter_config.json: activation: expected one of gelu, leaky_relu, relu, silu, swish, tanh, got gelu_new",
                refusal(fixture, PeftFixture.PEANUT.replace("\"relu\"", "\"gelu_new\"")));
        assertTrue(refusal(fixture, "{\"peft_type\":")
                .contains("adapter_config.json: whole file: expected a JSON object"));
        assertTrue(refusal(fixture, "{\"r\":1,\"r\":2}").contains("expected a JSON object"));
    }

    @Test
    void missingAndCutFilesAreRefusedInOneLine() throws IOException {
        Path adapter = PeftFixture.lora(1).write(folder.resolve("adapter"), PeftFixture.LORA);
        Path weights = adapter.resolve(PeftFolder.WEIGHTS);
        byte[] whole = Files.readAllBytes(weights);
        for (int length = 0; length < whole.length; length++) {
            Files.write(weights, Arrays.copyOf(whole, length));
            String message = assertThrows(IllegalArgumentException.class, () -> PeftFolder.read(adapter))
                    .getMessage();
            assertTrue(message.startsWith(weights + ": ") && message.lines().count() == 1, message);
        }
        Files.delete(weights);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> PeftFolder.read(adapter))
                .getMessage()
                .endsWith("expected a safetensors file, found no file of that name"));
        assertTrue(
                assertThrows(IllegalArgumentException.class, () -> PeftFolder.read(folder))
                        .getMessage()
                        .endsWith(
                                "adapter_config.json: file: expected the configuration of an adapter, found no file of that name"));
    }

    @Test
    void modulesThatAreSavedWholeAreReadAndWritten() {
        PeftFixture fixture =
                PeftFixture.lora(1).with("classifier.weight", 2, 4).with("classifier.bias", 2);
        String config = PeftFixture.LORA.replaceFirst("\\{", "{\"modules_to_save\":[\"classifier\"],");
        PeftAdapter adapter = read(fixture, config);
        assertEquals(
                java.util.Set.of("classifier.weight", "classifier.bias"),
                adapter.saved().keySet());
        assertEquals(BigInteger.valueOf(3 * (5 + 7) + 3 * (7 + 4)), adapter.count());
        Path copy = folder.resolve("copy");
        PeftFolder.write(copy, adapter);
        assertEquals(adapter, PeftFolder.read(copy));
        assertTrue(refusal(fixture, PeftFixture.LORA)
                .contains("tensor 'base_model.model.classifier.bias': expected a name"));
        assertTrue(refusal(fixture, config.replace("[\"classifier\"]", "\"classifier\""))
                .contains("field 'modules_to_save'"));
    }
}
