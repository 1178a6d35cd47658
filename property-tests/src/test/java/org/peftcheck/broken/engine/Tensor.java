package org.peftcheck.broken.engine;

/** Stands for a class of a training engine. */
public record Tensor(float[] values) {}
