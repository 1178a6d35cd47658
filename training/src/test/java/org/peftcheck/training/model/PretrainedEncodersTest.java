package org.peftcheck.training.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.peftcheck.numeric.checkpoint.Checkpoint;
import org.peftcheck.numeric.checkpoint.Checkpoints;

class PretrainedEncodersTest {

    @Test
    void miniLmHasTheWeightsThatItsCheckpointHas() {
        PretrainedEncoder encoder = PretrainedEncoders.open("MiniLM");
        assertEquals("minilm", encoder.name());
        assertEquals(101, encoder.weights().size());
        assertFalse(encoder.hasPooler());
        assertFalse(encoder.hasMaskedWordHead());
        try (Checkpoint checkpoint = Checkpoints.open("minilm")) {
            for (String layer : checkpoint.layerNames()) {
                FloatTensor weight = encoder.weight(layer);
                double[] values = checkpoint.layer(layer).toRowMajor();
                assertEquals(checkpoint.layer(layer).dOut(), weight.shape()[0], layer);
                for (int k = 0; k < values.length; k++) {
                    assertEquals(values[k], weight.values()[k], layer);
                }
            }
        }
        var tokenizer = assertInstanceOf(TokenizerSource.TokenizerJson.class, encoder.tokenizer());
        assertEquals("{", new String(tokenizer.json(), 0, 1, StandardCharsets.UTF_8));
    }

    @Test
    void anUnknownModelIsRefused() {
        BadModelException refused = assertThrows(BadModelException.class, () -> PretrainedEncoders.open("minilmm"));
        assertEquals(
                "model minilmm: expected one of minilm, e5-small, bert-base, or a folder with config.json and"
                        + " model.safetensors, found no folder of that name",
                refused.getMessage());
    }
}
