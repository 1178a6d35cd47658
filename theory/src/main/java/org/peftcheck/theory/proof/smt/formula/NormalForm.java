package org.peftcheck.theory.proof.smt.formula;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hipparchus.fraction.BigFraction;

/** The expanded form of an expression without ReLU: it tells whether two arguments of ReLU are the same, or opposite. */
record NormalForm(Map<SortedMap<String, Integer>, BigFraction> terms) {

    static NormalForm of(Expression expression) {
        if (expression instanceof Expression.Constant constant) {
            return single(new TreeMap<>(), constant.value());
        } else if (expression instanceof Expression.Variable variable) {
            return single(new TreeMap<>(Map.of(variable.name(), 1)), BigFraction.ONE);
        } else if (expression instanceof Expression.Sum sum) {
            return sum.terms().stream().map(NormalForm::of).reduce(new NormalForm(Map.of()), NormalForm::plus);
        } else if (expression instanceof Expression.Product product) {
            return product.factors().stream()
                    .map(NormalForm::of)
                    .reduce(single(new TreeMap<>(), BigFraction.ONE), NormalForm::times);
        }
        throw new IllegalArgumentException("normal form: expected an expression without ReLU, got " + expression);
    }

    private static NormalForm single(SortedMap<String, Integer> monomial, BigFraction coefficient) {
        return new NormalForm(coefficient.isZero() ? Map.of() : Map.of(monomial, coefficient));
    }

    private NormalForm plus(NormalForm other) {
        Map<SortedMap<String, Integer>, BigFraction> sum = new java.util.HashMap<>(terms);
        other.terms.forEach((monomial, c) -> sum.merge(monomial, c, BigFraction::add));
        sum.values().removeIf(BigFraction::isZero);
        return new NormalForm(sum);
    }

    private NormalForm times(NormalForm other) {
        NormalForm result = new NormalForm(Map.of());
        for (Map.Entry<SortedMap<String, Integer>, BigFraction> mine : terms.entrySet()) {
            for (Map.Entry<SortedMap<String, Integer>, BigFraction> theirs : other.terms.entrySet()) {
                SortedMap<String, Integer> monomial = new TreeMap<>(mine.getKey());
                theirs.getKey().forEach((name, power) -> monomial.merge(name, power, Integer::sum));
                result = result.plus(single(monomial, mine.getValue().multiply(theirs.getValue())));
            }
        }
        return result;
    }

    NormalForm negated() {
        return times(single(new TreeMap<>(), BigFraction.MINUS_ONE));
    }

    boolean isConstant() {
        return terms.keySet().stream().allMatch(Map::isEmpty);
    }

    /** The value of a constant form. */
    BigFraction constant() {
        return terms.getOrDefault(new TreeMap<String, Integer>(), BigFraction.ZERO);
    }
}
