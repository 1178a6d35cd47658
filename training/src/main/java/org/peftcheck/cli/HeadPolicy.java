package org.peftcheck.cli;

import java.math.BigInteger;
import java.util.Optional;
import org.peftcheck.theory.count.TaskHead;

/**
 * Whether a head for the task is counted, and of what kind: a linear layer with biases on a hidden state.
 *
 * @param classes the number of classes; 0 for no head
 */
record HeadPolicy(int classes) {

    /**
     * Reads {@code none} or a number of classes.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static HeadPolicy parse(String text) {
        if (text.equals("none")) {
            return new HeadPolicy(0);
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1) {
            throw new IllegalArgumentException("--head: expected none or a number of classes >= 1, got " + text);
        }
        return new HeadPolicy(Integer.parseInt(text));
    }

    /** The head as a step has it, on the mean of the states of the tokens or that of the first. */
    Optional<TaskHead> task() {
        return classes == 0 ? Optional.empty() : Optional.of(new TaskHead(false, false, classes));
    }

    /** Parameters of the head on hidden states of a width. */
    BigInteger parameters(int hiddenSize) {
        return BigInteger.valueOf((long) classes * (hiddenSize + 1L));
    }

    /** What is counted, in words. */
    String describe(int hiddenSize) {
        return classes == 0
                ? "none; what a head for the task adds is not counted"
                : "linear with biases, " + classes + " classes on " + hiddenSize + " features: "
                        + parameters(hiddenSize) + " trainable parameters, counted apart";
    }
}
