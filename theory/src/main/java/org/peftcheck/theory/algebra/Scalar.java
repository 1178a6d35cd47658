package org.peftcheck.theory.algebra;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;

/**
 * The factor of a scaled matrix: a rational, divided by a dimension (α/r) or by the square root of one (α/√r) where the formula
 * says so.
 *
 * @param coefficient the rational
 * @param divisor what it is divided by, a name or a positive number
 * @param radicand what it is divided by the square root of, a name or a positive number
 */
public record Scalar(BigFraction coefficient, Polynomial divisor, Polynomial radicand) {

    /** Puts a number that divides, and the root of a square, into the coefficient, so that equal factors are equal values. */
    public Scalar {
        if (divisor.isConstant()) {
            coefficient = coefficient.divide(positive("divisor", divisor));
            divisor = Polynomial.ONE;
        }
        if (radicand.isConstant()) {
            BigInteger[] root = positive("radicand", radicand).sqrtAndRemainder();
            if (root[1].signum() == 0) {
                coefficient = coefficient.divide(root[0]);
            }
            radicand = root[1].signum() == 0 || coefficient.signum() == 0 ? Polynomial.ONE : radicand;
        }
    }

    /**
     * A rational divided by a dimension.
     *
     * @param coefficient the rational
     * @param divisor what it is divided by, a name or a positive number
     */
    public Scalar(BigFraction coefficient, Polynomial divisor) {
        this(coefficient, divisor, Polynomial.ONE);
    }

    private static BigInteger positive(String what, Polynomial constant) {
        if (constant.constantValue().signum() <= 0) {
            throw new IllegalArgumentException("scalar: expected a positive " + what + ", got " + constant);
        }
        return constant.constantValue();
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
     * A rational divided by the square root of a dimension.
     *
     * @param coefficient the rational
     * @param radicand a name or a positive number
     * @return coefficient / √radicand
     */
    public static Scalar overRoot(BigFraction coefficient, Polynomial radicand) {
        return new Scalar(coefficient, Polynomial.ONE, radicand);
    }

    /**
     * The factor as a rational number.
     *
     * @return the number
     * @throws IllegalArgumentException if a dimension is a name, or if a square root is left
     */
    public BigFraction value() {
        requireNumbers();
        if (!isRational()) {
            throw new IllegalArgumentException("scalar " + this
                    + ": expected a rational number, got the square root of " + radicand + ", which is none");
        }
        return coefficient;
    }

    private void requireNumbers() {
        if (!divisor.isConstant() || !radicand.isConstant()) {
            throw new IllegalArgumentException(
                    "scalar " + this + ": expected a number for each dimension, got none for "
                            + divisor.times(radicand).dimensions());
        }
    }

    /**
     * Whether the factor is a rational number, its dimensions being numbers.
     *
     * @return whether no square root is left
     */
    public boolean isRational() {
        return radicand.equals(Polynomial.ONE);
    }

    /**
     * The number under the root that divides the coefficient.
     *
     * @return the radicand, none if it is 1
     * @throws IllegalArgumentException if a dimension is a name
     */
    public Optional<BigInteger> root() {
        requireNumbers();
        return isRational() ? Optional.empty() : Optional.of(radicand.constantValue());
    }

    /**
     * The factor in double precision, for readings that are not rigorous.
     *
     * @return the factor with up to three roundings
     * @throws IllegalArgumentException if a dimension is a name
     */
    public double approx() {
        return coefficient.doubleValue()
                / root().map(number -> Math.sqrt(number.doubleValue())).orElse(1.0);
    }

    /**
     * This factor with values put in for the dimensions of its divisor and radicand.
     *
     * @param values what to put in
     * @return the factor there
     */
    public Scalar at(Map<Dimension, Polynomial> values) {
        return new Scalar(coefficient, divisor.substitute(values), radicand.substitute(values));
    }

    /**
     * The product with a factor that has no root.
     *
     * @param other a factor without a root
     * @return this · other
     */
    public Scalar times(Scalar other) {
        if (!other.isRational()) {
            throw new IllegalArgumentException("scalar " + this + ": expected a factor without a root, got " + other);
        }
        return new Scalar(coefficient.multiply(other.coefficient), divisor.times(other.divisor), radicand);
    }

    /**
     * Whether the factor is 1.
     *
     * @return whether the factor is the number 1
     */
    public boolean isOne() {
        return equals(of(BigFraction.ONE));
    }

    /**
     * The factor in TeX.
     *
     * @return for instance {@code \tfrac{16}{r}}
     */
    public String toTex() {
        BigInteger denominator = coefficient.getDenominator();
        if (divisor.isConstant() && isRational() && denominator.equals(BigInteger.ONE)) {
            return coefficient.getNumerator().toString();
        }
        String sign = coefficient.getNumerator().signum() < 0 ? "-" : "";
        Polynomial below = divisor.times(Polynomial.constant(denominator));
        String plain = isRational() || !below.equals(Polynomial.ONE) ? below.toTex() : "";
        String root = isRational() ? "" : "\\sqrt{" + radicand.toTex() + "}";
        return sign + "\\tfrac{" + coefficient.getNumerator().abs() + "}{" + plain + root + "}";
    }

    @Override
    public String toString() {
        String below = divisor.isConstant() ? "" : "/(" + divisor + ")";
        String root = isRational() ? "" : "/√(" + radicand + ")";
        BigInteger denominator = coefficient.getDenominator();
        String number = coefficient.getNumerator() + (denominator.equals(BigInteger.ONE) ? "" : "/" + denominator);
        return number + below + root;
    }
}
