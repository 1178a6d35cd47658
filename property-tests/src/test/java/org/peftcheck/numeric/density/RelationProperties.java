package org.peftcheck.numeric.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RelationProperties {

    private static final int NONE = 5;

    @Provide
    Arbitrary<double[]> columns() {
        return StoredColumns.smallIntegers(1, 6, 60);
    }

    @Provide
    Arbitrary<double[]> nonzeroColumns() {
        return StoredColumns.smallIntegers(2, 6, 1000);
    }

    /** The least ‖n‖₁ ≤ 4 of a relation, by trying all n; {@code NONE} if there is none. */
    private static int leastNorm(IntegerColumn column, int row, BigInteger sum, int used) {
        if (row == column.rows()) {
            return used > 0 && sum.signum() == 0 ? used : NONE;
        }
        return IntStream.rangeClosed(used + 1 - NONE, NONE - 1 - used)
                .map(n -> leastNorm(
                        column,
                        row + 1,
                        sum.add(column.entry(row).multiply(BigInteger.valueOf(n))),
                        used + Math.abs(n)))
                .min()
                .orElse(NONE);
    }

    @Property(tries = 1500, seed = "811")
    void noRelationIsShorterThanOneThatIsCalledShortest(@ForAll("columns") double[] column) {
        IntegerColumn integers = IntegerColumn.of(column);
        Optional<ShortestRelation> found = ShortestRelation.of(column);
        assertEquals(column.length == 1 && column[0] != 0, found.isEmpty());
        int least = leastNorm(integers, 0, BigInteger.ZERO, 0);
        found.ifPresent(shortest -> {
            BigInteger norm = shortest.relation().norm();
            assertEquals(BigInteger.ZERO, shortest.relation().times(integers));
            assertEquals(least, norm.min(BigInteger.valueOf(NONE)).intValueExact());
            assertTrue(shortest.shortest() || least == NONE);
        });
    }

    @Property(tries = 1000, seed = "812")
    void integersAndColumnAreProportional(@ForAll("columns") double[] column) {
        IntegerColumn integers = IntegerColumn.of(column);
        BigInteger common = BigInteger.ZERO;
        BigInteger norm = BigInteger.ZERO;
        for (int i = 0; i < column.length; i++) {
            common = common.gcd(integers.entry(i));
            norm = norm.add(integers.entry(i).abs());
            assertEquals((int) Math.signum(column[i]), integers.entry(i).signum());
        }
        assertEquals(norm, integers.norm());
        assertTrue(common.signum() == 0 || common.equals(BigInteger.ONE));
        double[] scaled = IntStream.range(0, column.length)
                .mapToDouble(i -> integers.entry(i).doubleValue())
                .toArray();
        assertEquals(integers.norm(), IntegerColumn.of(scaled).norm());
    }

    @Property(tries = 1000, seed = "813")
    void aRelationWithOneEntryChangedIsRefused(
            @ForAll("nonzeroColumns") double[] column, @ForAll("rows") int position) {
        Optional<ShortestRelation> found = ShortestRelation.of(column);
        int row = position % column.length;
        if (found.isEmpty() || column[row] == 0) {
            return;
        }
        Map<Integer, BigInteger> changed = new TreeMap<>();
        found.get().relation().terms().forEach(term -> changed.put(term.row(), term.coefficient()));
        changed.merge(row, BigInteger.ONE, BigInteger::add);
        assertThrows(IllegalArgumentException.class, () -> IntegerRelation.of(IntegerColumn.of(column), changed));
    }

    @Provide
    Arbitrary<Integer> rows() {
        return Arbitraries.integers().between(0, 100);
    }

    /** Random phases on the closed group of the relation: one is solved for. */
    @Property(tries = 400, seed = "814")
    void noPhasesOfTheGroupComeNearerToTheMissedTarget(
            @ForAll("nonzeroColumns") double[] column, @ForAll Random random) {
        Optional<ShortestRelation> found = ShortestRelation.of(column);
        if (found.isEmpty()) {
            return;
        }
        IntegerRelation relation = found.get().relation();
        MissedTarget target = MissedTarget.of(relation);
        int last = relation.terms().size() - 1;
        for (int trial = 0; trial < 300; trial++) {
            double sum = random.nextInt(100);
            double error = 0;
            for (int i = 0; i <= last; i++) {
                IntegerRelation.Term term = relation.terms().get(i);
                double n = term.coefficient().doubleValue();
                double near = target.values().get(term.row()) / 4.0 + random.nextGaussian() / (4 * n * (1 + last));
                double x = i < last ? near : -sum / n;
                sum += n * x;
                error = Math.max(
                        error,
                        Math.abs(Math.sin(2 * Math.PI * x) - target.values().get(term.row())));
            }
            assertTrue(error >= target.error() - 1e-9, relation + " " + target + " " + error);
        }
    }
}
