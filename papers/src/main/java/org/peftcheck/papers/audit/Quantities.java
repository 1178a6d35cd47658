package org.peftcheck.papers.audit;

import java.math.BigInteger;

/** Gives the quantities of models that a formula names in braces, such as numbers of parameters. */
@FunctionalInterface
public interface Quantities {

    /**
     * A quantity.
     *
     * @param name what stands between the braces, such as {@code roberta-base: with pooler}
     * @return its value
     * @throws IllegalArgumentException when it is not known
     */
    BigInteger of(String name);
}
