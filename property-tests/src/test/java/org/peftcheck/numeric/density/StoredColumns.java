package org.peftcheck.numeric.density;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Columns of doubles as checkpoints may hold them, with many that are related. */
final class StoredColumns {

    private StoredColumns() {}

    /** Small integers times a power of two, huge and subnormal ones among them; zeros and repetitions are likely. */
    static Arbitrary<double[]> smallIntegers(int leastRows, int mostRows, int largest) {
        Arbitrary<Integer> entry = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(0)),
                Tuple.of(9, Arbitraries.integers().between(-largest, largest)));
        Arbitrary<Integer> scale = Arbitraries.of(-1074, -1060, -149, -24, -3, 0, 1, 60, 900);
        return Combinators.combine(entry.list().ofMinSize(leastRows).ofMaxSize(mostRows), scale)
                .as((entries, exponent) -> entries.stream()
                        .mapToDouble(x -> Math.scalb((double) x, exponent))
                        .toArray());
    }

    /** A matrix as its columns: a product of small factors, rows scaled by powers of two, some rows zero or repeated. */
    static Arbitrary<double[][]> matrices() {
        Arbitrary<Integer> size = Arbitraries.integers().between(1, 7);
        return Combinators.combine(
                        size, size, size, Arbitraries.randomValue(random -> random), Arbitraries.of(0, 30, 900))
                .as((rows, columns, inner, random, spread) -> {
                    double[][] left = random(rows, inner, random);
                    double[][] right = random(columns, inner, random);
                    double[][] product = new double[columns][rows];
                    for (int i = 0; i < rows; i++) {
                        int scale = spread == 0 ? -1074 : random.nextInt(spread) - spread / 2;
                        int source = random.nextInt(4) == 0 ? random.nextInt(i + 1) : i;
                        for (int j = 0; j < columns; j++) {
                            double sum = 0;
                            for (int l = 0; l < inner; l++) {
                                sum += left[source][l] * right[j][l];
                            }
                            product[j][i] = Math.scalb(sum, scale);
                        }
                    }
                    return product;
                });
    }

    private static double[][] random(int rows, int columns, Random random) {
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            boolean zero = random.nextInt(6) == 0;
            Arrays.setAll(row, j -> zero ? 0 : random.nextInt(-9, 10));
        }
        return matrix;
    }
}
