package org.peftcheck.theory.proof.smt.formula;

import java.util.Map;
import org.hipparchus.fraction.BigFraction;

/** Values over the rationals, straight from the meaning of the words: ReLU is max(0, ·). No solver and no case split is used. */
final class ExactEvaluation {

    private ExactEvaluation() {}

    static BigFraction value(Expression expression, Map<String, BigFraction> point) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value();
        } else if (expression instanceof Expression.Variable variable) {
            BigFraction value = point.get(variable.name());
            if (value == null) {
                throw new IllegalArgumentException(
                        "value of " + variable.name() + ": expected one of the point, got none");
            }
            return value;
        } else if (expression instanceof Expression.Sum sum) {
            return sum.terms().stream().map(t -> value(t, point)).reduce(BigFraction.ZERO, BigFraction::add);
        } else if (expression instanceof Expression.Product product) {
            return product.factors().stream().map(f -> value(f, point)).reduce(BigFraction.ONE, BigFraction::multiply);
        }
        BigFraction argument = value(((Expression.Relu) expression).argument(), point);
        return argument.compareTo(BigFraction.ZERO) > 0 ? argument : BigFraction.ZERO;
    }

    static boolean holds(Formula formula, Map<String, BigFraction> point) {
        if (formula instanceof Formula.Comparison comparison) {
            int order = value(comparison.left(), point).compareTo(value(comparison.right(), point));
            return switch (comparison.relation()) {
                case EQUAL -> order == 0;
                case AT_MOST -> order <= 0;
                case LESS -> order < 0;
            };
        } else if (formula instanceof Formula.Not not) {
            return !holds(not.formula(), point);
        } else if (formula instanceof Formula.And and) {
            return and.parts().stream().allMatch(part -> holds(part, point));
        } else if (formula instanceof Formula.Or or) {
            return or.parts().stream().anyMatch(part -> holds(part, point));
        }
        Formula.Iff iff = (Formula.Iff) formula;
        return holds(iff.left(), point) == holds(iff.right(), point);
    }
}
