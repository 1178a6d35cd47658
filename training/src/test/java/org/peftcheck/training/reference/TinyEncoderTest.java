package org.peftcheck.training.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.Encoder;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.EncoderInputs;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.PretrainedEncoder;
import org.peftcheck.training.model.RandomEncoder;

/** The formula of the encoder on tiny random ones: what a batch must not change, and the heads. */
class TinyEncoderTest {

    private static final double CLOSE = 1e-12;
    private static final int[] SHORT = {2, 7, 9, 3};
    private static final int[] LONG = {2, 30, 5, 11, 12, 7, 3};

    private static PretrainedEncoder encoder(EncoderConfig.Family family) {
        return family == EncoderConfig.Family.BERT ? RandomEncoder.bert(1) : RandomEncoder.roberta(2);
    }

    /** Inputs padded to a length, positions from 0 or, for RoBERTa, from 2. */
    private static EncodedBatch batch(EncoderConfig.Family family, int length, int[]... inputs) {
        int first = family == EncoderConfig.Family.BERT ? 0 : 2;
        int[] ids = new int[inputs.length * length];
        int[] positions = new int[ids.length];
        int[] mask = new int[ids.length];
        for (int k = 0; k < ids.length; k++) {
            int[] input = inputs[k / length];
            boolean token = k % length < input.length;
            ids[k] = token ? input[k % length] : 0;
            positions[k] = token ? first + k % length : 0;
            mask[k] = token ? 1 : 0;
        }
        return new EncodedBatch(
                inputs.length, length, ids, new int[ids.length], positions, mask, new float[inputs.length]);
    }

    private static double[] features(PretrainedEncoder model, EncodedBatch batch, int row) {
        Encoder<ReferenceTensor> encoder = ReferenceEncoder.of(model);
        EncoderInputs<ReferenceTensor> inputs = ReferenceEncoder.inputs(batch, Pooling.MEAN);
        double[] all = encoder.pooled(inputs, encoder.hiddenStates(inputs)).values();
        int d = model.config().hidden();
        return Arrays.copyOfRange(all, row * d, (row + 1) * d);
    }

    @ParameterizedTest
    @EnumSource
    void anInputDoesNotDependOnItsNeighboursOrItsPadding(EncoderConfig.Family family) {
        PretrainedEncoder model = encoder(family);
        double[] alone = features(model, batch(family, 4, SHORT), 0);
        assertArrayEquals(alone, features(model, batch(family, 9, LONG, SHORT), 1), CLOSE);
        assertArrayEquals(alone, features(model, batch(family, 7, SHORT, LONG), 0), CLOSE);
    }

    @ParameterizedTest
    @EnumSource
    void paddingThatCountsAsTokensIsSeen(EncoderConfig.Family family) {
        PretrainedEncoder model = encoder(family);
        double[] alone = features(model, batch(family, 4, SHORT), 0);
        EncodedBatch padded = batch(family, 9, SHORT);
        Arrays.fill(padded.mask(), 1);
        assertTrue(distance(alone, features(model, padded, 0)) > 1e-3);
    }

    @ParameterizedTest
    @EnumSource
    void theOrderOfTokensMatters(EncoderConfig.Family family) {
        PretrainedEncoder model = encoder(family);
        int[] turned = {2, 9, 7, 3};
        double[] one = features(model, batch(family, 4, SHORT), 0);
        assertTrue(distance(one, features(model, batch(family, 4, turned), 0)) > 1e-3);
    }

    private static double distance(double[] left, double[] right) {
        double greatest = 0;
        for (int k = 0; k < left.length; k++) {
            greatest = Math.max(greatest, Math.abs(left[k] - right[k]));
        }
        return greatest;
    }

    /** Features of the first token go through a pooler or a layer of the head, each with tanh, and then through the classifier. */
    @Test
    void headsAreAsTheirLayersSay() {
        PretrainedEncoder model = RandomEncoder.bert(3);
        Map<String, FloatTensor> slots = Map.of(
                "classifier.weight",
                new FloatTensor(new int[] {2, 12}, numbers(24)),
                "classifier.bias",
                new FloatTensor(new int[] {2}, new float[] {1, -1}),
                "classifier.dense.weight",
                model.weight("pooler.dense.weight"),
                "classifier.dense.bias",
                model.weight("pooler.dense.bias"));
        Map<String, FloatTensor> weights = new LinkedHashMap<>(model.weights());
        weights.putAll(slots);
        ReferenceAlgebra algebra = new ReferenceAlgebra();
        Encoder<ReferenceTensor> encoder =
                new Encoder<>(model.config(), algebra, ReferenceEncoder.weights(algebra, weights));
        EncodedBatch batch = batch(EncoderConfig.Family.BERT, 7, SHORT, LONG);
        EncoderInputs<ReferenceTensor> inputs = ReferenceEncoder.inputs(batch, Pooling.FIRST);
        ReferenceTensor states = encoder.hiddenStates(inputs);
        ReferenceTensor pooled = encoder.outputs(new ClassifierHead(Pooling.POOLER, false, 2, false), inputs);
        ReferenceTensor dense = encoder.outputs(new ClassifierHead(Pooling.FIRST, true, 2, false), inputs);
        assertEquals(pooled, dense);
        assertArrayEquals(new int[] {2, 2}, pooled.shape());
        for (int row = 0; row < 2; row++) {
            double[] output = {1, -1};
            for (int k = 0; k < 12; k++) {
                double sum = model.weight("pooler.dense.bias").values()[k];
                for (int j = 0; j < 12; j++) {
                    sum += model.weight("pooler.dense.weight").values()[12 * k + j] * states.at(7 * row, j);
                }
                output[0] += numbers(24)[k] * Math.tanh(sum);
                output[1] += numbers(24)[12 + k] * Math.tanh(sum);
            }
            assertEquals(output[0], pooled.at(row, 0), CLOSE);
            assertEquals(output[1], pooled.at(row, 1), CLOSE);
        }
    }

    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int k = 0; k < count; k++) {
            numbers[k] = k / 8f - 1;
        }
        return numbers;
    }

    @Test
    void aWeightThatIsNotThereIsNamed() {
        PretrainedEncoder model = RandomEncoder.bert(4);
        ClassifierHead head = new ClassifierHead(Pooling.MEAN, false, 1, true);
        EncoderInputs<ReferenceTensor> inputs =
                ReferenceEncoder.inputs(batch(EncoderConfig.Family.BERT, 4, SHORT), Pooling.MEAN);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> ReferenceEncoder.of(model).outputs(head, inputs));
        assertEquals("weights: expected the name of one of 44 tensors, got classifier.weight", refused.getMessage());
    }
}
