package org.peftcheck.training.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.peftcheck.numeric.checkpoint.ModelArtifact;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.PretrainedEncoder;
import org.peftcheck.training.model.PretrainedEncoders;

/** The forward pass of e5-small against ONNX Runtime, where its artifact is at hand. */
class E5SmallForwardTest {

    @Test
    void hiddenStatesAreThoseOfOnnxRuntime() throws Exception {
        Path jar = PretrainedEncoders.E5_SMALL.jar(ModelArtifact.localRepository());
        assumeTrue(
                Files.isRegularFile(jar), "skipped: the artifact of e5-small (133 MB) is not in the local repository");
        PretrainedEncoder e5 = PretrainedEncoders.open("e5-small");
        EncodedBatch batch = new WholeWords(e5.tokenizer())
                .batch("query : how many people live in the city ?", "the film is a small wonder .", "no .");
        try (OnnxReading onnx = new OnnxReading(PretrainedEncoders.E5_SMALL)) {
            var differences = ForwardComparison.compare(
                    onnx.hiddenStates(batch),
                    batch,
                    inputs -> ReferenceEncoder.of(e5)
                            .hiddenStates(ReferenceEncoder.inputs(inputs, ClassifierHead.Pooling.MEAN))
                            .values());
            assertTrue(differences.states() < 1e-4, differences.toString());
            assertTrue(differences.means() < 1e-4, differences.toString());
        }
    }
}
