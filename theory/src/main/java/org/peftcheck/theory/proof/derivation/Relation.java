package org.peftcheck.theory.proof.derivation;

/** How the two sides of a step are related. */
public enum Relation {
    /** The sides are equal. */
    EQUAL("=", false),
    /** The left side is at most the right side. */
    AT_MOST("\\le", false),
    /** The left statement implies the right one. */
    IMPLIES("\\implies", true),
    /** Each statement implies the other. */
    EQUIVALENT("\\iff", true);

    private final String tex;
    private final boolean ofStatements;

    Relation(String tex, boolean ofStatements) {
        this.tex = tex;
        this.ofStatements = ofStatements;
    }

    /**
     * The sign.
     *
     * @return the relation in TeX
     */
    public String tex() {
        return tex;
    }

    /**
     * Whether the sides are statements, not quantities.
     *
     * @return whether they are
     */
    public boolean isOfStatements() {
        return ofStatements;
    }

    /**
     * The relation of the two ends of this step and the one after it.
     *
     * @param next the relation of the next step
     * @return the weaker of the two
     * @throws IllegalArgumentException if one is of statements and the other of quantities
     */
    public Relation then(Relation next) {
        if (ofStatements != next.ofStatements) {
            throw new IllegalArgumentException(
                    "relations: expected two of statements or two of quantities, got " + tex + " and " + next.tex);
        }
        return this == IMPLIES || this == AT_MOST ? this : next;
    }
}
