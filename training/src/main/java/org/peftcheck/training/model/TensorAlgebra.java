package org.peftcheck.training.model;

import org.peftcheck.theory.algebra.Activation;

/**
 * The abstract algebra of tensors in which a network is written once, as the adapters are written against the algebra of matrices.
 * Each implementation is a reading: a training graph, or values in double precision.
 *
 * <p>Shapes are row-major. Operands are broadcast as usual: missing leading dimensions and dimensions of 1 are repeated. A tensor of
 * a batch has the batch first; what a network does to one row of the batch must not depend on the others.
 *
 * @param <T> what a tensor is in this reading
 */
public interface TensorAlgebra<T> {

    /**
     * The shape.
     *
     * @param tensor a tensor
     * @return its dimensions
     */
    int[] shape(T tensor);

    /**
     * The same entries under another shape.
     *
     * @param tensor a tensor
     * @param shape dimensions with the same product
     * @return the tensor of that shape
     */
    T reshape(T tensor, int... shape);

    /**
     * The dimensions in another order.
     *
     * @param tensor a tensor
     * @param axes for each new dimension the old one, from 0
     * @return the permuted tensor
     */
    T permute(T tensor, int... axes);

    /**
     * The sum, with broadcasting.
     *
     * @param left a tensor
     * @param right a tensor
     * @return left + right
     */
    T plus(T left, T right);

    /**
     * The entrywise product, with broadcasting.
     *
     * @param left a tensor
     * @param right a tensor
     * @return left ⊙ right
     */
    T times(T left, T right);

    /**
     * The multiple by a number.
     *
     * @param factor the number
     * @param tensor a tensor
     * @return factor · tensor
     */
    T scale(double factor, T tensor);

    /**
     * The matrix product of the last two dimensions, for each index of the others.
     *
     * @param left a tensor … × m × k
     * @param right a tensor … × k × n with the same leading dimensions
     * @return the tensor … × m × n
     */
    T matmul(T left, T right);

    /**
     * A linear map without bias applied to each row.
     *
     * @param rows a tensor n × d_in, a vector a row
     * @param weight a matrix d_out × d_in
     * @return rows · weightᵀ, n × d_out
     */
    T linear(T rows, T weight);

    /**
     * An activation function applied to each entry.
     *
     * @param activation the function
     * @param tensor a tensor
     * @return σ(tensor)
     */
    T activate(Activation activation, T tensor);

    /**
     * exp(x) / Σ exp(x) along the last dimension.
     *
     * @param tensor a tensor
     * @return weights that add up to 1 along the last dimension
     */
    T softmax(T tensor);

    /**
     * Layer normalisation along the last dimension: (x − mean) / √(variance + ε) ⊙ gain + bias.
     *
     * @param tensor a tensor … × d
     * @param gain d numbers
     * @param bias d numbers
     * @param epsilon ε
     * @return the normalised tensor
     */
    T layerNorm(T tensor, T gain, T bias, double epsilon);

    /**
     * Normalisation by the root mean square along the last dimension: x / √(mean of x² + ε) ⊙ gain.
     *
     * @param tensor a tensor … × d
     * @param gain d numbers
     * @param epsilon ε
     * @return the normalised tensor
     */
    T rmsNorm(T tensor, T gain, double epsilon);

    /**
     * The rows of a table that are named by their indices.
     *
     * @param table a matrix m × d
     * @param indices a tensor of n whole numbers in [0, m)
     * @return n × d
     */
    T gather(T table, T indices);

    /**
     * The mean over rows of the cross-entropy −Σ label · log softmax(logits).
     *
     * @param logits n × c
     * @param labels n × c, in each row a one at the class
     * @return a single number
     */
    T crossEntropy(T logits, T labels);

    /**
     * The log-probability of a class in each row, log softmax(logits) at the class.
     *
     * @param logits n × c
     * @param classes a tensor of n whole numbers in [0, c)
     * @return n × 1
     */
    T logProbability(T logits, T classes);

    /**
     * The mean squared difference.
     *
     * @param predictions n × 1
     * @param targets n × 1
     * @return a single number
     */
    T meanSquaredError(T predictions, T targets);
}
