package org.peftcheck.theory.count;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;

/**
 * What is adapted.
 *
 * @param step a step of a kind of layers or places
 * @param values their sizes
 * @param copies how many there are
 * @param vectors what each sees
 * @param hasInputGradient whether their inputs have a gradient
 * @param states inputs that all of them keep and nothing else does
 * @param layer the layers, for a method that rewrites weights
 */
record Adapted(
        TrainingStep step,
        Map<Dimension, Polynomial> values,
        BigInteger copies,
        BigInteger vectors,
        boolean hasInputGradient,
        BigInteger states,
        Optional<LinearLayer> layer) {

    TrainingStep.Amounts amounts() {
        return step.at(values, vectors);
    }
}
