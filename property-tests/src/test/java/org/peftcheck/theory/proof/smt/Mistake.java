package org.peftcheck.theory.proof.smt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.peftcheck.theory.proof.smt.formula.Expression;
import org.peftcheck.theory.proof.smt.formula.Formula;
import org.peftcheck.theory.proof.smt.formula.NamedFormula;
import org.peftcheck.theory.proof.smt.formula.Statement;

/**
 * A mistake planted in the statement of an obligation.
 *
 * @param name the obligation and what was changed
 * @param obligation the obligation with the changed statement
 */
record Mistake(String name, Obligation obligation) {

    /** All mistakes of the kinds below that change an obligation. */
    static Stream<Mistake> in(Obligation obligation) {
        Statement right = obligation.statement();
        List<Mistake> mistakes = new ArrayList<>();
        for (NamedFormula hypothesis : right.hypotheses()) {
            mistakes.add(of(obligation, "without " + hypothesis.name(), right.without(hypothesis.name())));
        }
        conclusion(obligation, "sign", Mistake::otherSign).ifPresent(mistakes::add);
        conclusion(obligation, "factor 2", f -> onOneSide(f, e -> e.times(2))).ifPresent(mistakes::add);
        conclusion(obligation, "off by one", f -> onOneSide(f, e -> e.plus(Expression.of(1))))
                .ifPresent(mistakes::add);
        conclusion(obligation, "< and <= exchanged", Mistake::otherRelation).ifPresent(mistakes::add);
        conclusion(obligation, "d_out and d_in exchanged", f -> rewritten(f, Mistake::exchanged))
                .ifPresent(mistakes::add);
        conclusion(obligation, "no relu", f -> rewritten(f, e -> e instanceof Expression.Relu r ? r.argument() : e))
                .ifPresent(mistakes::add);
        return mistakes.stream();
    }

    private static Mistake of(Obligation obligation, String what, Statement wrong) {
        return new Mistake(obligation.id() + ": " + what, obligation.withStatement(wrong));
    }

    private static Optional<Mistake> conclusion(Obligation obligation, String what, UnaryOperator<Formula> change) {
        Statement right = obligation.statement();
        Formula changed = change.apply(right.conclusion());
        return changed.equals(right.conclusion())
                ? Optional.empty()
                : Optional.of(of(obligation, what, new Statement(right.sort(), right.hypotheses(), changed)));
    }

    /**
     * Changes the right side of an equation, the left side of an inequality, where more is wrong; of several comparisons the
     * first, of an equivalence the left one.
     */
    private static Formula onOneSide(Formula formula, UnaryOperator<Expression> change) {
        if (formula instanceof Formula.Comparison c) {
            return c.relation() == Formula.Relation.EQUAL
                    ? new Formula.Comparison(c.left(), c.relation(), change.apply(c.right()))
                    : new Formula.Comparison(change.apply(c.left()), c.relation(), c.right());
        } else if (formula instanceof Formula.Iff iff) {
            return new Formula.Iff(onOneSide(iff.left(), change), iff.right());
        } else if (formula instanceof Formula.And and) {
            List<Formula> parts = new ArrayList<>(and.parts());
            parts.set(0, onOneSide(parts.get(0), change));
            return new Formula.And(parts);
        }
        return formula;
    }

    /** The other sign on the right side of an equation; the sides of an inequality exchanged. */
    private static Formula otherSign(Formula formula) {
        if (formula instanceof Formula.Comparison c && c.relation() != Formula.Relation.EQUAL) {
            return new Formula.Comparison(c.right(), c.relation(), c.left());
        } else if (formula instanceof Formula.Iff iff) {
            return new Formula.Iff(otherSign(iff.left()), iff.right());
        }
        return onOneSide(formula, e -> e.times(-1));
    }

    private static Formula otherRelation(Formula formula) {
        if (formula instanceof Formula.Comparison c) {
            return switch (c.relation()) {
                case EQUAL -> c;
                case LESS -> new Formula.Comparison(c.left(), Formula.Relation.AT_MOST, c.right());
                case AT_MOST -> new Formula.Comparison(c.left(), Formula.Relation.LESS, c.right());
            };
        } else if (formula instanceof Formula.Iff iff) {
            return new Formula.Iff(otherRelation(iff.left()), iff.right());
        }
        return formula;
    }

    private static Expression exchanged(Expression e) {
        if (e instanceof Expression.Variable v) {
            return switch (v.name()) {
                case "d_out" -> Expression.variable("d_in");
                case "d_in" -> Expression.variable("d_out");
                default -> e;
            };
        }
        return e;
    }

    /** On the left of an equivalence only, lest both sides change alike. */
    private static Formula rewritten(Formula formula, UnaryOperator<Expression> rule) {
        if (formula instanceof Formula.Comparison c) {
            return new Formula.Comparison(rewritten(c.left(), rule), c.relation(), rewritten(c.right(), rule));
        } else if (formula instanceof Formula.And and) {
            return new Formula.And(
                    and.parts().stream().map(p -> rewritten(p, rule)).toList());
        } else if (formula instanceof Formula.Iff iff) {
            return new Formula.Iff(rewritten(iff.left(), rule), iff.right());
        } else if (formula instanceof Formula.Not not) {
            return new Formula.Not(rewritten(not.formula(), rule));
        }
        return formula;
    }

    private static Expression rewritten(Expression expression, UnaryOperator<Expression> rule) {
        if (expression instanceof Expression.Sum sum) {
            return new Expression.Sum(
                    sum.terms().stream().map(t -> rewritten(t, rule)).toList());
        } else if (expression instanceof Expression.Product product) {
            return new Expression.Product(
                    product.factors().stream().map(f -> rewritten(f, rule)).toList());
        }
        return rule.apply(expression);
    }
}
