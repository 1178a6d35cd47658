package org.peftcheck.theory.proof.smt.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;

/**
 * Takes ReLU out of a formula by cases on the signs of its arguments. Arguments that are opposite share a case, so that
 * relu(u) − relu(−u) costs two cases and not four.
 */
final class ReluElimination {

    private static final int MOST_CASES = 1 << 12;

    private ReluElimination() {}

    /** One combination of signs: under the conditions the formula, free of ReLU, is the original one. */
    record Case(List<Formula> conditions, Formula formula) {}

    /** The cases; exactly one has conditions that hold, at every point. */
    static List<Case> cases(Formula formula) {
        List<Case> open = List.of(new Case(List.of(), formula));
        while (open.stream().anyMatch(c -> Rewriting.hasRelu(c.formula()))) {
            List<Case> next = new ArrayList<>();
            open.forEach(c -> next.addAll(split(c)));
            if (next.size() > MOST_CASES) {
                throw new IllegalArgumentException(
                        "ReLU by cases: expected at most " + MOST_CASES + " cases, got more");
            }
            open = next;
        }
        return open;
    }

    private static List<Case> split(Case from) {
        Optional<Expression> found = innermost(from.formula());
        if (found.isEmpty()) {
            return List.of(from);
        }
        Expression argument = found.get();
        NormalForm form = NormalForm.of(argument);
        if (form.isConstant()) {
            boolean positive = form.constant().compareTo(BigFraction.ZERO) >= 0;
            return List.of(new Case(from.conditions(), decided(from.formula(), form, positive)));
        }
        Formula nonNegative = argument.atLeast(0);
        Formula negative = argument.lessThan(Expression.of(0));
        return List.of(
                new Case(with(from.conditions(), nonNegative), decided(from.formula(), form, true)),
                new Case(with(from.conditions(), negative), decided(from.formula(), form, false)));
    }

    /** The argument of some ReLU that has no ReLU inside. */
    private static Optional<Expression> innermost(Formula formula) {
        List<Expression> arguments = new ArrayList<>();
        Rewriting.visit(formula, e -> {
            if (e instanceof Expression.Relu relu && arguments.isEmpty()) {
                arguments.add(relu.argument());
            }
        });
        return arguments.stream().findFirst();
    }

    private static List<Formula> with(List<Formula> conditions, Formula further) {
        List<Formula> all = new ArrayList<>(conditions);
        all.add(further);
        return all;
    }

    /** The formula with the ReLU of the argument, and of its opposite, replaced according to the sign of the argument. */
    private static Formula decided(Formula formula, NormalForm argument, boolean nonNegative) {
        NormalForm opposite = argument.negated();
        return Rewriting.rewrite(formula, e -> {
            if (!(e instanceof Expression.Relu relu) || hasReluInside(relu)) {
                return e;
            }
            NormalForm form = NormalForm.of(relu.argument());
            if (form.equals(argument)) {
                return nonNegative ? relu.argument() : Expression.of(0);
            }
            return form.equals(opposite) ? (nonNegative ? Expression.of(0) : relu.argument()) : e;
        });
    }

    private static boolean hasReluInside(Expression.Relu relu) {
        return Rewriting.hasRelu(relu.argument().atLeast(0));
    }
}
