package org.peftcheck.training.experiment;

import java.util.Map;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.training.method.MethodChoice;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.LanguageModel;
import org.peftcheck.training.network.DecoderNetwork;
import org.peftcheck.training.network.DecoderNetwork.Prediction;

/**
 * A decoder of the LLaMA family. Its own head serves; what it gives for a batch is the log-probability of each label.
 *
 * @param language the decoder and its tokenizer's source
 */
public record DecoderModel(LanguageModel language) implements PretrainedModel {

    @Override
    public String name() {
        return language.decoder().name();
    }

    @Override
    public Architecture architecture() {
        return DecoderNetwork.architecture(language.decoder().config());
    }

    @Override
    public Map<String, FloatTensor> weights() {
        return language.decoder().weights();
    }

    @Override
    public boolean takesHead() {
        return false;
    }

    /**
     * The decoder as a language model.
     *
     * @throws IllegalArgumentException when the method trains the head alone, or biases of which there are none
     */
    @Override
    public DecoderNetwork formula(Experiment experiment, int outputs, boolean regression) {
        String method = experiment.method().id();
        boolean biased = weights().keySet().stream().anyMatch(name -> name.endsWith(".bias"));
        if (method.equals(MethodChoice.LINEAR_PROBING) || method.equals(MethodChoice.BITFIT) && !biased) {
            String expected = method.equals(MethodChoice.LINEAR_PROBING) ? "a task's head" : "biases";
            throw new IllegalArgumentException("method " + method + ": expected a model with " + expected
                    + " to train, got the decoder " + name() + ", which has none");
        }
        return new DecoderNetwork(language.decoder().config(), Prediction.LIKELIHOOD);
    }
}
