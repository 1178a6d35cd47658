package org.peftcheck.training.generation;

/**
 * How likely texts are to a model.
 *
 * @param logProbability the sum of the natural logarithms of the probability of each predicted token
 * @param tokens how many tokens were predicted
 */
public record TextLikelihood(double logProbability, long tokens) {

    /** Checks that there are tokens. */
    public TextLikelihood {
        if (tokens < 1) {
            throw new IllegalArgumentException("likelihood: expected at least 1 predicted token, got " + tokens);
        }
    }

    /** exp of the mean negative log-probability of a token. */
    public double perplexity() {
        return Math.exp(-logProbability / tokens);
    }
}
