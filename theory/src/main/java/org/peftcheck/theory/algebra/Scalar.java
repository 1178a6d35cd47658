package org.peftcheck.theory.algebra;

import java.math.BigInteger;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;

/**
 * The factor of a scaled matrix: a rational, divided by a dimension where the formula says so (α/r).
 *
 * @param coefficient the rational
 * @param divisor what it is divided by, a name or a positive number
 */
public record Scalar(BigFraction coefficient, Polynomial divisor) {

    /** Puts a number that divides into the coefficient, so that equal factors are equal values. */
    public Scalar {
        if (divisor.isConstant()) {
            if (divisor.constantValue().signum() <= 0) {
                throw new IllegalArgumentException("scalar: expected a positive divisor, got " + divisor);
            }
            coefficient = coefficient.divide(divisor.constantValue());
            divisor = Polynomial.ONE;
        }
    }

    /**
     * A rational factor.
     *
     * @param value the factor
     * @return the scalar
     */
    public static Scalar of(BigFraction value) {
        return new Scalar(value, Polynomial.ONE);
    }

    /**
     * The factor as a number.
     *
     * @return the number
     * @throws IllegalArgumentException if the divisor is a name
     */
    public BigFraction value() {
        if (!divisor.isConstant()) {
            throw new IllegalArgumentException(
                    "scalar " + this + ": expected a number for each dimension, got none for " + divisor.dimensions());
        }
        return coefficient;
    }

    /**
     * This factor with values put in for the dimensions of its divisor.
     *
     * @param values what to put in
     * @return the factor there
     */
    public Scalar at(Map<Dimension, Polynomial> values) {
        return new Scalar(coefficient, divisor.substitute(values));
    }

    /**
     * Whether the factor is 1.
     *
     * @return whether the factor is the number 1
     */
    public boolean isOne() {
        return divisor.isConstant() && coefficient.equals(BigFraction.ONE);
    }

    /**
     * The factor in TeX.
     *
     * @return for instance {@code \tfrac{16}{r}}
     */
    public String toTex() {
        BigInteger denominator = coefficient.getDenominator();
        if (divisor.isConstant() && denominator.equals(BigInteger.ONE)) {
            return coefficient.getNumerator().toString();
        }
        String sign = coefficient.getNumerator().signum() < 0 ? "-" : "";
        Polynomial below = divisor.times(Polynomial.constant(denominator));
        return sign + "\\tfrac{" + coefficient.getNumerator().abs() + "}{" + below.toTex() + "}";
    }

    @Override
    public String toString() {
        String below = divisor.isConstant() ? "" : "/(" + divisor + ")";
        BigInteger denominator = coefficient.getDenominator();
        String number = coefficient.getNumerator() + (denominator.equals(BigInteger.ONE) ? "" : "/" + denominator);
        return number + below;
    }
}
