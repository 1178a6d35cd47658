package org.peftcheck.papers.architecture;

import java.util.List;

/**
 * A part of a model and its number of parameters.
 *
 * @param name one of the names below
 * @param parameters how many
 */
public record ModelPart(String name, long parameters) {

    /** Token, position, type and patch embeddings, with a norm on them where there is one. */
    public static final String EMBEDDINGS = "embeddings";
    /** All transformer blocks, with their norms and biases. */
    public static final String BLOCKS = "blocks";
    /** The norm after the last block. */
    public static final String FINAL_NORM = "final norm";
    /** The layer on the first token. */
    public static final String POOLER = "pooler";
    /** The layer to the vocabulary or the classes. */
    public static final String HEAD = "head";
    /** What is none of the above. */
    public static final String OTHER = "other";

    /** The parameters of the part of a name, 0 when there is none. */
    static long of(List<ModelPart> parts, String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .mapToLong(ModelPart::parameters)
                .sum();
    }
}
