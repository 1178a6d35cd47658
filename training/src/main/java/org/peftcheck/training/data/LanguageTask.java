package org.peftcheck.training.data;

import java.util.Objects;

/**
 * What a language model is to learn.
 *
 * @param id the name on the command line, such as {@code gsm8k}
 * @param predicted which tokens the loss and the metrics are about
 * @param choice whether each example has answers to choose from: the one with the greatest likelihood is chosen, and accuracy decides;
 *     else the log-likelihood decides
 */
public record LanguageTask(String id, Predicted predicted, boolean choice) {

    /** Which tokens the loss is about. */
    public enum Predicted {
        /** Those of the answer, given the prompt. */
        ANSWER,
        /** Those of prompt and answer. */
        WHOLE,
        /** All tokens of all texts, which are joined and cut into pieces of one length. */
        PACKED
    }

    /** Checks that a choice is one between answers. */
    public LanguageTask {
        Objects.requireNonNull(id, "id");
        if (choice && predicted != Predicted.ANSWER) {
            throw new IllegalArgumentException(
                    "task " + id + ": expected a choice to predict answers, got " + predicted);
        }
    }
}
