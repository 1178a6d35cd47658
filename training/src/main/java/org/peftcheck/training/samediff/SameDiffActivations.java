package org.peftcheck.training.samediff;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.peftcheck.theory.algebra.Activation;

/** Activation functions as nodes of a SameDiff graph, from operations whose gradients this version gets right. */
final class SameDiffActivations {

    private final SameDiff graph;

    SameDiffActivations(SameDiff graph) {
        this.graph = graph;
    }

    SDVariable apply(Activation activation, SDVariable x) {
        if (activation instanceof Activation.Relu) {
            return graph.nn().relu(x, 0);
        }
        if (activation instanceof Activation.LeakyRelu leaky) {
            return graph.nn().leakyRelu(x, leaky.slope().doubleValue());
        }
        if (activation instanceof Activation.Gelu) {
            return x.mul(0.5).mul(graph.math().erf(x.mul(Math.sqrt(0.5))).add(1));
        }
        if (activation instanceof Activation.Tanh) {
            return graph.math().tanh(x);
        }
        if (activation instanceof Activation.Silu) {
            return x.mul(graph.nn().sigmoid(x));
        }
        if (activation instanceof Activation.Triangle) {
            SDVariable shifted = x.sub(0.25);
            SDVariable turn = shifted.sub(graph.math().round(shifted));
            return graph.math().abs(turn).mul(-4).add(1);
        }
        SDVariable angle = x.mul(2 * Math.PI);
        return activation instanceof Activation.SinPlusCos
                ? graph.math().sin(angle).add(graph.math().cos(angle))
                : graph.math().sin(angle);
    }
}
