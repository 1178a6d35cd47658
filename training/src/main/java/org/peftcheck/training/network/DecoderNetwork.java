package org.peftcheck.training.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peftcheck.papers.architecture.LlamaArchitecture;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.InputTensor;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.engine.TokenBatch;
import org.peftcheck.training.model.Decoder;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.model.DecoderInputs;
import org.peftcheck.training.model.DecoderTensors;
import org.peftcheck.training.model.NetworkWeights;
import org.peftcheck.training.model.PretrainedDecoder;
import org.peftcheck.training.model.TensorAlgebra;

/**
 * A decoder of the LLaMA family as a language model. It reads {@link TokenBatch}es. Its loss is the mean negative log-probability of
 * the labels over the places that have one.
 *
 * @param config the decoder's sizes
 * @param prediction what its outputs are
 */
public record DecoderNetwork(DecoderConfig config, Prediction prediction) implements NetworkFormula {

    /** Token numbers. */
    public static final String IDS = "ids";
    /** The cosines of the angles of each position. */
    public static final String COSINES = "cosines";
    /** The sines of the angles of each position. */
    public static final String SINES = "sines";
    /** The matrix that turns heads by a right angle. */
    public static final String TURN = "turn";
    /** What keeps attention from later tokens. */
    public static final String CAUSAL = "causal";
    /** A one at the last token of each sequence. */
    public static final String LAST = "last";
    /** The tokens that are to be predicted; any where there are none. */
    public static final String LABELS = "labels";
    /** The share of each label in the loss; they add up to 1. */
    public static final String SHARES = "shares";

    /** What the outputs are. */
    public enum Prediction {
        /** The logits of the next token at every place, n·T × vocabulary. */
        EVERY_TOKEN,
        /** The logits of the next token at the last place of each sequence, n × vocabulary; labels elsewhere are refused. */
        NEXT_TOKEN,
        /** The log-probability of the label at every place, n·T × 1: the outputs depend on the labels, of no meaning where there is none. */
        LIKELIHOOD
    }

    /**
     * A pre-trained decoder, nothing of it trained.
     *
     * @param decoder the decoder
     * @param prediction what the outputs are
     * @return the network
     */
    public static FineTuning pretrained(PretrainedDecoder decoder, Prediction prediction) {
        return new FineTuning(
                new DecoderNetwork(decoder.config(), prediction),
                decoder.weights(),
                Map.of(),
                Set.of(),
                Map.of(),
                FineTuning.UpdateForm.FACTORED);
    }

    /**
     * A network with other outputs.
     *
     * @param network a decoder with whatever is trained of it
     * @param prediction what the outputs are
     * @return the network with these outputs
     */
    public static FineTuning giving(FineTuning network, Prediction prediction) {
        DecoderConfig config = ((DecoderNetwork) network.formula()).config();
        return network.with(new DecoderNetwork(config, prediction));
    }

    @Override
    public LlamaArchitecture architecture() {
        return architecture(config);
    }

    /**
     * A decoder as the counts know it.
     *
     * @param config its sizes
     * @return the architecture, named after its family
     */
    public static LlamaArchitecture architecture(DecoderConfig config) {
        return architecture(type(config), config);
    }

    private static String type(DecoderConfig config) {
        return config.family() == DecoderConfig.Family.QWEN3 ? "qwen3" : "llama";
    }

    /**
     * A decoder as the counts know it.
     *
     * @param name its name
     * @param config its sizes
     * @return the architecture
     */
    public static LlamaArchitecture architecture(String name, DecoderConfig config) {
        return new LlamaArchitecture(
                name,
                type(config),
                config.hidden(),
                config.layers(),
                config.intermediate(),
                config.vocabulary(),
                config.heads(),
                config.keyValueHeads(),
                config.headWidth(),
                config.tiedHead(),
                config.biases(),
                config.hasHeadNorms());
    }

    /** None: the decoder's own head serves. */
    @Override
    public Map<String, int[]> headShapes() {
        return Map.of();
    }

    @Override
    public boolean uses(String tensor) {
        return !config.tiedHead() || !tensor.equals(DecoderTensors.HEAD);
    }

