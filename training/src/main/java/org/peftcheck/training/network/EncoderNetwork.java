package org.peftcheck.training.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peftcheck.papers.architecture.BertArchitecture;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.InputTensor;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.Encoder;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.EncoderInputs;
import org.peftcheck.training.model.NetworkWeights;
import org.peftcheck.training.model.TensorAlgebra;

/**
 * An encoder of the BERT family with a head for a task. It reads {@link EncodedBatch}es.
 *
 * @param config the encoder's sizes
 * @param head the head
 */
public record EncoderNetwork(EncoderConfig config, ClassifierHead head) implements NetworkFormula {

    /** Token numbers. */
    public static final String IDS = "ids";
    /** Segments. */
    public static final String TOKEN_TYPES = "token-types";
    /** Rows of the table of positions. */
    public static final String POSITIONS = "positions";
    /** What is added to attention scores. */
    public static final String ATTENTION_BIAS = "attention-bias";
    /** The weights with which hidden states are added up. */
    public static final String POOLING = "pooling";
    /** Classes or targets. */
    public static final String LABELS = "labels";

    @Override
    public BertArchitecture architecture() {
        return architecture(config);
    }

    /**
     * An encoder as the counts know it.
     *
     * @param config its sizes
     * @return the architecture, named after its family
     */
    public static BertArchitecture architecture(EncoderConfig config) {
        String type = config.family() == EncoderConfig.Family.ROBERTA ? "roberta" : "bert";
        return new BertArchitecture(
                type,
                type,
                config.hidden(),
                config.layers(),
                config.heads(),
                config.intermediate(),
                config.vocabulary(),
                config.positions(),
                config.tokenTypes());
    }

    @Override
    public Map<String, int[]> headShapes() {
        return head.shapes(config.hidden());
    }

    @Override
    public boolean uses(String tensor) {
        return !tensor.startsWith("cls.") && (head.pooling() == Pooling.POOLER || !tensor.startsWith("pooler."));
    }

    @Override
    public List<InputTensor> inputs(int rows, int length) {
        int count = rows * length;
        return List.of(
                InputTensor.indices(IDS, count),
                InputTensor.indices(TOKEN_TYPES, count),
                InputTensor.indices(POSITIONS, count),
                InputTensor.numbers(ATTENTION_BIAS, rows, 1, 1, length),
                InputTensor.numbers(POOLING, rows, 1, length),
                InputTensor.numbers(LABELS, rows, head.outputs()));
    }

    @Override
    public Map<String, int[]> indices(Batch batch) {
        EncodedBatch encoded = (EncodedBatch) batch;
        return Map.of(
                IDS, encoded.ids(),
                TOKEN_TYPES, encoded.tokenTypes(),
                POSITIONS, encoded.positions());
    }

    @Override
    public Map<String, float[]> numbers(Batch batch) {
        EncodedBatch encoded = (EncodedBatch) batch;
        Map<String, float[]> numbers = new LinkedHashMap<>();
        numbers.put(ATTENTION_BIAS, BatchInputs.attentionBias(encoded));
        numbers.put(POOLING, BatchInputs.pooling(head.pooling(), encoded));
        numbers.put(LABELS, BatchInputs.labels(head, encoded));
        return numbers;
    }

    /**
     * What the encoder reads.
     *
     * @param inputs the inputs by name
     * @param <T> what a tensor is
     * @return the inputs of the formula
     */
    public static <T> EncoderInputs<T> encoderInputs(Map<String, T> inputs) {
        return new EncoderInputs<>(
                inputs.get(IDS),
                inputs.get(TOKEN_TYPES),
                inputs.get(POSITIONS),
                inputs.get(ATTENTION_BIAS),
                inputs.get(POOLING));
    }

    @Override
    public <T> T outputs(TensorAlgebra<T> algebra, NetworkWeights<T> weights, Map<String, T> inputs) {
        return new Encoder<>(config, algebra, weights).outputs(head, encoderInputs(inputs));
    }

    @Override
    public <T> T loss(TensorAlgebra<T> algebra, T outputs, Map<String, T> inputs) {
        return head.loss(algebra, outputs, inputs.get(LABELS));
    }
}
