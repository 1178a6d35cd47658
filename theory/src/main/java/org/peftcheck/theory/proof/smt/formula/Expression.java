package org.peftcheck.theory.proof.smt.formula;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Polynomial;

/** A polynomial expression with rational coefficients in which max(0, ·) may occur. It is kept as it was written, not expanded. */
public sealed interface Expression {

    /**
     * A rational number.
     *
     * @param value the number
     */
    record Constant(BigFraction value) implements Expression {
        /** Checks that there is a number. */
        public Constant {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * A variable.
     *
     * @param name its name: a letter, then letters, digits and underscores
     */
    record Variable(String name) implements Expression {
        private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

        /** Checks the name. */
        public Variable {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "variable: expected a letter, then letters, digits and underscores, got " + name);
            }
        }
    }

    /**
     * A sum.
     *
     * @param terms the summands, at least two
     */
    record Sum(List<Expression> terms) implements Expression {
        /** Copies the summands. */
        public Sum {
            terms = atLeastTwo("sum", terms);
        }
    }

    /**
     * A product.
     *
     * @param factors the factors, at least two
     */
    record Product(List<Expression> factors) implements Expression {
        /** Copies the factors. */
        public Product {
            factors = atLeastTwo("product", factors);
        }
    }

    /**
     * max(0, argument).
     *
     * @param argument the argument
     */
    record Relu(Expression argument) implements Expression {
        /** Checks that there is an argument. */
        public Relu {
            Objects.requireNonNull(argument, "argument");
        }
    }

    private static List<Expression> atLeastTwo(String what, List<Expression> parts) {
        if (parts.size() < 2) {
            throw new IllegalArgumentException(what + ": expected at least two parts, got " + parts.size());
        }
        return List.copyOf(parts);
    }

    /**
     * An integer as an expression.
     *
     * @param value the integer
     * @return the constant
     */
    static Expression of(long value) {
        return new Constant(new BigFraction(value));
    }

    /**
     * A variable as an expression.
     *
     * @param name its name
     * @return the variable
     */
    static Expression variable(String name) {
        return new Variable(name);
    }

    /**
     * A polynomial in dimensions, each dimension as the variable of its name.
     *
     * @param polynomial the polynomial
     * @return the expression
     */
    static Expression of(Polynomial polynomial) {
        List<Expression> terms = new ArrayList<>();
        polynomial.coefficients().forEach((exponents, coefficient) -> {
            List<Expression> factors = new ArrayList<>();
            if (exponents.isEmpty() || !coefficient.equals(BigInteger.ONE)) {
                factors.add(new Constant(new BigFraction(coefficient)));
            }
            exponents.forEach(
                    (dimension, power) -> factors.addAll(Collections.nCopies(power, variable(dimension.name()))));
            terms.add(product(factors));
        });
        return sum(terms);
    }

    /**
     * The sum of expressions.
     *
     * @param terms any number of expressions
     * @return the sum; 0 when there are none
     */
    static Expression sum(List<Expression> terms) {
        return terms.isEmpty() ? of(0) : terms.size() == 1 ? terms.get(0) : new Sum(terms);
    }

    /**
     * The product of expressions.
     *
     * @param factors any number of expressions
     * @return the product; 1 when there are none
     */
    static Expression product(List<Expression> factors) {
        return factors.isEmpty() ? of(1) : factors.size() == 1 ? factors.get(0) : new Product(factors);
    }

    /**
     * The sum with another expression.
     *
     * @param other the other summand
     * @return this + other
     */
    default Expression plus(Expression other) {
        return new Sum(List.of(this, other));
    }

    /**
     * The difference.
     *
     * @param other what is taken away
     * @return this − other
     */
    default Expression minus(Expression other) {
        return plus(other.times(-1));
    }

    /**
     * The product with another expression.
     *
     * @param other the other factor
     * @return this · other
     */
    default Expression times(Expression other) {
        return new Product(List.of(this, other));
    }

    /**
     * An integer multiple.
     *
     * @param factor the integer
     * @return factor · this
     */
    default Expression times(long factor) {
        return of(factor).times(this);
    }

    /**
     * A fraction of this.
     *
     * @param divisor an integer other than 0
     * @return this / divisor
     */
    default Expression over(long divisor) {
        return new Constant(new BigFraction(1, divisor)).times(this);
    }

    /**
     * The square.
     *
     * @return this · this
     */
    default Expression square() {
        return times(this);
    }

    /**
     * The ReLU of this.
     *
     * @return max(0, this)
     */
    default Expression relu() {
        return new Relu(this);
    }

    /**
     * The equation with another expression.
     *
     * @param other the right side
     * @return this = other
     */
    default Formula equalTo(Expression other) {
        return new Formula.Comparison(this, Formula.Relation.EQUAL, other);
    }

    /**
     * The inequality that allows equality.
     *
     * @param other the right side
     * @return this ≤ other
     */
    default Formula atMost(Expression other) {
        return new Formula.Comparison(this, Formula.Relation.AT_MOST, other);
    }

    /**
     * The strict inequality.
     *
     * @param other the right side
     * @return this &lt; other
     */
    default Formula lessThan(Expression other) {
        return new Formula.Comparison(this, Formula.Relation.LESS, other);
    }

    /**
     * The inequality with an integer on the left.
     *
     * @param bound the integer
     * @return bound ≤ this
     */
    default Formula atLeast(long bound) {
        return of(bound).atMost(this);
    }

    /**
     * The strict inequality with an integer on the left.
     *
     * @param bound the integer
     * @return bound &lt; this
     */
    default Formula greaterThan(long bound) {
        return of(bound).lessThan(this);
    }

    /**
     * The value at a rational point, in exact arithmetic.
     *
     * @param point a value for each variable that occurs
     * @return the value
     * @throws IllegalArgumentException if a variable has no value
     */
    default BigFraction at(Map<String, BigFraction> point) {
        return ExactEvaluation.value(this, point);
    }
}
