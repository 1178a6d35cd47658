package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.peftcheck.numeric.checkpoint.ModelArtifact;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.PretrainedEncoder;
import org.peftcheck.training.model.PretrainedEncoders;
import org.peftcheck.training.reference.WholeWords;

/** The real BERT-base through the SameDiff reading, where its artifact is at hand. */
class BertBaseEngineTest {

    private static PretrainedEncoder bert;

    @BeforeAll
    static void open() {
        Path jar = PretrainedEncoders.BERT_BASE.jar(ModelArtifact.localRepository());
        assumeTrue(
                Files.isRegularFile(jar), "skipped: the artifact of bert-base (408 MB) is not in the local repository");
        bert = PretrainedEncoders.open("bert-base");
    }

    @AfterAll
    static void letGo() {
        bert = null;
    }

    @Test
    void parisIsTheCapitalOfFrance() {
        assertEquals("paris", bestWord(bert));
    }

    @Test
    void layersInAnotherOrderAreSeen() {
        Map<String, FloatTensor> weights = new LinkedHashMap<>(bert.weights());
        for (int layer = 0; layer < 12; layer++) {
            String other = ".layer." + (11 - layer) + ".";
            String own = ".layer." + layer + ".";
            bert.weights().forEach((name, weight) -> {
                if (name.contains(own)) {
                    weights.put(name.replace(own, other), weight);
                }
            });
        }
        assertNotEquals("paris", bestWord(new PretrainedEncoder("planted", bert.config(), weights, bert.tokenizer())));
    }

    private static String bestWord(PretrainedEncoder model) {
        WholeWords words = new WholeWords(model.tokenizer());
        EncodedBatch batch = words.batch("the capital of france is [MASK] .");
        double[] logits;
        try (EncoderPlan plan =
                new EncoderPlan(model, (encoder, inputs) -> encoder.maskedWordLogits(encoder.hiddenStates(inputs)))) {
            logits = plan.values(batch);
        }
        int vocabulary = model.config().vocabulary();
        assertEquals(batch.length() * vocabulary, logits.length);
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
