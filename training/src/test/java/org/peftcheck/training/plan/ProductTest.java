package org.peftcheck.training.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
