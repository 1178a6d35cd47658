package org.peftcheck.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a number of parameters as people write it. */
final class ParameterBudget {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,18})?)([kmbg]?)");

    private ParameterBudget() {}

    /**
     * A number of parameters.
     *
     * @param text such as {@code 300k}, {@code 1.5M}, {@code 2B} or {@code 250000}; k, M, B (or G) are powers of 1000
     * @return the number
     * @throws IllegalArgumentException when it is none, is below 1, or is not whole
     */
    static BigInteger parse(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "--budget: expected a number of parameters such as 300k, 1.5M or 250000, or METHOD:R, got " + text);
        }
        int zeros = switch (matcher.group(2)) {
            case "k" -> 3;
            case "m" -> 6;
            case "" -> 0;
            default -> 9;
        };
        BigDecimal value = new BigDecimal(matcher.group(1)).scaleByPowerOfTen(zeros);
        if (value.signum() == 0 || value.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("--budget: expected a whole number of at least 1, got " + text);
        }
        return value.toBigIntegerExact();
    }
}
