package org.peftcheck.theory.proof.smt.formula;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Walks through formulas: replaces subexpressions, or visits them. */
final class Rewriting {

    private Rewriting() {}

    /** The formula with the rule applied to every subexpression, the innermost first. */
    static Formula rewrite(Formula formula, UnaryOperator<Expression> rule) {
        if (formula instanceof Formula.Comparison c) {
            return new Formula.Comparison(rewrite(c.left(), rule), c.relation(), rewrite(c.right(), rule));
        } else if (formula instanceof Formula.Not not) {
            return new Formula.Not(rewrite(not.formula(), rule));
        } else if (formula instanceof Formula.And and) {
            return new Formula.And(
                    and.parts().stream().map(p -> rewrite(p, rule)).toList());
        } else if (formula instanceof Formula.Or or) {
            return new Formula.Or(or.parts().stream().map(p -> rewrite(p, rule)).toList());
        }
        Formula.Iff iff = (Formula.Iff) formula;
        return new Formula.Iff(rewrite(iff.left(), rule), rewrite(iff.right(), rule));
    }

    private static Expression rewrite(Expression expression, UnaryOperator<Expression> rule) {
        if (expression instanceof Expression.Sum sum) {
            return rule.apply(new Expression.Sum(
                    sum.terms().stream().map(t -> rewrite(t, rule)).toList()));
        } else if (expression instanceof Expression.Product product) {
            return rule.apply(new Expression.Product(
                    product.factors().stream().map(f -> rewrite(f, rule)).toList()));
        } else if (expression instanceof Expression.Relu relu) {
            return rule.apply(new Expression.Relu(rewrite(relu.argument(), rule)));
        }
        return rule.apply(expression);
    }

    /** Hands every subexpression to the visitor, the innermost first. */
    static void visit(Formula formula, Consumer<Expression> visitor) {
        rewrite(formula, expression -> {
            visitor.accept(expression);
            return expression;
        });
    }

    static Set<String> variables(Formula formula) {
        Set<String> names = new LinkedHashSet<>();
        visit(formula, e -> {
            if (e instanceof Expression.Variable variable) {
                names.add(variable.name());
            }
        });
        return names;
    }

    static boolean hasRelu(Formula formula) {
        boolean[] found = {false};
        visit(formula, e -> found[0] |= e instanceof Expression.Relu);
        return found[0];
    }
}
