package org.peftcheck.training.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.peftcheck.numeric.checkpoint.ModelArtifact;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.Encoder;
import org.peftcheck.training.model.EncoderInputs;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.PretrainedEncoder;
import org.peftcheck.training.model.PretrainedEncoders;

/** The real BERT-base, where its artifact is at hand. */
class BertBaseTest {

    private static PretrainedEncoder bert;

    @BeforeAll
    static void open() {
        Path jar = PretrainedEncoders.BERT_BASE.jar(ModelArtifact.localRepository());
        assumeTrue(
                Files.isRegularFile(jar), "skipped: the artifact of bert-base (408 MB) is not in the local repository");
        bert = PretrainedEncoders.open("bert-base");
    }

    @Test
    void hasPoolerAndHeadForMaskedWords() {
        assertTrue(bert.hasPooler());
        assertTrue(bert.hasMaskedWordHead());
        assertEquals(5 + 12 * 16 + 2 + 5, bert.weights().size());
    }

    @Test
    void parisIsTheCapitalOfFrance() {
        assertEquals("paris", bestWord(bert));
    }

    /** Queries, keys and values of a layer are square: turned the wrong way round they still fit. */
    @Test
    void aValueThatIsNotTransposedIsSeen() {
        Map<String, FloatTensor> weights = new LinkedHashMap<>(bert.weights());
        for (int layer = 0; layer < bert.config().layers(); layer++) {
            weights.computeIfPresent(
                    "encoder.layer." + layer + ".attention.self.value.weight", (name, weight) -> turned(weight));
        }
        assertNotEquals("paris", bestWord(new PretrainedEncoder("planted", bert.config(), weights, bert.tokenizer())));
    }

    private static FloatTensor turned(FloatTensor square) {
        int d = square.shape()[0];
        float[] values = new float[d * d];
        for (int k = 0; k < values.length; k++) {
            values[k % d * d + k / d] = square.values()[k];
        }
        return new FloatTensor(square.shape(), values);
    }

    private static String bestWord(PretrainedEncoder model) {
        WholeWords words = new WholeWords(model.tokenizer());
        EncodedBatch batch = words.batch("the capital of france is [MASK] .");
        Encoder<ReferenceTensor> encoder = ReferenceEncoder.of(model);
        EncoderInputs<ReferenceTensor> inputs = ReferenceEncoder.inputs(batch, ClassifierHead.Pooling.FIRST);
        double[] logits = encoder.maskedWordLogits(encoder.hiddenStates(inputs)).values();
        int vocabulary = model.config().vocabulary();
        int mask = 0;
        while (batch.ids()[mask] != words.number("[MASK]")) {
            mask++;
        }
        int best = 0;
        for (int word = 1; word < vocabulary; word++) {
            if (logits[mask * vocabulary + word] > logits[mask * vocabulary + best]) {
                best = word;
            }
        }
        return words.word(best);
    }
}
