package org.peftcheck.papers;

/** What the cells of a column are. */
public enum ColumnKind {
    /** Text, never read as a number. */
    TEXT,
    /** A number, with one of the column's units or with none. */
    NUMBER
}
