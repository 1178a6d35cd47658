package org.peftcheck.training.samediff;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.controlflow.compat.StopGradient;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Scalar;

/** The reading of an update rule as nodes of a SameDiff graph; every matrix of the formula is formed. */
final class SameDiffMatrices implements MatrixAlgebra<SDVariable> {

    private final SameDiff graph;
    private final SameDiffActivations activations;

    SameDiffMatrices(SameDiff graph) {
        this.graph = graph;
        this.activations = new SameDiffActivations(graph);
    }

    @Override
    public SDVariable plus(SDVariable left, SDVariable right) {
        return left.add(right);
    }

    @Override
    public SDVariable minus(SDVariable left, SDVariable right) {
        return left.sub(right);
    }

    @Override
    public SDVariable times(SDVariable left, SDVariable right) {
        return graph.mmul(left, right);
    }

    @Override
    public SDVariable scale(Scalar factor, SDVariable matrix) {
        return matrix.mul(factor.value().doubleValue());
    }

    @Override
    public SDVariable activate(Activation activation, SDVariable matrix) {
        return activations.apply(activation, matrix);
    }

    @Override
    public SDVariable transpose(SDVariable matrix) {
        return graph.permute(matrix, 1, 0);
    }

    @Override
    public SDVariable scaleRows(SDVariable factors, SDVariable matrix) {
        return matrix.mul(factors);
    }

    @Override
    public SDVariable divide(SDVariable dividend, SDVariable divisor) {
        return dividend.div(divisor);
    }

    @Override
    public SDVariable rowNorms(SDVariable matrix) {
        return graph.math().sqrt(graph.sum(graph.math().square(matrix), true, 1));
    }

    @Override
    public SDVariable detached(SDVariable matrix) {
        return new StopGradient(graph, matrix).outputVariable();
    }
}
