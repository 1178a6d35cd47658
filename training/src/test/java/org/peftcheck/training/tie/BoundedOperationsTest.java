package org.peftcheck.training.tie;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.model.TensorAlgebra;
import org.peftcheck.training.reference.ReferenceAlgebra;
import org.peftcheck.training.reference.ReferenceTensor;

/**
 * What a decoder does to a row that is off by a vector of a known length: no result is off by more than its bound, and one is off by a
 * good part of it, so that a bound with a term left out would be found.
 */
class BoundedOperationsTest {

    private static final ReferenceAlgebra REFERENCE = new ReferenceAlgebra();
    private static final BoundedAlgebra BOUNDED = new BoundedAlgebra();
    private static final int D = 6;
    private static final double RADIUS = 1e-3;

    /** An operation on one row of {@link #D} numbers. */
    private enum Operation {
        SILU(0.2),
        RMS_NORM(0.3),
        TURNED_BY_POSITION(0.45),
        GATED(0.3),
        LOG_PROBABILITY(0.3);

        /** The part of the bound that is reached at least. */
        private final double reached;

        Operation(double reached) {
            this.reached = reached;
        }

        <T> T of(TensorAlgebra<T> algebra, T row, Numbers<T> exact) {
            T other = exact.of(new int[] {1, D}, 1.2, -0.7, 0.4, 2, 0.9, -1.4);
            return switch (this) {
                case SILU -> algebra.activate(Activation.SILU, row);
                case RMS_NORM -> algebra.rmsNorm(row, exact.of(new int[] {D}, 1, 1.1, 0.9, 1, 1.2, 1), 1e-5);
                case TURNED_BY_POSITION -> turned(algebra, row, exact);
                case GATED -> algebra.times(row, algebra.activate(Activation.SILU, algebra.plus(row, other)));
                case LOG_PROBABILITY -> algebra.logProbability(row, exact.of(new int[] {1}, 3));
            };
        }

        private static <T> T turned(TensorAlgebra<T> algebra, T row, Numbers<T> exact) {
            double[] cosines = new double[D];
            double[] sines = new double[D];
            double[] turn = new double[D * D];
            for (int j = 0; j < D / 2; j++) {
                cosines[j] = cosines[j + D / 2] = Math.cos(0.5 + j);
                sines[j] = sines[j + D / 2] = Math.sin(0.5 + j);
                turn[j * D + j + D / 2] = -1;
                turn[(j + D / 2) * D + j] = 1;
            }
            T across = algebra.linear(row, exact.of(new int[] {D, D}, turn));
            T straight = algebra.times(row, exact.of(new int[] {1, D}, cosines));
            return algebra.plus(straight, algebra.times(across, exact.of(new int[] {1, D}, sines)));
        }
    }

    /** What makes a tensor of numbers that are exact. */
    @FunctionalInterface
    private interface Numbers<T> {
        T of(int[] shape, double... values);
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void aResultIsOffByNoMoreThanItsBoundAndByAGoodPartOfIt(Operation operation) {
        SplittableRandom random = new SplittableRandom(17);
        for (int attempt = 0; attempt < 10; attempt++) {
            double[] centre = random.doubles(D, -2, 2).toArray();
            ReferenceTensor row = ReferenceTensor.of(new int[] {1, D}, centre);
            BoundedTensor bounded = operation.of(
                    BOUNDED,
                    BoundedTensor.of(row, new Deviation.Along(1, new double[] {RADIUS})),
                    (shape, values) -> BoundedTensor.exactly(ReferenceTensor.of(shape, values)));
            ReferenceTensor result = operation.of(REFERENCE, row, ReferenceTensor::of);
            assertArrayEquals(result.values(), bounded.values());
            double bound = bounded.rowRadii()[0];
            double worst = 0;
            for (int k = 0; k < 3000; k++) {
                ReferenceTensor moved = ReferenceTensor.of(new int[] {1, D}, moved(centre, k, random));
                worst = Math.max(worst, distance(operation.of(REFERENCE, moved, ReferenceTensor::of), result));
            }
            assertTrue(worst <= bound, worst + " and " + bound);
            assertTrue(worst >= operation.reached * bound, worst + " is far from " + bound);
        }
    }

    /** A row moved by the radius, along an axis or in a random direction. */
    private static double[] moved(double[] centre, int k, SplittableRandom random) {
        double[] step = new double[D];
        if (k < 2 * D) {
            step[k % D] = k < D ? 1 : -1;
        } else {
            Arrays.setAll(step, j -> random.nextGaussian());
        }
        double norm = Math.sqrt(Arrays.stream(step).map(x -> x * x).sum());
        double[] moved = new double[D];
        Arrays.setAll(moved, j -> centre[j] + step[j] * RADIUS * (1 - 1e-9) / norm);
        return moved;
    }

    private static double distance(ReferenceTensor left, ReferenceTensor right) {
        double[] l = left.values();
        double[] r = right.values();
        double sum = 0;
        for (int k = 0; k < l.length; k++) {
            sum += (l[k] - r[k]) * (l[k] - r[k]);
        }
        return Math.sqrt(sum);
    }

    /** With a score of −800 that may be −100, the share may be exp(−100); one of −10⁹ has no share, however much is added to it. */
    @Test
    void sharesOfScoresFarBelowTheOthers() {
        ReferenceTensor scores = ReferenceTensor.of(new int[] {2, 2}, 0, -800, 0, -1e9);
        BoundedTensor off = BoundedTensor.of(scores, new Deviation.Entries(new double[] {0, 700, 100, 700}));
        double[] radii = BOUNDED.softmax(off).radii();
        assertTrue(radii[1] >= Math.exp(-100) && radii[1] <= 1.01 * Math.exp(-100), "" + radii[1]);
        assertTrue(radii[3] >= 0 && radii[3] < 1e-200, "" + radii[3]);
    }

    /** Rows with radii by entries, and one number for a whole row. */
    @Test
    void productsWithOtherRadiiAndShapes() {
        ReferenceTensor two = ReferenceTensor.of(new int[] {2, 2}, 3, -4, 1, 0);
        BoundedTensor byRows = BoundedTensor.of(two, new Deviation.Along(1, new double[] {0.1, 0.2}));
        BoundedTensor byEntries = BoundedTensor.of(two, new Deviation.Entries(new double[] {0.3, 0.4, 0, 0}));
        double[] mixed = BOUNDED.times(byRows, byEntries).rowRadii();
        assertEquals(4 * 0.5 + 4 * 0.1 + 0.1 * 0.5, mixed[0], 1e-6);
        assertEquals(0.2, mixed[1], 1e-6);
        BoundedTensor column = BoundedTensor.exactly(ReferenceTensor.of(new int[] {2, 1}, -2, 5));
        assertArrayEquals(new double[] {0.2, 1}, BOUNDED.times(byRows, column).rowRadii(), 1e-6);
        BoundedTensor one = BoundedTensor.of(
                ReferenceTensor.of(new int[] {2, 1}, -2, 5), new Deviation.Along(1, new double[] {0.5, 0}));
        assertEquals(
                0.5 * Math.sqrt(2) * 4,
                BOUNDED.times(one, BoundedTensor.exactly(two)).rowRadii()[0],
                1e-6);
        assertArrayEquals(
                new double[] {0.9, 1.6, 0, 0},
                BOUNDED.times(byEntries, BoundedTensor.exactly(two)).radii(),
                1e-6);
    }
}
