package org.peftcheck.theory.verdict;

/** Whether a hypothesis holds on an instance. */
public enum Decision {
    /** It holds. */
    HOLDS,
    /** It fails. */
    FAILS,
    /** The arithmetic at hand could not decide it. */
    UNKNOWN;

    /**
     * The decision of a question that was answered exactly.
     *
     * @param holds the answer
     * @return HOLDS or FAILS
     */
    public static Decision of(boolean holds) {
        return holds ? HOLDS : FAILS;
    }
}
