package org.peftcheck.numeric.density;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.peftcheck.numeric.lattice.IntegralReduction;

/**
 * A relation of a few rows of a column without zeros, as short as is found: by reducing [I | X·m] for neighbours in size, where
 * vectors that end in 0 are relations, and by pairs.
 */
final class RelationOfFewRows {

    private static final int ROWS = 12;
    private static final int MOST_BITS = 256;

    private RelationOfFewRows() {}

    /** The coefficients by row, of a column of at least two. */
    static Map<Integer, BigInteger> of(IntegerColumn column) {
        List<Integer> rows = neighbours(column);
        Map<Integer, BigInteger> pair = shortestPair(column, rows);
        return reduced(column, rows)
                .filter(found -> norm(found).compareTo(norm(pair)) < 0)
                .orElse(pair);
    }

    private static BigInteger norm(Map<Integer, BigInteger> relation) {
        return relation.values().stream().map(BigInteger::abs).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** The rows whose magnitudes, in bits, are nearest to each other. */
    private static List<Integer> neighbours(IntegerColumn column) {
        List<Integer> order = IntStream.range(0, column.rows())
                .boxed()
                .sorted(Comparator.comparing(i -> column.entry(i).abs()))
                .toList();
        int taken = Math.min(ROWS, order.size());
        int best = IntStream.rangeClosed(0, order.size() - taken)
                .boxed()
                .min(Comparator.comparingInt(
                        i -> column.entry(order.get(i + taken - 1)).bitLength()
                                - column.entry(order.get(i)).bitLength()))
                .orElseThrow();
        return order.subList(best, best + taken);
    }

    private static Optional<Map<Integer, BigInteger>> reduced(IntegerColumn column, List<Integer> rows) {
        BigInteger common = rows.stream().map(column::entry).reduce(BigInteger.ZERO, BigInteger::gcd);
        List<BigInteger> entries =
                rows.stream().map(row -> column.entry(row).divide(common)).toList();
        int bits = entries.stream()
                .mapToInt(entry -> entry.abs().bitLength())
                .max()
                .orElseThrow();
        if (bits > MOST_BITS) {
            return Optional.empty();
        }
        BigInteger[][] basis = new BigInteger[rows.size()][rows.size() + 1];
        for (int i = 0; i < basis.length; i++) {
            for (int j = 0; j < basis.length; j++) {
                basis[i][j] = i == j ? BigInteger.ONE : BigInteger.ZERO;
            }
            basis[i][basis.length] = entries.get(i).shiftLeft(bits + basis.length);
        }
        IntegralReduction.reduce(basis);
        return shortest(basis, rows);
    }

    private static Optional<Map<Integer, BigInteger>> shortest(BigInteger[][] basis, List<Integer> rows) {
        List<Map<Integer, BigInteger>> relations = new ArrayList<>();
        for (BigInteger[] vector : basis) {
            if (vector[rows.size()].signum() == 0) {
                Map<Integer, BigInteger> relation = new HashMap<>();
                for (int i = 0; i < rows.size(); i++) {
                    relation.put(rows.get(i), vector[i]);
                }
                relations.add(relation);
            }
        }
        return relations.stream().min(Comparator.comparing(RelationOfFewRows::norm));
    }

    /** The shortest of the relations m_j · m_i − m_i · m_j = 0 of two rows. */
    private static Map<Integer, BigInteger> shortestPair(IntegerColumn column, List<Integer> rows) {
        List<Map<Integer, BigInteger>> pairs = new ArrayList<>();
        for (int i : rows) {
            for (int j : rows) {
                if (i < j) {
                    BigInteger common = column.entry(i).gcd(column.entry(j));
                    pairs.add(Map.of(
                            i, column.entry(j).divide(common),
                            j, column.entry(i).divide(common).negate()));
                }
            }
        }
        return pairs.stream().min(Comparator.comparing(RelationOfFewRows::norm)).orElseThrow();
    }
}
