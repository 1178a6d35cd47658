package org.peftcheck.theory.algebra;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * An immutable polynomial with integer coefficients in named {@linkplain Dimension dimensions}.
 *
 * <p>Equality is equality as polynomials: like terms are collected and zero terms dropped, whatever the way a value was made.
 */
public final class Polynomial {

    /** The polynomial 0. */
    public static final Polynomial ZERO = new Polynomial(new TreeMap<>());
    /** The polynomial 1. */
    public static final Polynomial ONE = constant(1);

    private final SortedMap<Monomial, BigInteger> terms;

    private Polynomial(TreeMap<Monomial, BigInteger> terms) {
        terms.values().removeIf(c -> c.signum() == 0);
        this.terms = Collections.unmodifiableSortedMap(terms);
    }

    private static Polynomial single(Monomial monomial, BigInteger coefficient) {
        TreeMap<Monomial, BigInteger> terms = new TreeMap<>();
        terms.put(monomial, coefficient);
        return new Polynomial(terms);
    }

    /**
     * A constant.
     *
     * @param value the value
     * @return the constant polynomial
     */
    public static Polynomial constant(BigInteger value) {
        return single(Monomial.ONE, value);
    }

    /**
     * A constant.
     *
     * @param value the value
     * @return the constant polynomial
     */
    public static Polynomial constant(long value) {
        return constant(BigInteger.valueOf(value));
    }

    /**
     * A dimension as a polynomial of degree 1.
     *
     * @param dimension the dimension
     * @return the polynomial
     */
    public static Polynomial of(Dimension dimension) {
        return single(Monomial.of(dimension), BigInteger.ONE);
    }

    /**
     * The sum.
     *
     * @param other the other summand
     * @return this + other
     */
    public Polynomial plus(Polynomial other) {
        TreeMap<Monomial, BigInteger> sum = new TreeMap<>(terms);
        other.terms.forEach((m, c) -> sum.merge(m, c, BigInteger::add));
        return new Polynomial(sum);
    }

    /**
     * The difference.
     *
     * @param other the polynomial to take away
     * @return this − other
     */
    public Polynomial minus(Polynomial other) {
        return plus(other.times(-1));
    }

    /**
     * The product.
     *
     * @param other the other factor
     * @return this · other
     */
    public Polynomial times(Polynomial other) {
        TreeMap<Monomial, BigInteger> product = new TreeMap<>();
        terms.forEach(
                (m, c) -> other.terms.forEach((n, d) -> product.merge(m.times(n), c.multiply(d), BigInteger::add)));
        return new Polynomial(product);
    }

    /**
     * An integer multiple.
     *
     * @param factor the integer
     * @return factor · this
     */
    public Polynomial times(long factor) {
        return times(constant(factor));
    }

    /**
     * A power.
     *
     * @param exponent the exponent, at least 0
     * @return this to that power; anything to the power 0 is 1
     */
    public Polynomial pow(int exponent) {
        if (exponent < 0) {
            throw new IllegalArgumentException("power of a polynomial: expected an exponent >= 0, got " + exponent);
        }
        Polynomial power = ONE;
        for (int i = 0; i < exponent; i++) {
            power = power.times(this);
        }
        return power;
    }

