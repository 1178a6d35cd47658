package org.peftcheck.theory.proof.smt;

import java.util.Map;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.proof.smt.formula.Formula;
import org.peftcheck.theory.verdict.Counterexample;
import org.peftcheck.theory.verdict.Enclosure;

/** A point at which a statement fails, as a counterexample: its values and both sides are computed exactly, without a solver. */
final class FailedStatement {

    private FailedStatement() {}

    /**
     * Where the conclusion is {@code lhs <= rhs} the two sides are compared; an equation fails as |lhs − rhs| ≤ 0; for any other
     * conclusion the sides are the truth values, 1 for the hypotheses and 0 for the conclusion.
     */
    static Counterexample counterexample(Obligation obligation, Map<String, BigFraction> point) {
        if (!obligation.statement().failsAt(point)) {
            throw new IllegalArgumentException("counterexample to " + obligation.id()
                    + ": expected a point at which the statement fails, got " + SmtCheck.text(point));
        }
        BigFraction lhs = BigFraction.ONE;
        BigFraction rhs = BigFraction.ZERO;
        if (obligation.statement().conclusion() instanceof Formula.Comparison comparison) {
            BigFraction left = comparison.left().at(point);
            BigFraction right = comparison.right().at(point);
            if (comparison.relation() == Formula.Relation.EQUAL) {
                lhs = left.subtract(right).abs();
            } else if (left.compareTo(right) > 0) {
                lhs = left;
                rhs = right;
            }
        }
        return new Counterexample(
                obligation.scope() == Obligation.Scope.VARIANT ? obligation.id() : obligation.claim(),
                SmtCheck.text(point),
                obligation.tex(),
                Enclosure.exactly(lhs),
                Enclosure.exactly(rhs),
                SmtCheck.decided(obligation.statement(), point));
    }
}
