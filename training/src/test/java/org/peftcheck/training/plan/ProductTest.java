package org.peftcheck.training.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.numeric.checkpoint.FloatValues;

/** Products that are large enough for the threads to share them: by matrices, by rows, by columns. */
class ProductTest {

    private static final double ROUNDING = 0x1p-24;

    /** What sums of another order may differ by. */
    private static final float ORDER = 1e-5f;

    private record Matrices(Storage storage, int[] shape) {

        static Matrices random(Random random, int count, int rows, int columns, boolean transposed) {
            int[] shape = {count, transposed ? columns : rows, transposed ? rows : columns};
            Storage storage = Storage.allocate((long) count * rows * columns);
            for (int k = 0; k < count * rows * columns; k++) {
                storage.buffer().put(k, random.nextFloat() - 0.5f);
            }
            return new Matrices(storage, shape);
        }

        float entry(int matrix, int row, int column, boolean transposed) {
            int i = transposed ? column : row;
            int j = transposed ? row : column;
            return storage.buffer().get((matrix * shape[1] + i) * shape[2] + j);
        }
    }

    private static float[] run(int threads, Node node, Expressions expressions) {
        Storage result = Storage.allocate(node.count());
        float[] values = new float[node.count()];
        try (Workers workers = new Workers(threads);
                Plans plans = new Plans(workers)) {
            plans.make(expressions, Map.of(node, result)).run(workers);
            result.buffer().get(0, values);
        }
        result.release();
        return values;
    }

    private static Node oneOrMany(Expressions expressions, Node node) {
        return node.dimension(0) > 1 ? node : expressions.reshape(node, node.dimension(1), node.dimension(2));
    }

    @ParameterizedTest
    @CsvSource({"1, 130, 70", "1, 70, 130", "2, 130, 70", "2, 70, 130", "7, 61, 43", "1, 1, 5000", "1, 5000, 1"})
    void sharedProductsAreRight(int count, int m, int n) {
        int k = 97;
        Random random = new Random(5);
        for (int transposes = 0; transposes < 4; transposes++) {
            boolean first = (transposes & 1) == 1;
            boolean second = (transposes & 2) == 2;
            Matrices left = Matrices.random(random, count, m, k, first);
            Matrices right = Matrices.random(random, count, k, n, second);
            Expressions expressions = new Expressions();
            Node a = oneOrMany(expressions, expressions.source(left.storage(), left.shape()));
            Node b = oneOrMany(expressions, expressions.source(right.storage(), right.shape()));
            Node product = expressions.matmul(a, b, first, second);
            int rank = product.rank();
            int[] turned = rank == 2 ? new int[] {1, 0} : new int[] {0, 2, 1};
            int[] joined = rank == 2 ? new int[] {0, 1} : new int[] {1, 0, 2};
            for (int threads = 1; threads <= 3; threads++) {
                float[] values = run(threads, product, expressions);
                for (int i = 0; i < values.length; i++) {
                    int matrix = i / (m * n);
                    double exact = 0;
                    for (int j = 0; j < k; j++) {
                        exact += (double) left.entry(matrix, i / n % m, j, first)
                                * right.entry(matrix, j, i % n, second);
                    }
                    assertEquals(exact, values[i], k * k * ROUNDING / 4);
                }
                assertTurned(values, run(threads, expressions.permute(product, turned), expressions), m, n);
                assertJoined(values, run(threads, expressions.permute(product, joined), expressions), count, m, n);
            }
            left.storage().release();
            right.storage().release();
        }
    }

    /** Matrices of more numbers than a block has, in bf16 and as floats, on either side and on both. */
    @ParameterizedTest
    @CsvSource({"2050, 3, 2060, true, false", "5, 2050, 2060, false, true", "2050, 2051, 2052, true, true"})
    void blocksOfMatricesInBf16GiveTheSameBits(int m, int n, int k, boolean narrowLeft, boolean narrowRight) {
        Random random = new Random(7);
        Matrices left = Matrices.random(random, 1, m, k, false);
        Matrices right = Matrices.random(random, 1, k, n, false);
        FloatValues.Bf16 a = rounded(left);
        FloatValues.Bf16 b = rounded(right);
        for (int threads = 1; threads <= 2; threads++) {
            float[] wide = product(threads, left.storage(), right.storage(), m, n, k);
            Numbers first = narrowLeft ? new NarrowNumbers(a) : left.storage();
            Numbers second = narrowRight ? new NarrowNumbers(b) : right.storage();
            assertArrayEquals(wide, product(threads, first, second, m, n, k));
            FloatValues.Bf16 spoilt = narrowLeft ? a : b;
            int last = spoilt.count() - 1;
            spoilt.bits()[last] ^= 1;
            float[] other = product(threads, first, second, m, n, k);
            spoilt.bits()[last] ^= 1;
            assertEquals(wide[0], other[0], "only the last row or column depends on the last number");
            assertNotEquals(wide[m * n - 1], other[m * n - 1]);
        }
        double exact = 0;
        for (int j = 0; j < k; j++) {
            exact += (double) left.entry(0, m - 1, j, false) * right.entry(0, j, n - 1, false);
        }
        assertEquals(exact, product(1, left.storage(), right.storage(), m, n, k)[m * n - 1], k * 1e-6);
        left.storage().release();
        right.storage().release();
    }

    private static FloatValues.Bf16 rounded(Matrices matrices) {
        float[] values = new float[matrices.storage().capacity()];
        matrices.storage().read(0, values, 0, values.length);
        FloatValues.Bf16 nearest = FloatValues.Bf16.nearest(values);
        matrices.storage().buffer().put(0, nearest.wide());
        return nearest;
    }

    private static float[] product(int threads, Numbers left, Numbers right, int m, int n, int k) {
        Expressions expressions = new Expressions();
        Node a = expressions.source(left, m, k);
        Node b = expressions.source(right, k, n);
        return run(threads, expressions.matmul(a, b, false, false), expressions);
    }

    private static void assertTurned(float[] plain, float[] turned, int m, int n) {
        float[] expected = new float[plain.length];
        for (int i = 0; i < plain.length; i++) {
            expected[i / (m * n) * m * n + i % n * m + i / n % m] = plain[i];
        }
        assertArrayEquals(expected, turned, ORDER);
    }

    private static void assertJoined(float[] plain, float[] joined, int count, int m, int n) {
        float[] expected = new float[plain.length];
        for (int i = 0; i < plain.length; i++) {
            expected[(i / n % m * count + i / (m * n)) * n + i % n] = plain[i];
        }
        assertArrayEquals(expected, joined, ORDER);
    }
}
