package org.peftcheck.theory.proof.sturm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.fraction.BigFraction;

/**
 * A polynomial in one variable over the rationals.
 *
 * @param coefficients the coefficients from the constant one up, the last one not zero; none for the zero polynomial
 */
public record UnivariatePolynomial(List<BigFraction> coefficients) {

    /** The polynomial 0. */
    public static final UnivariatePolynomial ZERO = of();
    /** The polynomial x. */
    public static final UnivariatePolynomial X = of(0, 1);

    /** Drops leading zeros. */
    public UnivariatePolynomial {
        int size = coefficients.size();
        while (size > 0 && coefficients.get(size - 1).signum() == 0) {
            size--;
        }
        coefficients = List.copyOf(coefficients.subList(0, size));
    }

    /**
     * A polynomial with integer coefficients.
     *
     * @param coefficients the coefficients from the constant one up
     * @return the polynomial
     */
    public static UnivariatePolynomial of(long... coefficients) {
        return new UnivariatePolynomial(
                Arrays.stream(coefficients).mapToObj(BigFraction::new).toList());
    }

    /**
     * The degree.
     *
     * @return the degree, −1 for the zero polynomial
     */
    public int degree() {
        return coefficients.size() - 1;
    }

    /**
     * Whether this is the zero polynomial.
     *
     * @return whether it is zero
     */
    public boolean isZero() {
        return coefficients.isEmpty();
    }

    /**
     * A coefficient.
     *
     * @param power the power of x
     * @return its coefficient, 0 above the degree
     */
    public BigFraction coefficient(int power) {
        return power < coefficients.size() ? coefficients.get(power) : BigFraction.ZERO;
    }

    /**
     * The leading coefficient.
     *
     * @return the coefficient of the highest power, 0 for the zero polynomial
     */
    public BigFraction leading() {
        return isZero() ? BigFraction.ZERO : coefficients.get(degree());
    }

    /**
     * The sum.
     *
     * @param other the other summand
     * @return this + other
     */
    public UnivariatePolynomial plus(UnivariatePolynomial other) {
        List<BigFraction> sum = new ArrayList<>();
        for (int i = 0; i <= Math.max(degree(), other.degree()); i++) {
            sum.add(coefficient(i).add(other.coefficient(i)));
        }
        return new UnivariatePolynomial(sum);
    }

    /**
     * The difference.
     *
     * @param other what is taken away
     * @return this − other
     */
    public UnivariatePolynomial minus(UnivariatePolynomial other) {
        return plus(other.scale(BigFraction.MINUS_ONE));
    }

    /**
     * The multiple by a scalar.
     *
     * @param factor the scalar
     * @return factor · this
     */
    public UnivariatePolynomial scale(BigFraction factor) {
        return new UnivariatePolynomial(
                coefficients.stream().map(factor::multiply).toList());
    }

    /**
     * The product.
     *
     * @param other the other factor
     * @return this · other
     */
    public UnivariatePolynomial times(UnivariatePolynomial other) {
        UnivariatePolynomial product = ZERO;
        for (int i = 0; i <= degree(); i++) {
            product = product.plus(other.scale(coefficient(i)).shift(i));
        }
        return product;
    }

    /** This times a power of x. */
    private UnivariatePolynomial shift(int power) {
        List<BigFraction> shifted = new ArrayList<>();
        for (int i = 0; i < power; i++) {
            shifted.add(BigFraction.ZERO);
        }
        shifted.addAll(coefficients);
        return new UnivariatePolynomial(shifted);
    }

    /**
     * The value at a point.
     *
     * @param x the point
     * @return the value
     */
    public BigFraction at(BigFraction x) {
        BigFraction value = BigFraction.ZERO;
        for (int i = degree(); i >= 0; i--) {
            value = value.multiply(x).add(coefficient(i));
        }
        return value;
    }

    /**
     * The derivative.
     *
     * @return the derivative
     */
    public UnivariatePolynomial derivative() {
        List<BigFraction> derivative = new ArrayList<>();
        for (int i = 1; i <= degree(); i++) {
            derivative.add(coefficient(i).multiply(i));
        }
        return new UnivariatePolynomial(derivative);
    }

    /**
     * Quotient and remainder.
     *
     * @param quotient the quotient
     * @param remainder the remainder, of smaller degree than the divisor
     */
    public record Division(UnivariatePolynomial quotient, UnivariatePolynomial remainder) {}

    /**
     * Divides with remainder.
     *
     * @param divisor not zero
     * @return quotient and remainder
     */
    public Division divide(UnivariatePolynomial divisor) {
        if (divisor.isZero()) {
            throw new IllegalArgumentException(
                    "division of polynomials: expected a divisor that is not zero, got zero");
        }
        UnivariatePolynomial quotient = ZERO;
        UnivariatePolynomial rest = this;
        while (rest.degree() >= divisor.degree()) {
            UnivariatePolynomial term = new UnivariatePolynomial(
                            List.of(rest.leading().divide(divisor.leading())))
                    .shift(rest.degree() - divisor.degree());
            quotient = quotient.plus(term);
            rest = rest.minus(term.times(divisor));
        }
        return new Division(quotient, rest);
    }

    /**
     * The greatest common divisor, with leading coefficient 1.
     *
     * @param other another polynomial, not both zero
     * @return the greatest common divisor
     */
    public UnivariatePolynomial gcd(UnivariatePolynomial other) {
        UnivariatePolynomial a = this;
        UnivariatePolynomial b = other;
        while (!b.isZero()) {
            UnivariatePolynomial rest = a.divide(b).remainder();
            a = b;
            b = rest;
        }
        if (a.isZero()) {
            throw new IllegalArgumentException("common divisor: expected a polynomial that is not zero, got two zeros");
        }
        return a.scale(a.leading().reciprocal());
    }

    /**
     * The polynomial with the same roots, all simple.
     *
     * @return this / gcd(this, derivative)
     */
    public UnivariatePolynomial squareFree() {
        return divide(gcd(derivative())).quotient();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = degree(); i >= 0; i--) {
            if (coefficient(i).signum() != 0) {
                text.append(text.isEmpty() ? "" : " + ").append(coefficient(i));
                text.append(i == 0 ? "" : " x^" + i);
            }
        }
        return text.isEmpty() ? "0" : text.toString();
    }
}
