package org.peftcheck.papers;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell of a table.
 *
 * @param raw what is printed, digit for digit
 * @param value the printed number without its unit, with the printed number of decimals; empty for a text
 * @param unit the unit or suffix printed behind the number, such as {@code %}, {@code s} or {@code K}; empty when none
 */
public record Cell(String raw, Optional<BigDecimal> value, Optional<String> unit) {

    private static final Pattern NUMBER =
            Pattern.compile("([+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)([A-Za-z%]*)");

    /** A cell that is a text. */
    static Cell text(String raw) {
        return new Cell(raw, Optional.empty(), Optional.empty());
    }

    /**
     * A cell that is a number with an optional unit.
     *
     * @param raw what is printed
     * @return the cell; empty when it is not a number
     */
    public static Optional<Cell> number(String raw) {
        Matcher matcher = NUMBER.matcher(raw);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(matcher.group(1).replace(",", ""));
        String unit = matcher.group(2);
        return Optional.of(new Cell(raw, Optional.of(value), unit.isEmpty() ? Optional.empty() : Optional.of(unit)));
    }

    /**
     * The printed number, without its unit.
     *
     * @return the number
     * @throws IllegalStateException when the cell is a text
     */
    public BigDecimal number() {
        return value.orElseThrow(() -> new IllegalStateException("expected a number, the cell holds `" + raw + "`"));
    }

    /**
     * The number with the suffixes k, K (thousand) and M (million) multiplied out; other units leave it alone.
     *
     * @return the number
     * @throws IllegalStateException when the cell is a text
     */
    public BigDecimal magnitude() {
        return number().scaleByPowerOfTen(
                        switch (unit.orElse("")) {
                            case "k", "K" -> 3;
                            case "M" -> 6;
                            default -> 0;
                        });
    }

    /**
     * Whether the printed number is a rounding of an exact one: they differ by at most half a unit of the last printed
     * digit (a tie may go either way).
     *
     * @param exact the exact number, in the unit of the cell
     * @return whether it is
     * @throws IllegalStateException when the cell is a text
     */
    public boolean isRoundingOf(BigDecimal exact) {
        BigDecimal twice = number().subtract(exact).abs().multiply(BigDecimal.valueOf(2));
        return twice.compareTo(number().ulp()) <= 0;
    }
}
