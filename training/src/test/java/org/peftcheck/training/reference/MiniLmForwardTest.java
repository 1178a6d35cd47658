package org.peftcheck.training.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.peftcheck.numeric.checkpoint.Checkpoints;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.Encoder;
import org.peftcheck.training.model.EncoderInputs;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.PretrainedEncoder;
import org.peftcheck.training.model.PretrainedEncoders;

/** MiniLM's forward pass against ONNX Runtime, on sentences of different length in one padded batch. */
class MiniLmForwardTest {

    private static final double BOUND = 1e-4;
    private static PretrainedEncoder minilm;
    private static EncodedBatch batch;
    private static float[][][] expected;

    @BeforeAll
    static void open() throws Exception {
        minilm = PretrainedEncoders.open("minilm");
        batch = new WholeWords(minilm.tokenizer())
                .batch(
                        "the cat sat on the mat .",
                        "he had not read the book that she gave him last summer , but he said that he would .",
                        "prices rose again in the third quarter of the year , to the surprise of most banks .",
                        "why ?");
        try (OnnxReading onnx = new OnnxReading(Checkpoints.MINILM_ARTIFACT)) {
            expected = onnx.hiddenStates(batch);
        }
    }

    private static double[] states(PretrainedEncoder encoder, EncodedBatch inputs) {
        return ReferenceEncoder.of(encoder)
                .hiddenStates(ReferenceEncoder.inputs(inputs, ClassifierHead.Pooling.MEAN))
                .values();
    }

    @Test
    void hiddenStatesAndTheirMeansAreThoseOfOnnxRuntime() {
        var differences = ForwardComparison.compare(expected, batch, inputs -> states(minilm, inputs));
        assertTrue(differences.states() < BOUND, differences.toString());
        assertTrue(differences.means() < BOUND, differences.toString());
    }

    @Test
    void thePooledVectorIsTheMeanOfTheTokens() {
        Encoder<ReferenceTensor> encoder = ReferenceEncoder.of(minilm);
        EncoderInputs<ReferenceTensor> inputs = ReferenceEncoder.inputs(batch, ClassifierHead.Pooling.MEAN);
        ReferenceTensor pooled = encoder.pooled(inputs, encoder.hiddenStates(inputs));
        for (int row = 0; row < batch.rows(); row++) {
            for (int k = 0; k < 384; k++) {
                double sum = 0;
                int tokens = 0;
                for (int token = 0; token < batch.length(); token++) {
                    if (batch.mask()[row * batch.length() + token] == 1) {
                        sum += expected[row][token][k];
                        tokens++;
                    }
                }
                assertEquals(sum / tokens, pooled.at(row, k), BOUND);
            }
        }
    }

    @Test
    void theWeightsOfTwoLayersExchangedAreSeen() {
        Map<String, FloatTensor> weights = new LinkedHashMap<>(minilm.weights());
        String first = "encoder.layer.2.attention.output.dense.weight";
        String second = "encoder.layer.3.attention.output.dense.weight";
        weights.put(first, minilm.weight(second));
        weights.put(second, minilm.weight(first));
        var planted = new PretrainedEncoder("planted", minilm.config(), weights, minilm.tokenizer());
        var differences = ForwardComparison.compare(expected, batch, inputs -> states(planted, inputs));
        assertTrue(differences.states() > 100 * BOUND, differences.toString());
        assertTrue(differences.means() > 100 * BOUND, differences.toString());
    }

    @Test
    void paddingThatIsAttendedToIsSeen() {
        int[] all = batch.mask().clone();
        Arrays.fill(all, 1);
        var unmasked = new EncodedBatch(
                batch.rows(), batch.length(), batch.ids(), batch.tokenTypes(), batch.positions(), all, batch.labels());
        var differences = ForwardComparison.compare(expected, batch, inputs -> states(minilm, unmasked));
        assertTrue(differences.states() > 100 * BOUND, differences.toString());
    }

    @Test
    void aReadingThatIsNotANumberIsSeen() {
        var differences = ForwardComparison.compare(expected, batch, inputs -> {
            double[] states = states(minilm, inputs);
            states[5] = Double.NaN;
            return states;
        });
        assertEquals(Double.POSITIVE_INFINITY, differences.states());
    }
}
