package org.peftcheck.papers.architecture;

/**
 * A number of parameters that a share can be taken of, with the name that says what is in it.
 *
 * @param name such as {@code with pooler}
 * @param parameters how many
 */
public record Denominator(String name, long parameters) {}
