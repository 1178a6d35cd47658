package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peftcheck.numeric.checkpoint.Checkpoints;
import org.peftcheck.training.data.BatchLayout;
import org.peftcheck.training.data.DataRequest;
import org.peftcheck.training.data.Dataset;
import org.peftcheck.training.data.EncodedExample;
import org.peftcheck.training.data.EvaluationBatches;
import org.peftcheck.training.data.Example;
import org.peftcheck.training.data.PretrainedTokenizer;
import org.peftcheck.training.data.Tasks;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.Encoder;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.PretrainedEncoder;
import org.peftcheck.training.model.PretrainedEncoders;
import org.peftcheck.training.network.EncoderNetwork;
import org.peftcheck.training.reference.ForwardComparison;
import org.peftcheck.training.reference.ForwardComparison.Differences;
import org.peftcheck.training.reference.OnnxReading;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** MiniLM through the SameDiff engine against ONNX Runtime, on 200 sentences of the default task in batches of many lengths. */
class MiniLmEngineTest {

    private static final double BOUND = 1e-4;
    private static final int SENTENCES = 200;
    private static final int ROWS = 25;
    private static final int D = 384;

    private static PretrainedEncoder minilm;
    private static final List<EncodedBatch> BATCHES = new ArrayList<>();
    private static final List<float[][][]> EXPECTED = new ArrayList<>();

    @BeforeAll
    static void readSentences() throws Exception {
        minilm = PretrainedEncoders.open("minilm");
        PretrainedTokenizer tokenizer = PretrainedTokenizer.miniLm();
        BatchLayout layout = BatchLayout.of(minilm.config(), tokenizer);
        Dataset data = Tasks.usual().read(DataRequest.none());
        int stride = data.dev().size() / SENTENCES;
        List<Example> chosen = new ArrayList<>();
        for (int k = 0; k < SENTENCES; k++) {
            chosen.add(data.dev().get(k * stride));
        }
        EvaluationBatches batches =
                new EvaluationBatches(EncodedExample.all(chosen, tokenizer, layout.longest()), layout, ROWS);
        try (OnnxReading onnx = new OnnxReading(Checkpoints.MINILM_ARTIFACT)) {
            for (int k = 0; k < batches.count(); k++) {
                BATCHES.add(batches.batch(k));
                EXPECTED.add(onnx.hiddenStates(batches.batch(k)));
            }
        }
    }

    private static Differences largest(Differences one, Differences other) {
        return new Differences(Math.max(one.states(), other.states()), Math.max(one.means(), other.means()));
    }

    /** The greatest differences of all hidden states, over some of the batches. */
    private static Differences ofHiddenStates(PretrainedEncoder encoder, int batches) {
        Differences differences = new Differences(0, 0);
        try (EncoderPlan states = new EncoderPlan(encoder, Encoder::hiddenStates)) {
            for (int k = 0; k < batches; k++) {
                differences = largest(
                        differences, ForwardComparison.compare(EXPECTED.get(k), BATCHES.get(k), states::values));
            }
        }
        return differences;
    }

    /** A head whose outputs are the features themselves. */
    private static FineTuning features(PretrainedEncoder encoder, Pooling pooling) {
        FloatTensor identity = FloatTensor.zeros(D, D);
        for (int k = 0; k < D; k++) {
            identity.values()[k * D + k] = 1;
        }
        Map<String, FloatTensor> slots = Map.of("classifier.weight", identity, "classifier.bias", FloatTensor.zeros(D));
        ClassifierHead head = new ClassifierHead(pooling, false, D, false);
        return new FineTuning(
                new EncoderNetwork(encoder.config(), head),
                encoder.weights(),
                Map.of(),
                Set.of(),
                slots,
                FineTuning.UpdateForm.FACTORED);
    }

    /** The greatest difference of the features that a session gives, over some of the batches. */
    private static double ofFeatures(PretrainedEncoder encoder, Pooling pooling, int batches) {
        double greatest = 0;
        try (Session session = new SameDiffEngine(Execution.PLAN, 2).open(features(encoder, pooling))) {
            for (int k = 0; k < batches; k++) {
                EncodedBatch batch = BATCHES.get(k);
                float[] found = session.outputs(batch);
                assertEquals(batch.rows() * D, found.length);
                for (int row = 0; row < batch.rows(); row++) {
                    double[] expected = pooled(EXPECTED.get(k)[row], batch, row, pooling);
                    for (int feature = 0; feature < D; feature++) {
                        double difference = Math.abs(found[row * D + feature] - expected[feature]);
                        greatest = Math.max(greatest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
                    }
                }
            }
        }
        return greatest;
    }

    private static double[] pooled(float[][] states, EncodedBatch batch, int row, Pooling pooling) {
        double[] sum = new double[D];
        int tokens = 0;
        for (int token = 0; token < (pooling == Pooling.FIRST ? 1 : batch.length()); token++) {
            if (batch.mask()[row * batch.length() + token] == 1) {
                tokens++;
                for (int feature = 0; feature < D; feature++) {
                    sum[feature] += states[token][feature];
                }
            }
        }
        for (int feature = 0; feature < D; feature++) {
            sum[feature] /= tokens;
        }
        return sum;
    }

    @Test
    void theSentencesHaveManyLengths() {
        assertEquals(SENTENCES, BATCHES.stream().mapToInt(EncodedBatch::rows).sum());
        assertTrue(BATCHES.stream().map(EncodedBatch::length).distinct().count() >= 4, "lengths of batches");
    }

    @Test
    void allHiddenStatesAreThoseOfOnnxRuntime() {
        Differences differences = ofHiddenStates(minilm, BATCHES.size());
        assertTrue(differences.states() < BOUND, differences.toString());
        assertTrue(differences.means() < BOUND, differences.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"MEAN", "FIRST"})
    void theFeaturesOfASessionAreThoseOfOnnxRuntime(Pooling pooling) {
        double difference = ofFeatures(minilm, pooling, BATCHES.size());
        assertTrue(difference < BOUND, pooling + " " + difference);
    }

    @Test
    void theWeightsOfTwoLayersExchangedAreSeen() {
        Map<String, FloatTensor> weights = new LinkedHashMap<>(minilm.weights());
        String first = "encoder.layer.2.attention.output.dense.weight";
        String second = "encoder.layer.3.attention.output.dense.weight";
        weights.put(first, minilm.weight(second));
        weights.put(second, minilm.weight(first));
        PretrainedEncoder planted = new PretrainedEncoder("planted", minilm.config(), weights, minilm.tokenizer());
        Differences differences = ofHiddenStates(planted, 1);
        assertTrue(differences.states() > 100 * BOUND, differences.toString());
        assertTrue(differences.means() > 100 * BOUND, differences.toString());
        assertTrue(ofFeatures(planted, Pooling.MEAN, 1) > 100 * BOUND);
    }
}
