package org.peftcheck.papers;

/** What sort of statement a claim is. */
public enum ClaimKind {
    /** A theorem-like statement, or a part of one. */
    PROPOSITION,
    /** An equality for all values of its variables. */
    IDENTITY,
    /** An inequality, or when one holds. */
    INEQUALITY,
    /** A numbered remark. */
    REMARK,
    /** A statement on time or memory. */
    COST,
    /** A statement on a number of parameters. */
    COUNT,
    /** What a table says by itself. */
    TABLE,
    /** What the running text says. */
    TEXT
}
