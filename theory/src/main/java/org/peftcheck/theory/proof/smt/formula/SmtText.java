package org.peftcheck.theory.proof.smt.formula;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import org.hipparchus.fraction.BigFraction;

/** Formulas without ReLU as S-expressions of SMT-LIB 2. */
final class SmtText {

    private final Sort sort;

    SmtText(Sort sort) {
        this.sort = sort;
    }

    String of(Formula formula) {
        if (formula instanceof Formula.Comparison c) {
            return call(c.relation().symbol(), List.of(of(c.left()), of(c.right())));
        } else if (formula instanceof Formula.Not not) {
            return call("not", List.of(of(not.formula())));
        } else if (formula instanceof Formula.And and) {
            return joined("and", "true", and.parts());
        } else if (formula instanceof Formula.Or or) {
            return joined("or", "false", or.parts());
        }
        Formula.Iff iff = (Formula.Iff) formula;
        return call("=", List.of(of(iff.left()), of(iff.right())));
    }

    private String joined(String operator, String empty, List<Formula> parts) {
        if (parts.size() < 2) {
            return parts.isEmpty() ? empty : of(parts.get(0));
        }
        return call(operator, parts.stream().map(this::of).toList());
    }

    private String of(Expression expression) {
        if (expression instanceof Expression.Constant constant) {
            return number(constant.value());
        } else if (expression instanceof Expression.Variable variable) {
            return variable.name();
        } else if (expression instanceof Expression.Sum sum) {
            return call("+", sum.terms().stream().map(this::of).toList());
        } else if (expression instanceof Expression.Product product) {
            return call("*", product.factors().stream().map(this::of).toList());
        }
        throw new IllegalArgumentException("SMT-LIB: expected an expression without ReLU, got " + expression);
    }

    private static String call(String operator, List<String> arguments) {
        return arguments.stream().collect(Collectors.joining(" ", "(" + operator + " ", ")"));
    }

    /** A number as a literal of the sort. */
    String number(BigFraction value) {
        BigFraction size = value.abs();
        String text = integer(size.getNumerator());
        if (!size.getDenominator().equals(BigInteger.ONE)) {
            if (sort == Sort.INTEGER) {
                throw new IllegalArgumentException("SMT-LIB: expected an integer, got " + value);
            }
            text = "(/ " + text + " " + integer(size.getDenominator()) + ")";
        }
        return value.compareTo(BigFraction.ZERO) < 0 ? "(- " + text + ")" : text;
    }

    private String integer(BigInteger value) {
        return sort == Sort.REAL ? value + ".0" : value.toString();
    }
}
