package org.peftcheck.training.engine;

/**
 * What a training step of an engine computes and holds, counted where it is computed and allocated.
 *
 * @param forwardProducts operations of the products of matrices of a forward pass alone, 2mkn for m × k and k × n
 * @param products operations of the products of matrices of the whole step
 * @param entrywise numbers that the rest of the step computes, each time that it does
 * @param frozenBytes the tensors that are not trained, each once
 * @param trainedBytes the trained tensors
 * @param gradientBytes their gradients
 * @param activationBytes the buffers between inputs and gradients
 */
public record StepResources(
        long forwardProducts,
        long products,
        long entrywise,
        long frozenBytes,
        long trainedBytes,
        long gradientBytes,
        long activationBytes) {}
