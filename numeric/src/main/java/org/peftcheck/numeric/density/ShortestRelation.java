package org.peftcheck.numeric.density;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A relation of a column with a small ℓ1 norm. Finding needs no care, as {@link IntegerRelation#of} checks what is found; that
 * there is none of norm 1, 2 or 3 is decided exactly, since
 *
 * <ul>
 *   <li>a relation of norm 1 is a zero entry;
 *   <li>one of norm 2 is a pair of equal or opposite entries, when none is zero;
 *   <li>one of norm 3 is |m_i| + |m_j| = |m_k|, i = j allowed, when there is none of norm 1 or 2.
 * </ul>
 *
 * @param relation the relation
 * @param shortest whether no relation has a smaller norm; if not, that is not known
 */
public record ShortestRelation(IntegerRelation relation, boolean shortest) {

    private static final BigInteger FOUR = BigInteger.valueOf(4);

    /**
     * Searches a column.
     *
     * @param column d ≥ 1 finite numbers
     * @return a relation; nothing for a single nonzero number, which has none
     */
    public static Optional<ShortestRelation> of(double[] column) {
        IntegerColumn integers = IntegerColumn.of(column);
        if (integers.isIndependent()) {
            return Optional.empty();
        }
        Search search = new Search(column);
        Optional<Map<Integer, BigInteger>> small =
                search.zero().or(search::pair).or(search::triple).or(search::quadruple);
        if (small.isPresent()) {
            return Optional.of(new ShortestRelation(IntegerRelation.of(integers, small.get()), true));
        }
        IntegerRelation found = IntegerRelation.of(integers, RelationOfFewRows.of(integers));
        boolean shortest = column.length == 2 || found.norm().compareTo(FOUR) <= 0;
        return Optional.of(new ShortestRelation(found, shortest));
    }

    /** The rows of a column in the order of their magnitudes. */
    private static final class Search {

        private static final int MOST_ROWS = 768;

        private final double[] column;
        private final int[] order;
        private final double[] size;

        Search(double[] column) {
            this.column = column;
            this.order = IntStream.range(0, column.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> Math.abs(column[i])))
                    .mapToInt(Integer::intValue)
                    .toArray();
            this.size =
                    Arrays.stream(order).mapToDouble(i -> Math.abs(column[i])).toArray();
        }

        Optional<Map<Integer, BigInteger>> zero() {
            return size[0] == 0 ? Optional.of(Map.of(order[0], BigInteger.ONE)) : Optional.empty();
        }

        Optional<Map<Integer, BigInteger>> pair() {
            for (int i = 1; i < size.length; i++) {
                if (size[i - 1] == size[i]) {
                    return Optional.of(relation(new int[] {i, i - 1}, new int[] {1, -1}));
                }
            }
            return Optional.empty();
        }

        /** Two pointers for each sum: {@code compareSum} is exact, so none is missed. */
        Optional<Map<Integer, BigInteger>> triple() {
            for (int k = size.length - 1; k > 0; k--) {
                int i = 0;
                int j = k - 1;
                while (i <= j) {
                    int side = compareSum(size[i], size[j], size[k]);
                    if (side == 0) {
                        return Optional.of(relation(new int[] {i, j, k}, new int[] {1, 1, -1}));
                    }
                    if (side < 0) {
                        i++;
                    } else {
                        j--;
                    }
                }
            }
            return Optional.empty();
        }

        /** The sign of a + b − s, exactly: rounding is monotonic, and the error of a sum is a double. */
        private static int compareSum(double a, double b, double s) {
            double sum = a + b;
            return sum == s ? (int) Math.signum(sumError(a, b, sum)) : sum < s ? -1 : 1;
        }

        private static double sumError(double a, double b, double sum) {
            double virtual = sum - a;
            return (a - (sum - virtual)) + (b - virtual);
        }

        /** Two equal sums or differences of two. */
        Optional<Map<Integer, BigInteger>> quadruple() {
            return PairSums.collision(size, MOST_ROWS).map(found -> relation(found.rows(), found.signs()));
        }

        /** A relation of magnitudes as one of the column; a position may come twice. */
        private Map<Integer, BigInteger> relation(int[] positions, int[] signs) {
            Map<Integer, BigInteger> coefficients = new TreeMap<>();
            for (int i = 0; i < positions.length; i++) {
                int row = order[positions[i]];
                int sign = column[row] < 0 ? -signs[i] : signs[i];
                coefficients.merge(row, BigInteger.valueOf(sign), BigInteger::add);
            }
            return coefficients;
        }
    }
}
