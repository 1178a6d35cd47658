package org.peftcheck.papers;

/**
 * A hypothesis of a claim.
 *
 * @param name short name, such as {@code invariance}
 * @param tex the hypothesis in TeX, without dollar signs
 */
public record Hypothesis(String name, String tex) {}