    /**
     * This polynomial with polynomials put in for some of its dimensions, all at once.
     *
     * @param values what to put in; a dimension that is not named stays
     * @return the resulting polynomial
     */
    public Polynomial substitute(Map<Dimension, Polynomial> values) {
        Polynomial sum = ZERO;
        for (Map.Entry<Monomial, BigInteger> term : terms.entrySet()) {
            Polynomial product = constant(term.getValue());
            for (Map.Entry<Dimension, Integer> power : term.getKey().exponents().entrySet()) {
                Polynomial base = values.getOrDefault(power.getKey(), of(power.getKey()));
                product = product.times(base.pow(power.getValue()));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    /**
     * The value at a point.
     *
     * @param point a value for each dimension that occurs; more are allowed
     * @return the value
     * @throws IllegalArgumentException if a dimension that occurs has no value
     */
    public BigInteger evaluate(Map<Dimension, BigInteger> point) {
        TreeMap<Dimension, Polynomial> values = new TreeMap<>();
        point.forEach((dimension, value) -> values.put(dimension, constant(value)));
        return substitute(values).constantValue();
    }

    /**
     * The value of a constant polynomial.
     *
     * @return the constant
     * @throws IllegalArgumentException if a dimension occurs
     */
    public BigInteger constantValue() {
        if (!isConstant()) {
            throw new IllegalArgumentException(
                    "value of " + this + ": expected a number for each dimension, got none for " + dimensions());
        }
        return coefficient(Monomial.ONE);
    }

    private BigInteger coefficient(Monomial monomial) {
        return terms.getOrDefault(monomial, BigInteger.ZERO);
    }

    /**
     * The terms of this polynomial.
     *
     * @return for each monomial, given by the exponents of its dimensions, its coefficient other than 0
     */
    public Map<Map<Dimension, Integer>, BigInteger> coefficients() {
        Map<Map<Dimension, Integer>, BigInteger> found = new LinkedHashMap<>();
        terms.forEach((monomial, c) -> found.put(monomial.exponents(), c));
        return Collections.unmodifiableMap(found);
    }

    /**
     * Whether no dimension occurs.
     *
     * @return whether this is a constant
     */
    public boolean isConstant() {
        return dimensions().isEmpty();
    }

    /**
     * The dimensions that occur.
     *
     * @return the dimensions, by name
     */
    public SortedSet<Dimension> dimensions() {
        TreeSet<Dimension> found = new TreeSet<>();
        terms.keySet().forEach(m -> found.addAll(m.exponents().keySet()));
        return found;
    }

    /**
     * The total degree.
     *
     * @return the degree; −1 for the zero polynomial
     */
    public int degree() {
        return terms.isEmpty() ? -1 : terms.firstKey().degree();
    }

    /**
     * The degree in one dimension.
     *
     * @param dimension the dimension
     * @return the largest exponent of it; −1 for the zero polynomial
     */
    public int degree(Dimension dimension) {
        return terms.keySet().stream().mapToInt(m -> m.degree(dimension)).max().orElse(-1);
    }

    /**
     * Whether no coefficient is negative; then the value is at least 0 wherever no dimension is negative. With a shift of the
     * dimensions ({@link #substitute}) this proves inequalities between polynomials.
     *
     * @return whether all coefficients are at least 0
     */
    public boolean hasNoNegativeCoefficient() {
        return terms.values().stream().allMatch(c -> c.signum() >= 0);
    }

    /**
     * The polynomial in TeX.
     *
     * @return for instance {@code 2 d_{\mathrm{in}} r}
     */
    public String toTex() {
        return text(Dimension::tex, " ", "{", "}");
    }

    private String text(Function<Dimension, String> name, String times, String open, String close) {
        StringBuilder text = new StringBuilder();
        terms.forEach((monomial, c) -> {
            String sign = text.isEmpty() ? (c.signum() < 0 ? "-" : "") : (c.signum() < 0 ? " - " : " + ");
            String powers = monomial.text(name, times, open, close);
            String size = c.abs().equals(BigInteger.ONE) && !powers.isEmpty()
                    ? ""
                    : c.abs().toString();
            text.append(sign).append(size).append(size.isEmpty() || powers.isEmpty() ? "" : times);
            text.append(powers);
        });
        return text.isEmpty() ? "0" : text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Polynomial p && terms.equals(p.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    /** The polynomial in plain text, the terms of the largest degree first: {@code 2*d_in*r + 4*r^2}. */
    @Override
    public String toString() {
        return text(Dimension::name, "*", "", "");
    }
}
