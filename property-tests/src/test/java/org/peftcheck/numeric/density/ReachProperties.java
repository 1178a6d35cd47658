package org.peftcheck.numeric.density;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Bounds against brute force: the best c of a fine grid, for random targets. */
class ReachProperties {

    private static final int TARGETS = 300;
    private static final int STEPS = 1200;
    private static final double MOST = 0.65;

    @Provide
    Arbitrary<double[]> columns() {
        return StoredColumns.smallIntegers(2, 3, 12).filter(column -> column[0] != 0);
    }

    @Provide
    Arbitrary<Integer> halvings() {
        return Arbitraries.integers().between(0, 4);
    }

    private static double[][] curve(IntegerColumn column) {
        double[][] points = new double[STEPS][column.rows()];
        for (int k = 0; k < STEPS; k++) {
            for (int i = 0; i < column.rows(); i++) {
                points[k][i] = Math.sin(2 * Math.PI * column.entry(i).intValueExact() * k / STEPS);
            }
        }
        return points;
    }

    private static double leastError(double[][] curve, double[] target) {
        double least = Double.POSITIVE_INFINITY;
        for (double[] point : curve) {
            double error = 0;
            for (int i = 0; i < point.length; i++) {
                error = Math.max(error, Math.abs(point[i] - target[i]));
            }
            least = Math.min(least, error);
        }
        return least;
    }

    /**
     * At most half of all targets come within the typical error, so more than 0.65 of 300 random ones do so with a probability
     * below 2e-6 (Hoeffding). The grid makes the least error larger, never smaller.
     */
    @Property(tries = 60, seed = "821")
    void atMostHalfOfTheTargetsComeWithinTheTypicalError(
            @ForAll("columns") double[] column, @ForAll("halvings") int halvings, @ForAll Random random) {
        IntegerColumn integers = IntegerColumn.of(column);
        double[][] curve = curve(integers);
        double bound = ReachBound.ofColumns(List.of(integers))
                .scaledDown(halvings)
                .typicalError()
                .doubleValue();
        double scale = Math.scalb(1.0, -halvings);
        int within = 0;
        for (int t = 0; t < TARGETS; t++) {
            double[] target = random.doubles(column.length, -scale, scale).toArray();
            within += leastError(curve, target) / scale <= bound ? 1 : 0;
        }
        assertTrue(within <= MOST * TARGETS, within + " of " + TARGETS + " within " + bound);
    }

    /** Already among random targets one is missed by more. */
    @Property(tries = 60, seed = "822")
    void someTargetIsMissedByMoreThanTheWorstBound(@ForAll("columns") double[] column, @ForAll Random random) {
        IntegerColumn integers = IntegerColumn.of(column);
        double[][] curve = curve(integers);
        double bound = ReachBound.ofColumns(List.of(integers)).worstError().doubleValue();
        double worst = 0;
        for (int t = 0; t < TARGETS; t++) {
            worst = Math.max(
                    worst,
                    leastError(curve, random.doubles(column.length, -1, 1).toArray()));
        }
        assertTrue(worst > bound, worst + " but " + bound);
    }

    /** Random phases find nine tenths of a covering radius that is as small as the bound allows. */
    @Property(tries = 60, seed = "823")
    void somePhasesAreFartherThanTheCoveringBound(@ForAll("columns") double[] column, @ForAll Random random) {
        IntegerColumn integers = IntegerColumn.of(column);
        double bound =
                ReachBound.phaseCovering(integers.norm(), integers.rows()).doubleValue();
        double worst = 0;
        for (int t = 0; t < TARGETS; t++) {
            double[] phases = random.doubles(column.length).toArray();
            double least = 1;
            for (int k = 0; k < STEPS; k++) {
                double distance = 0;
                for (int i = 0; i < phases.length; i++) {
                    double x = (double) integers.entry(i).intValueExact() * k / STEPS - phases[i];
                    distance = Math.max(distance, Math.abs(x - Math.rint(x)));
                }
                least = Math.min(least, distance);
            }
            worst = Math.max(worst, least);
        }
        assertTrue(worst >= 0.9 * bound, worst + " but " + bound);
    }

    @Provide
    Arbitrary<Integer> bits() {
        return Arbitraries.integers().between(0, 10);
    }

    /** N vectors placed at random. */
    @Property(tries = 100, seed = "824")
    void fewVectorsComeNearToFewTargets(@ForAll("bits") int bits, @ForAll Random random) {
        double[][] vectors = new double[1 << bits][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = random.doubles(2, -1, 1).toArray();
        }
        ReachBound bound = ReachBound.ofBits(1, bits, 2);
        assertTrue(bound.factor().equals(BigInteger.ONE.shiftLeft(bits)));
        double typical = bound.typicalError().doubleValue();
        int within = 0;
        for (int t = 0; t < TARGETS; t++) {
            within += leastError(vectors, random.doubles(2, -1, 1).toArray()) <= typical ? 1 : 0;
        }
        assertTrue(within <= MOST * TARGETS, within + " of " + TARGETS);
    }
}
