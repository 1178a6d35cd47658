package org.peftcheck.numeric.density;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** A relation of a few rows of a column without zeros, as short as is found. */
final class RelationOfFewRows {

    private static final int ROWS = 24;

    private RelationOfFewRows() {}

    /** The coefficients by row. */
    static Map<Integer, BigInteger> of(IntegerColumn column) {
        return shortestPair(column);
    }

    /** The shortest of the relations m_j · m_i − m_i · m_j = 0 of two rows, which exist always. */
    private static Map<Integer, BigInteger> shortestPair(IntegerColumn column) {
        int rows = Math.min(ROWS, column.rows());
        Map<Integer, BigInteger> best = Map.of();
        BigInteger norm = null;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < i; j++) {
                BigInteger common = column.entry(i).gcd(column.entry(j));
                BigInteger a = column.entry(j).divide(common);
                BigInteger b = column.entry(i).divide(common).negate();
                BigInteger size = a.abs().add(b.abs());
                if (norm == null || size.compareTo(norm) < 0) {
                    norm = size;
                    best = new HashMap<>(Map.of(i, a, j, b));
                }
            }
        }
        return best;
    }
}
