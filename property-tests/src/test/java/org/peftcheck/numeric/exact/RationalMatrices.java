package org.peftcheck.numeric.exact;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/** Rational matrices that do not dodge the corners, and the proof that the corners were drawn. */
final class RationalMatrices {

    private static final BigFraction HUGE = new BigFraction(2).pow(900);

    private RationalMatrices() {}

    private enum Kind {
        SMALL_INTEGERS,
        FRACTIONS,
        LOW_RANK,
        ZERO_ROWS,
        REPEATED_ROWS,
        ZERO,
        HUGE_AND_TINY
    }

    /** A shape. */
    record Shape(int rows, int columns) {}

    /** Shapes from 1×1 on, 1×1 and a single column more often than by chance. */
    static Arbitrary<Shape> shapes(int maxRows, int maxColumns) {
        Arbitrary<Integer> rows = Arbitraries.integers().between(1, maxRows);
        Arbitrary<Integer> columns = Arbitraries.integers().between(1, maxColumns);
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(new Shape(1, 1))),
                Tuple.of(1, rows.map(m -> new Shape(m, 1))),
                Tuple.of(8, Combinators.combine(rows, columns).as(Shape::new)));
    }

    /** Matrices of 1 to the given numbers of rows and columns. */
    static Arbitrary<RationalMatrix> upTo(int maxRows, int maxColumns) {
        return shapes(maxRows, maxColumns).flatMap(shape -> ofShape(shape.rows(), shape.columns()));
    }

    /** Square matrices. */
    static Arbitrary<RationalMatrix> squareUpTo(int maxSize) {
        return Arbitraries.integers().between(1, maxSize).flatMap(n -> ofShape(n, n));
    }

    /** Matrices of one shape, of all kinds. */
    static Arbitrary<RationalMatrix> ofShape(int rows, int columns) {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        integers(rows * columns),
                        integers(rows + columns),
                        Arbitraries.integers().between(1, Math.min(rows, columns)))
                .as((kind, values, extra, rank) -> build(kind, rows, columns, values, extra, rank));
    }

    /** Columns with entries between 0 and 6, many of them 0. */
    static Arbitrary<RationalMatrix> nonNegativeColumn(int rows) {
        return integers(rows)
                .map(values -> RationalMatrix.of(rows, 1, (i, j) -> new BigFraction(Math.max(0, values.get(i)))));
    }

    private static Arbitrary<List<Integer>> integers(int count) {
        return Arbitraries.integers().between(-6, 6).list().ofSize(count);
    }

    private static RationalMatrix build(
            Kind kind, int rows, int columns, List<Integer> values, List<Integer> extra, int rank) {
        RationalMatrix dense = RationalMatrix.of(rows, columns, (i, j) -> new BigFraction(values.get(i * columns + j)));
        return switch (kind) {
            case SMALL_INTEGERS -> dense;
            case FRACTIONS ->
                RationalMatrix.of(
                        rows, columns, (i, j) -> dense.get(i, j).divide(new BigFraction(7 + extra.get(rows + j))));
            case LOW_RANK -> {
                RationalMatrix left = RationalMatrix.of(rows, rank, (i, j) -> dense.get(i, j));
                RationalMatrix right = RationalMatrix.of(rank, columns, (i, j) -> dense.get(rows - 1 - i, j));
                yield left.times(right);
            }
            case ZERO_ROWS ->
                RationalMatrix.of(rows, columns, (i, j) -> extra.get(i) < 0 ? BigFraction.ZERO : dense.get(i, j));
            case REPEATED_ROWS ->
                RationalMatrix.of(
                        rows,
                        columns,
                        (i, j) -> extra.get(i) < 0
                                ? dense.get(0, j)
                                : extra.get(i) == 0 ? dense.get(0, j).negate() : dense.get(i, j));
            case ZERO -> RationalMatrix.zero(rows, columns);
            case HUGE_AND_TINY ->
                RationalMatrix.of(
                        rows, columns, (i, j) -> i < 2 ? scaled(dense.get(i, j), extra.get(i)) : dense.get(i, j));
        };
    }

    private static BigFraction scaled(BigFraction value, int choice) {
        if (choice == 0) {
            return value;
        }
        return choice > 0 ? value.multiply(HUGE) : value.divide(HUGE);
    }

    /** Records the corners that a matrix shows, and demands that each is seen in one case of fifty at least. */
    static void cover(RationalMatrix w) {
        int rank = ExactRank.of(w);
        corner("1x1", w.rows() == 1 && w.columns() == 1);
        corner("rank 1", rank == 1);
        corner("rank deficient", rank < Math.min(w.rows(), w.columns()));
        corner("zero matrix", w.isZero());
        corner("zero row beside others", hasZeroRow(w) && !w.isZero());
        corner("repeated row", hasRepeatedRow(w));
        corner(
                "huge or tiny",
                w.squaredFrobeniusNorm().getNumerator().bitLength() > 900
                        || w.squaredFrobeniusNorm().getDenominator().bitLength() > 900);
        corner("negative entry", !w.equals(w.map(BigFraction::abs)));
    }

    /** The same for one corner with a name. */
    static void corner(String name, boolean seen) {
        Statistics.label(name).collect(seen);
        Statistics.label(name).coverage(coverage -> coverage.check(true).percentage(p -> p >= 2));
    }

    private static boolean hasZeroRow(RationalMatrix w) {
        for (int i = 0; i < w.rows(); i++) {
            if (w.selectRows(List.of(i)).isZero()) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasRepeatedRow(RationalMatrix w) {
        Set<RationalMatrix> seen = new HashSet<>();
        for (int i = 0; i < w.rows(); i++) {
            RationalMatrix row = w.selectRows(List.of(i));
            if (!row.isZero() && !seen.add(row)) {
                return true;
            }
        }
        return false;
    }

    static boolean isNonNegative(RationalMatrix m) {
        return m.equals(m.map(BigFraction::abs));
    }

    static boolean isAtLeastOne(RationalMatrix m) {
        return isNonNegative(m.map(x -> x.subtract(BigFraction.ONE)));
    }

    static BigFraction sum(RationalMatrix column) {
        return RationalMatrix.of(1, column.rows(), (i, j) -> BigFraction.ONE)
                .times(column)
                .get(0, 0);
    }
}