    @Override
    public List<InputTensor> inputs(int rows, int length) {
        int places = outputRows(rows, length);
        int width = config.headWidth();
        return List.of(
                InputTensor.indices(IDS, rows * length),
                InputTensor.numbers(COSINES, length, 1, width),
                InputTensor.numbers(SINES, length, 1, width),
                InputTensor.numbers(TURN, width, width),
                InputTensor.numbers(CAUSAL, length, length),
                InputTensor.numbers(LAST, rows, 1, length),
                InputTensor.indices(LABELS, places),
                InputTensor.numbers(SHARES, 1, places));
    }

    @Override
    public int outputRows(int rows, int length) {
        return prediction == Prediction.NEXT_TOKEN ? rows : rows * length;
    }

    @Override
    public Map<String, int[]> indices(Batch batch) {
        TokenBatch tokens = (TokenBatch) batch;
        int[] labels = labels(tokens);
        for (int k = 0; k < labels.length; k++) {
            labels[k] = Math.max(0, labels[k]);
        }
        return Map.of(IDS, tokens.ids(), LABELS, labels);
    }

    @Override
    public Map<String, float[]> numbers(Batch batch) {
        TokenBatch tokens = (TokenBatch) batch;
        RotaryPositions positions = new RotaryPositions(config.headWidth(), config.ropeTheta());
        int length = tokens.length();
        Map<String, float[]> numbers = new LinkedHashMap<>();
        numbers.put(COSINES, positions.cosines(length));
        numbers.put(SINES, positions.sines(length));
        numbers.put(TURN, positions.turn());
        numbers.put(CAUSAL, RotaryPositions.causal(length));
        numbers.put(LAST, last(tokens));
        numbers.put(SHARES, shares(labels(tokens), tokens.terms()));
        return numbers;
    }

    private static float[] last(TokenBatch tokens) {
        float[] last = new float[tokens.rows() * tokens.length()];
        for (int row = 0; row < tokens.rows(); row++) {
            last[row * tokens.length() + tokens.tokens()[row] - 1] = 1;
        }
        return last;
    }

    /** The label of each row of the outputs. */
    private int[] labels(TokenBatch tokens) {
        if (prediction != Prediction.NEXT_TOKEN) {
            return tokens.labels().clone();
        }
        int[] labels = new int[tokens.rows()];
        long found = 0;
        for (int row = 0; row < labels.length; row++) {
            labels[row] = tokens.labels()[row * tokens.length() + tokens.tokens()[row] - 1];
            found += labels[row] == TokenBatch.NONE ? 0 : 1;
        }
        if (found != tokens.terms()) {
            throw new IllegalArgumentException("decoder: expected labels at the last token of each sequence only, got "
                    + (tokens.terms() - found) + " elsewhere");
        }
        return labels;
    }

    private static float[] shares(int[] labels, long terms) {
        float[] shares = new float[labels.length];
        for (int k = 0; k < shares.length; k++) {
            shares[k] = labels[k] == TokenBatch.NONE ? 0 : 1f / terms;
        }
        return shares;
    }

    /**
     * What the decoder reads.
     *
     * @param inputs the inputs by name
     * @param <T> what a tensor is
     * @return the inputs of the formula
     */
    public static <T> DecoderInputs<T> decoderInputs(Map<String, T> inputs) {
        return new DecoderInputs<>(
                inputs.get(IDS), inputs.get(COSINES), inputs.get(SINES), inputs.get(TURN), inputs.get(CAUSAL));
    }

    @Override
    public <T> T outputs(TensorAlgebra<T> algebra, NetworkWeights<T> weights, Map<String, T> inputs) {
        Decoder<T> decoder = new Decoder<>(config, algebra, weights);
        T states = decoder.hiddenStates(decoderInputs(inputs));
        if (prediction == Prediction.NEXT_TOKEN) {
            T last = inputs.get(LAST);
            int rows = algebra.shape(last)[0];
            int length = algebra.shape(last)[2];
            T split = algebra.reshape(states, rows, length, config.hidden());
            states = algebra.reshape(algebra.matmul(last, split), rows, config.hidden());
        }
        T logits = decoder.logits(states);
        return prediction == Prediction.LIKELIHOOD ? algebra.logProbability(logits, inputs.get(LABELS)) : logits;
    }

    @Override
    public <T> T loss(TensorAlgebra<T> algebra, T outputs, Map<String, T> inputs) {
        T logarithms =
                prediction == Prediction.LIKELIHOOD ? outputs : algebra.logProbability(outputs, inputs.get(LABELS));
        return algebra.scale(-1, algebra.reshape(algebra.matmul(inputs.get(SHARES), logarithms)));
    }
}
