package org.peftcheck.training.model;

import org.peftcheck.papers.Fields;
import org.peftcheck.theory.algebra.Activation;

/** The field {@code hidden_act} of a configuration: the activation within the feed-forward network. */
final class HiddenActivation {

    private HiddenActivation() {}

    /**
     * The activation, GELU where the field is not there.
     *
     * @param config the configuration
     * @return the function
     * @throws org.peftcheck.papers.BadDataException when the field names none that is known here
     */
    static Activation of(Fields config) {
        String name = config.optionalText("hidden_act").orElse("gelu");
        return switch (name) {
            case "gelu" -> Activation.GELU;
            case "relu" -> Activation.RELU;
            case "silu", "swish" -> Activation.SILU;
            case "tanh" -> Activation.TANH;
            default ->
                throw config.refuse("hidden_act", "expected one of gelu, relu, silu, swish, tanh, got `" + name + "`");
        };
    }
}
