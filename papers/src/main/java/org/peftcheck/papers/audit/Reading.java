package org.peftcheck.papers.audit;

/**
 * One way to recompute a figure.
 *
 * @param formula the formula, as in the data
 * @param meaning what it takes: which layers, rank, denominator, rows
 */
public record Reading(String formula, String meaning) {

    /** Checks the formula. */
    public Reading {
        FormulaParser.parse(formula);
    }

    Formula parsed() {
        return FormulaParser.parse(formula);
    }
}
