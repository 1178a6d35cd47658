package org.peftcheck.training.model;

/**
 * What a vision transformer reads of a batch of n images of P patches. The class token is the first of the P + 1 tokens of an image.
 *
 * @param patches n·(P+1) × c·p·p, a token a row: the numbers of a patch, by channel, row and column, or zeros for the class token
 * @param classMark (P+1) × 1, a one at the class token
 * @param patchMark (P+1) × 1, a one at each patch
 * @param pooling n × 1 × (P+1), the weights with which hidden states are added up to one vector
 * @param <T> what a tensor is
 */
public record VisionInputs<T>(T patches, T classMark, T patchMark, T pooling) {}
