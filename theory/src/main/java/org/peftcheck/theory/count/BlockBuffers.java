package org.peftcheck.theory.count;

import java.math.BigInteger;
import java.util.List;
import org.peftcheck.papers.architecture.BertArchitecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.papers.architecture.LinearRole;
import org.peftcheck.papers.architecture.LlamaArchitecture;
import org.peftcheck.papers.architecture.VitArchitecture;

/** The buffers at the peak of a training step of a model, where everything entrywise is computed again. */
sealed interface BlockBuffers permits EncoderBuffers, DecoderBuffers, VisionBuffers {

    /** An adapted layer of a block. */
    record Layer(LinearRole role, long dOut, TrainingStep.Amounts amounts, boolean keepsInput, int inputGradients) {
        boolean is(LinearRole other) {
            return role == other;
        }
    }

    /**
     * The buffers of a model.
     *
     * @param model the model in the step
     * @throws IllegalArgumentException when those of its kind are not known
     */
    static BlockBuffers of(ModelStep model) {
        if (model.architecture() instanceof LlamaArchitecture llama) {
            return new DecoderBuffers(model, llama);
        }
        if (model.architecture() instanceof BertArchitecture) {
            return new EncoderBuffers(model);
        }
        if (model.architecture() instanceof VitArchitecture) {
            return new VisionBuffers(model);
        }
        throw new IllegalArgumentException(
                "recomputed activations of " + model.architecture().name()
                        + ": expected an encoder, a decoder or a vision transformer with all its sizes, got model_type "
                        + model.architecture().modelType());
    }

    /** Entries that all blocks keep whatever is adapted. */
    BigInteger kept();

    /** Entries that an adapted layer keeps beside that, without an input that it shares with other layers. */
    BigInteger kept(Layer layer);

    /**
     * Entries of inputs that adapted layers share, each once, which nothing else keeps.
     *
     * @param readers the layers that need their inputs
     */
    BigInteger sharedInputs(List<LinearLayer> readers);

    /**
     * What the peak has beside all that is kept, the most of several moments: with what is formed once a step, on the way there in the
     * last block, at a head, and on the way back at its feed-forward network and at its attention, when what was kept for the former is
     * free again.
     *
     * @param last the adapted layers of the last block
     * @param kept what is kept in all
     * @param formed what all layers form once a step
     */
    BigInteger workspace(List<Layer> last, BigInteger kept, BigInteger formed);

    /** The model in the step. */
    ModelStep model();

    /** So many entries for each token of the step. */
    default BigInteger tokens(long perToken) {
        return model().setting().tokens().multiply(BigInteger.valueOf(perToken));
    }

    /** What a layer keeps of its own products where its output has no buffer beside that of a sum. */
    default BigInteger withoutOutput(Layer layer) {
        return layer.amounts().buffersWithOutput().subtract(tokens(layer.dOut()));
    }

    /** A number of entries where something holds, and none otherwise. */
    static long when(boolean holds, long number) {
        return holds ? number : 0;
    }

    /** Whether a layer that reads the inner features of the feed-forward network keeps them. */
    static boolean keepInner(List<Layer> layers) {
        return layers.stream().anyMatch(layer -> layer.is(LinearRole.DOWN) && layer.keepsInput());
    }
}
