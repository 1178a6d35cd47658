package org.peftcheck.numeric.certificate;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.ExactDouble;

/**
 * Exact numbers as text: integers and fractions ({@code -3/4}), decimals ({@code 1.2e-12}), hexadecimal doubles
 * ({@code 0x1.8p-3}).
 */
public final class ExactNumber {

    private ExactNumber() {}

    /**
     * Reads a number.
     *
     * @param text its text
     * @return the number, exactly
     * @throws NumberFormatException if the text is none of these
     */
    public static BigFraction parse(String text) {
        if (text.contains("0x")) {
            return ExactDouble.of(parseDouble(text));
        }
        int slash = text.indexOf('/');
        if (slash >= 0) {
            BigInteger denominator = new BigInteger(text.substring(slash + 1));
            if (denominator.signum() <= 0) {
                throw new NumberFormatException("denominator of " + text + " is not positive");
            }
            return new BigFraction(new BigInteger(text.substring(0, slash)), denominator);
        }
        BigDecimal decimal = new BigDecimal(text);
        if (Math.abs((long) decimal.scale()) > 5000) {
            throw new NumberFormatException("exponent of " + text + " is too large");
        }
        return decimal.scale() <= 0
                ? new BigFraction(decimal.toBigIntegerExact())
                : new BigFraction(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
    }

    static double parseDouble(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new NumberFormatException(text + " is not finite");
        }
        return value;
    }

    static String format(BigFraction value) {
        BigInteger denominator = value.getDenominator();
        return denominator.equals(BigInteger.ONE)
                ? value.getNumerator().toString()
                : value.getNumerator() + "/" + denominator;
    }

    /** A decimal where the fraction has one, otherwise the fraction. */
    static String formatBound(BigFraction value) {
        try {
            BigDecimal decimal = new BigDecimal(value.getNumerator())
                    .divide(new BigDecimal(value.getDenominator()))
                    .stripTrailingZeros();
            return decimal.precision() <= 4 ? decimal.toString() : format(value);
        } catch (ArithmeticException noFiniteDecimal) {
            return format(value);
        }
    }

    static String format(double value) {
        return Double.toHexString(value);
    }
}
