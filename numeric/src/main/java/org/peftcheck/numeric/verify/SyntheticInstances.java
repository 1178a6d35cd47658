package org.peftcheck.numeric.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.numeric.peanut2025.ExactInstance;
import org.peftcheck.numeric.peanut2025.FloatColumnSpace;
import org.peftcheck.numeric.peanut2025.FloatInstance;
import org.peftcheck.theory.exact.RationalMatrix;

/** Small seeded instances that do not dodge: every shape, rank deficiency, repeated and zero rows, huge and tiny scales. */
final class SyntheticInstances {

    private static final BigFraction HUGE = new BigFraction(1L << 40);
    private static final BigFraction TINY = HUGE.reciprocal();

    private final Random random;

    SyntheticInstances(long seed) {
        this.random = new Random(seed);
    }

    /** A named instance over the rationals. */
    record Named(String name, ExactInstance instance) {}

    List<Named> exact() {
        List<Named> all = new ArrayList<>();
        add(all, "tall 7x3, r 2", integers(7, 3), 2);
        add(all, "d1 = 3 d2, r 1", integers(9, 3), 1);
        add(all, "d1 = 3 d2, r = d2", integers(6, 2), 2);
        add(all, "square 4x4, r 2", integers(4, 4), 2);
        add(all, "wide 3x6, r 3", integers(3, 6), 3);
        add(all, "one by one", integers(1, 1), 1);
        add(all, "one column, r 1", integers(5, 1), 1);
        add(all, "rank 1, 5x4, r 2", integers(5, 1).times(integers(1, 4)), 2);
        add(all, "rank 2, 7x4, r 3", integers(7, 2).times(integers(2, 4)), 3);
        add(all, "zero rows", RationalMatrix.zero(2, 3).above(integers(4, 3)), 2);
        RationalMatrix block = integers(3, 2);
        add(all, "repeated rows", block.above(block), 2);
        add(all, "rows with opposite signs", block.above(block.scale(BigFraction.MINUS_ONE)), 1);
        add(all, "positive entries", integers(6, 3).map(x -> x.abs().add(1)), 2);
        add(all, "zero weight", RationalMatrix.zero(3, 2), 1);
        add(all, "huge scale", integers(5, 2).scale(HUGE), 2);
        add(all, "tiny scale", integers(5, 3).scale(TINY), 1);
        add(
                all,
                "mixed scales",
                integers(5, 2).scale(HUGE).beside(integers(5, 1).scale(TINY)),
                2);
        add(all, "fractions", integers(6, 3).map(x -> x.divide(7).add(new BigFraction(1, 3))), 2);
        return all;
    }

    private void add(List<Named> all, String name, RationalMatrix w0, int rank) {
        all.add(new Named(name, new ExactInstance(w0, integers(w0.rows(), rank), integers(rank, w0.columns()))));
    }

    /** A matrix of integers between −4 and 4. */
    RationalMatrix integers(int rows, int columns) {
        return RationalMatrix.of(rows, columns, (i, j) -> new BigFraction(random.nextInt(9) - 4));
    }

    /** An instance over the doubles with Gaussian entries, its weight written into the certificate. */
    FloatInstance gaussian(int rows, int columns, int rank) {
        FloatMatrix w0 = FloatMatrix.of(gaussians(random, rows, columns));
        return target(new WeightSource.Inline(new MatrixData.Floats(w0)), FloatColumnSpace.of(w0), rank, random);
    }

    /** A Gaussian target of the given rank for a weight. */
    static FloatInstance target(WeightSource source, FloatColumnSpace space, int rank, Random random) {
        return new FloatInstance(
                source,
                space,
                FloatMatrix.of(gaussians(random, space.dOut(), rank)),
                FloatMatrix.of(gaussians(random, rank, space.dIn())));
    }

    private static double[][] gaussians(Random random, int rows, int columns) {
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextGaussian();
            }
        }
        return values;
    }
}
