package org.peftcheck.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.hipparchus.fraction.BigFraction;

/** Numbers as text, short, and rounded to the safe side. */
final class Numerals {

    private static final MathContext UPWARDS = new MathContext(2, RoundingMode.CEILING);

    private static final MathContext DOWNWARDS = new MathContext(3, RoundingMode.DOWN);

    private Numerals() {}

    /** An upper bound in two digits, rounded up, such as {@code 4.1E-14}; 0 stays 0. */
    static String upperBound(BigFraction bound) {
        return shortest(new BigDecimal(bound.getNumerator()).divide(new BigDecimal(bound.getDenominator()), UPWARDS));
    }

    /** An upper bound in two digits, rounded up; {@code unbounded} when it is infinite. */
    static String upperBound(double bound) {
        return Double.isInfinite(bound) ? "unbounded" : shortest(new BigDecimal(bound).round(UPWARDS));
    }

    /** A lower bound of a number that is not negative, in three digits, rounded down. */
    static String lowerBound(BigDecimal bound) {
        return bound.signum() == 0 ? "0" : bound.round(DOWNWARDS).toString();
    }

    private static String shortest(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
    }

    /** Seconds, with one digit after the point. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }
}
