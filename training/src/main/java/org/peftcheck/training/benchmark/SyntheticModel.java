package org.peftcheck.training.benchmark;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.BertArchitecture;
import org.peftcheck.papers.architecture.LlamaArchitecture;
import org.peftcheck.papers.architecture.VitArchitecture;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.ImageBatch;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.UntrainedVision;
import org.peftcheck.training.model.VisionConfig;
import org.peftcheck.training.network.DecoderNetwork;
import org.peftcheck.training.network.EncoderNetwork;
import org.peftcheck.training.network.VisionNetwork;

/**
 * A network with random weights and batches for it, of the sizes of an architecture: what a step costs does not depend on the numbers.
 *
 * @param formula the network
 * @param weights its tensors by name
 * @param batches batches
 * @param longest the most tokens of a row; for images the only number
 */
public record SyntheticModel(
        NetworkFormula formula, Supplier<Map<String, FloatTensor>> weights, Batches batches, int longest) {

    private static final double ENCODER_EPSILON = 1e-12;
    private static final double DECODER_EPSILON = 1e-5;
    private static final double ROTARY_BASE = 10000;
    private static final long SEED = 1;

    /** Makes batches. */
    @FunctionalInterface
    public interface Batches {
        /**
         * A batch.
         *
         * @param rows sequences or images
         * @param length tokens of the longest sequence; of no effect on images
         * @return the batch
         */
        Batch of(int rows, int length);
    }

    /**
     * A network of the sizes of an architecture.
     *
     * @param architecture the model
     * @param classes the outputs of a linear head, at least 1; of no effect on a decoder, which is a language model with its own head
     * @return the network
     * @throws IllegalArgumentException when the architecture is of a kind that cannot be run here
     */
    public static SyntheticModel of(Architecture architecture, int classes) {
        if (architecture instanceof BertArchitecture bert) {
            return encoder(bert, classes);
        }
        if (architecture instanceof LlamaArchitecture llama) {
            return decoder(config(llama));
        }
        if (architecture instanceof VitArchitecture vit) {
            return vision(config(vit), classes);
        }
        throw new IllegalArgumentException("a step of " + architecture.name()
                + ": expected an encoder, a decoder or a vision transformer with all its sizes, got model_type "
                + architecture.modelType());
    }

    private static ClassifierHead head(Pooling pooling, int classes) {
        return new ClassifierHead(pooling, false, classes, false);
    }

    private static SyntheticModel encoder(BertArchitecture bert, int classes) {
        boolean plain = bert.modelType().equals("bert");
        EncoderConfig config = new EncoderConfig(
                plain ? EncoderConfig.Family.BERT : EncoderConfig.Family.ROBERTA,
                bert.blocks(),
                bert.hiddenSize(),
                bert.heads(),
                bert.intermediateSize(),
                bert.vocabularySize(),
                bert.positions(),
                bert.tokenTypes(),
                ENCODER_EPSILON,
                Activation.GELU);
        SyntheticNetwork synthetic = new SyntheticNetwork(config, SEED);
        EncoderNetwork network = new EncoderNetwork(config, head(Pooling.MEAN, classes));
        int longest = plain ? bert.positions() : bert.positions() - 2;
        return new SyntheticModel(
                network, synthetic::weights, (rows, length) -> synthetic.batch(network.head(), rows, length), longest);
    }

    /** A decoder as training has it: its outputs are the log-probabilities of the labels. */
    private static SyntheticModel decoder(DecoderConfig config) {
        SyntheticDecoder synthetic = new SyntheticDecoder(config, SEED);
        return new SyntheticModel(
                new DecoderNetwork(config, DecoderNetwork.Prediction.LIKELIHOOD),
                synthetic::weights,
                synthetic::batch,
                config.longestInput());
    }

    /** Rotary positions have no end of their own. */
    private static DecoderConfig config(LlamaArchitecture llama) {
        return new DecoderConfig(
                llama.headNorms() ? DecoderConfig.Family.QWEN3 : DecoderConfig.Family.LLAMA,
                llama.blocks(),
                llama.hiddenSize(),
                llama.heads(),
                llama.keyValueHeads(),
                llama.headSize(),
                llama.intermediateSize(),
                llama.vocabularySize(),
                Integer.MAX_VALUE,
                DECODER_EPSILON,
                ROTARY_BASE,
                llama.tiedHead(),
                llama.biases());
    }

    private static VisionConfig config(VitArchitecture vit) {
        return new VisionConfig(
                vit.imageSize(),
                vit.patchSize(),
                vit.channels(),
                vit.blocks(),
                vit.hiddenSize(),
                vit.heads(),
                vit.intermediateSize(),
                ENCODER_EPSILON,
                Activation.GELU,
                vit.queryKeyValueBias());
    }

    private static SyntheticModel vision(VisionConfig config, int classes) {
        return new SyntheticModel(
                new VisionNetwork(config, head(Pooling.FIRST, classes)),
                () -> UntrainedVision.draw(config, SEED),
                (rows, length) -> images(config, rows, classes),
                config.tokens());
    }

    private static ImageBatch images(VisionConfig config, int rows, int classes) {
        SplittableRandom random = new SplittableRandom(SEED);
        float[] pixels = new float[rows * config.channels() * config.imageSize() * config.imageSize()];
        for (int k = 0; k < pixels.length; k++) {
            pixels[k] = (float) random.nextGaussian();
        }
        float[] labels = new float[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = row % classes;
        }
        return new ImageBatch(rows, config.channels(), config.imageSize(), pixels, labels);
    }
}
