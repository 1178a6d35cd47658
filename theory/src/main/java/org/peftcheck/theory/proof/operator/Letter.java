package org.peftcheck.theory.proof.operator;

import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.Term;

/**
 * An operator or its adjoint (for real matrices the transposed matrix), one letter of a {@link Word}.
 *
 * @param symbol the operator, with its shape
 * @param adjoint whether the adjoint is meant
 */
public record Letter(Term.Symbol symbol, boolean adjoint) implements Comparable<Letter> {

    /**
     * The adjoint of this letter.
     *
     * @return the letter with the other flag
     */
    public Letter adjointed() {
        return new Letter(symbol, !adjoint);
    }

    /**
     * The shape of the letter.
     *
     * @return the shape of the operator, transposed for an adjoint
     */
    public Shape shape() {
        return adjoint ? symbol.shape().transposed() : symbol.shape();
    }

    /**
     * The letter in TeX: digits at the end of a name become an index, names of Greek letters become the letters.
     *
     * @return for instance {@code \Theta_{1}^{\top}}
     */
    public String toTex() {
        String name = symbol.name();
        String stem = name.replaceAll("\\d+$", "");
        String index = name.substring(stem.length());
        String base = stem.length() > 1 ? "\\" + stem : stem;
        return base + (index.isEmpty() ? "" : "_{" + index + "}") + (adjoint ? "^{\\top}" : "");
    }

    @Override
    public int compareTo(Letter other) {
        int byName = symbol.name().compareTo(other.symbol.name());
        if (byName != 0) {
            return byName;
        }
        int byAdjoint = Boolean.compare(adjoint, other.adjoint);
        return byAdjoint != 0
                ? byAdjoint
                : symbol.shape().toString().compareTo(other.symbol.shape().toString());
    }

    @Override
    public String toString() {
        return symbol.name() + (adjoint ? "*" : "");
    }
}
