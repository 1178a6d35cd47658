package org.peftcheck.training.generation;

import java.util.List;

/** What a language model says of the token after a text. */
public interface NextToken {

    /**
     * The log-probabilities of the next token.
     *
     * @param texts the tokens of some texts, each at least one
     * @return for each text a natural logarithm for each token of the vocabulary
     */
    List<double[]> logProbabilities(List<int[]> texts);

    /** The most tokens of a text that it can read. */
    int longestInput();
}
