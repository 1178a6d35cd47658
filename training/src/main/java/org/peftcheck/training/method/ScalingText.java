package org.peftcheck.training.method;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.adapter.Scaling;

/** The factor in front of an update as text: {@code 0.1}, {@code 16/r} for α/r, or {@code 16/sqrt(r)} for α/√r. */
public final class ScalingText {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(/r|/sqrt\\(r\\))?");

    private ScalingText() {}

    /**
     * Reads a factor.
     *
     * @param text the text
     * @return the scaling
     * @throws IllegalArgumentException when it is none, or 0
     */
    public static Scaling parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches() || new BigDecimal(matcher.group(1)).signum() == 0) {
            throw new IllegalArgumentException(
                    "scaling: expected a positive number such as 0.1, or 16/r, or 16/sqrt(r), got " + text);
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        BigFraction factor = new BigFraction(number.unscaledValue())
                .divide(java.math.BigInteger.TEN.pow(Math.max(0, number.scale())));
        if (matcher.group(2) == null) {
            return Scaling.constant(factor);
        }
        return matcher.group(2).equals("/r") ? Scaling.alphaOverRank(factor) : Scaling.alphaOverRootRank(factor);
    }

    /**
     * Writes a factor that {@link #parse} has read.
     *
     * @param scaling the scaling
     * @return the text
     */
    public static String of(Scaling scaling) {
        if (scaling instanceof Scaling.Constant constant) {
            return decimal(constant.factor());
        }
        if (scaling instanceof Scaling.AlphaOverRank over) {
            return decimal(over.alpha()) + "/r";
        }
        return decimal(((Scaling.AlphaOverRootRank) scaling).alpha()) + "/sqrt(r)";
    }

    private static String decimal(BigFraction value) {
        return new BigDecimal(value.getNumerator())
                .divide(new BigDecimal(value.getDenominator()))
                .toPlainString();
    }
}
