package org.peftcheck.papers.peanut2025;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.peftcheck.papers.Cell;
import org.peftcheck.papers.Column;
import org.peftcheck.papers.Row;

/** The comparisons that an audit of tables is made of; all decisions are exact. */
final class Comparisons {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private Comparisons() {}

    /** The heads from one column up to, but not including, another. */
    static List<String> between(Row row, String first, String end) {
        List<String> names = row.columns().stream().map(Column::name).toList();
        return names.subList(names.indexOf(first), names.indexOf(end));
    }

    /** Whether a printed average is the rounded mean of the cells before it. */
    static Finding mean(String where, Row row, String first, String average) {
        List<String> tasks = between(row, first, average);
        Cell printed = row.get(average);
        BigDecimal count = BigDecimal.valueOf(tasks.size());
        return quotient(where, printed.raw(), sum(row, tasks), count);
    }

    /** Whether the mean of one row, recomputed, is above that of another. */
    static Finding meanAbove(String where, Row high, Row low, String first, String average) {
        List<String> tasks = between(high, first, average);
        BigDecimal above = sum(high, tasks);
        BigDecimal below = sum(low, tasks);
        BigDecimal count = BigDecimal.valueOf(tasks.size());
        return new Finding(
                where,
                "above",
                above.divide(count, 4, RoundingMode.HALF_EVEN) + " and "
                        + below.divide(count, 4, RoundingMode.HALF_EVEN),
                above.compareTo(below) > 0);
    }

    /** Whether a gain in percent follows from two cells. */
    static Finding gain(String where, String printed, Cell high, Cell low) {
        return quotient(where, printed, high.number().subtract(low.number()).multiply(HUNDRED), low.number());
    }

    /** Whether a difference follows from two cells. */
    static Finding drop(String where, String printed, Cell high, Cell low) {
        return quotient(where, printed, high.number().subtract(low.number()), BigDecimal.ONE);
    }

    /** Whether a share in percent follows from two cells, with K and M multiplied out. */
    static Finding share(String where, String printed, Cell part, Cell whole) {
        return quotient(where, printed, part.magnitude().multiply(HUNDRED), whole.magnitude());
    }

    /** Whether one cell is at least another. */
    static Finding atLeast(String where, Cell high, Cell low) {
        return new Finding(
                where, "at most " + high.raw(), low.raw(), high.number().compareTo(low.number()) >= 0);
    }

    /** Whether one cell is above another. */
    static Finding above(String where, Cell high, Cell low) {
        return new Finding(
                where, "below " + high.raw(), low.raw(), high.number().compareTo(low.number()) > 0);
    }

    /** Whether two cells are the same quantity. */
    static Finding equal(String where, Cell left, Cell right) {
        boolean same = left.unit().equals(right.unit()) && left.number().compareTo(right.number()) == 0;
        return new Finding(where, left.raw(), right.raw(), same);
    }

    private static BigDecimal sum(Row row, List<String> tasks) {
        return tasks.stream().map(task -> row.get(task).number()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * Compares a printed number with a quotient without dividing: they agree when they differ by at most half a unit of
     * the last printed digit.
     */
    private static Finding quotient(String where, String printed, BigDecimal numerator, BigDecimal denominator) {
        BigDecimal value = new BigDecimal(printed);
        BigDecimal difference = value.multiply(denominator).subtract(numerator).abs();
        boolean agrees = difference.multiply(TWO).compareTo(value.ulp().multiply(denominator.abs())) <= 0;
        BigDecimal shown = numerator.divide(denominator, value.scale() + 2, RoundingMode.HALF_EVEN);
        return new Finding(where, printed, shown.toPlainString(), agrees);
    }
}
