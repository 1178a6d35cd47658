package org.peftcheck.theory.proof.smt.formula;

/** What the variables of a statement range over. */
public enum Sort {
    /** All real numbers. */
    REAL("Real", "QF_NRA"),
    /** All integers. */
    INTEGER("Int", "QF_NIA");

    private final String symbol;
    private final String logic;

    Sort(String symbol, String logic) {
        this.symbol = symbol;
        this.logic = logic;
    }

    /**
     * The sort in SMT-LIB.
     *
     * @return {@code Real} or {@code Int}
     */
    public String symbol() {
        return symbol;
    }

    /**
     * The logic of SMT-LIB for polynomials over this sort without quantifiers.
     *
     * @return {@code QF_NRA} or {@code QF_NIA}
     */
    public String logic() {
        return logic;
    }
}
