package org.peftcheck.training.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.numeric.checkpoint.BadCheckpointException;
import org.peftcheck.numeric.checkpoint.Checkpoint;
import org.peftcheck.numeric.checkpoint.Checkpoints;
import org.peftcheck.numeric.checkpoint.ModelArtifact;

class PretrainedEncodersTest {

    @TempDir
    private Path folder;

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

    @Test
    void aMissingArtifactComesWithTheCommandThatGetsIt() throws IOException {
        for (ModelArtifact artifact : List.of(PretrainedEncoders.E5_SMALL, PretrainedEncoders.BERT_BASE)) {
            try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
                BadCheckpointException refused = assertThrows(
                        BadCheckpointException.class, () -> artifact.read(empty, folder, InputStream::readAllBytes));
                assertEquals(
                        artifact.model() + ": model: expected the artifact " + artifact.coordinates()
                                + " on the class path or in the local Maven repository, found no "
                                + artifact.jar(folder) + " (get it: mvn dependency:get -Dtransitive=false -Dartifact="
                                + artifact.coordinates() + ")",
                        refused.getMessage());
            }
        }
    }

    @Test
    void aTensorIsAskedForByItsName() {
        PretrainedEncoder tiny = RandomEncoder.bert(1);
        assertEquals(
                "float[20, 12]",
                tiny.weight("encoder.layer.1.intermediate.dense.weight").toString());
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> tiny.weight("a"));
        assertEquals("model tiny-bert: expected the name of one of its 44 tensors, got a", refused.getMessage());
    }
}
