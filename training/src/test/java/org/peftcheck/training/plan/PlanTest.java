package org.peftcheck.training.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PlanTest {

    private final List<Storage> storages = new ArrayList<>();
    private final Expressions expressions = new Expressions();
    private final Workers workers = new Workers(2);
    private final Plans plans = new Plans(workers);

    @AfterEach
    void release() {
        plans.close();
        workers.close();
        storages.forEach(Storage::release);
    }

    private Storage storage(int count) {
        Storage storage = Storage.allocate(count);
        storages.add(storage);
        return storage;
    }

    /** A source of the numbers 0, 1, 2, … */
    private Node counting(int... shape) {
        int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        Storage storage = storage(count);
        for (int k = 0; k < count; k++) {
            storage.buffer().put(k, k);
        }
        return expressions.source(storage, shape);
    }

    private static float[] values(Storage storage, int count) {
        float[] values = new float[count];
        storage.buffer().get(0, values);
        return values;
    }

    private float[] result(Node node) {
        Storage result = storage(node.count());
        plans.make(expressions, Map.of(node, result)).run(workers);
        return values(result, node.count());
    }

    /** By hand: 2 · 3 · 4 · 5 for the product; 15 sums, 15 exponentials and 15 summands; what two results share is computed once. */
    @Test
    void workIsCounted() {
        Node product = expressions.matmul(counting(3, 4), counting(4, 5), false, false);
        Node exponentials = expressions.unary(Operation.EXP, expressions.add(product, counting(3, 5)));
        Node sums = expressions.reduceRows(Operation.ROW_SUM, exponentials);
        Plan plan = plans.make(expressions, Map.of(exponentials, storage(15), sums, storage(3)));
        assertEquals(new Work(2 * 3 * 4 * 5, 3 * 15), plan.work());
        Node many = expressions.matmul(counting(7, 3, 4), counting(7, 5, 4), false, true);
        assertEquals(
                new Work(7 * 2 * 3 * 4 * 5, 0),
                plans.make(expressions, Map.of(many, storage(105))).work());
    }

    private static void assertRefused(String message, Executable executable) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, executable).getMessage());
    }

    @Test
    void aNumberIsAResultOfEveryRun() {
        Storage result = storage(3);
        Plan plan = plans.make(expressions, Map.of(expressions.number(2, 3), result));
        for (int run = 0; run < 2; run++) {
            result.buffer().put(0, new float[] {7, 7, 7});
            plan.run(workers);
            assertArrayEquals(new float[] {2, 2, 2}, values(result, 3));
        }
    }

    @Test
    void aNumberIsAnOperandLikeOthers() {
        Node twos = expressions.number(2, 2, 2);
        assertArrayEquals(new float[] {2, 2, 10, 10}, result(expressions.matmul(counting(2, 2), twos, false, false)));
        assertArrayEquals(new float[] {4, 4, 4, 4}, result(expressions.unary(Operation.SQUARE, twos)));
        Indices indices = new Indices();
        indices.set(1, 0, 1);
        Node chosen = expressions.source(indices, 3);
        assertArrayEquals(new float[] {2, 2, 2, 2, 2, 2}, result(expressions.gather(twos, chosen)));
        assertArrayEquals(new float[] {2, 4}, result(expressions.scatter(expressions.number(2, 3, 1), chosen, 2, 1)));
    }

    @Test
    void rowsOfAnyTableAreGathered() {
        Indices indices = new Indices();
        indices.set(2, 0, 0);
        Node chosen = expressions.source(indices, 3);
        Node table = counting(3, 2);
        assertArrayEquals(new float[] {4, 5, 0, 1, 0, 1}, result(expressions.gather(table, chosen)));
        Node computed = expressions.scale(10, table);
        assertArrayEquals(new float[] {40, 50, 0, 10, 0, 10}, result(expressions.gather(computed, chosen)));
        Node turned = expressions.permute(counting(2, 3), 1, 0);
        assertArrayEquals(new float[] {2, 5, 0, 3, 0, 3}, result(expressions.gather(turned, chosen)));
        Node sums = expressions.reduceRows(Operation.ROW_SUM, table);
        Node ofSums = expressions.gather(sums, chosen);
        assertArrayEquals(new float[] {9, 1, 1}, result(ofSums));
        assertArrayEquals(new float[] {9, 10, 3, 4, 5, 6}, result(expressions.add(ofSums, table)));
        assertArrayEquals(new float[] {3, 9, 0, 0, 0, 3}, result(expressions.scatter(turned, chosen, 3, 2)));
    }

    @Test
    void onesStandWhereIndicesSay() {
        Indices indices = new Indices();
        indices.set(2, 0, 0, 1);
        Node ones = expressions.oneHot(expressions.source(indices, 4), 3);
        assertArrayEquals(new float[] {0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 0}, result(ones));
        Node chosen = expressions.reduceRows(Operation.ROW_SUM, expressions.multiply(ones, counting(4, 3)));
        assertArrayEquals(new float[] {2, 3, 6, 10}, result(chosen));
        Node product = expressions.matmul(ones, counting(3, 2), false, false);
        assertArrayEquals(new float[] {4, 5, 0, 1, 0, 1, 2, 3}, result(product));
    }

    @Test
    void onesOutsideOfTheirRowAreRefused() {
        Indices indices = new Indices();
        Storage result = storage(6);
        Node ones = expressions.oneHot(expressions.source(indices, 2), 3);
        Plan plan = plans.make(expressions, Map.of(ones, result));
        indices.set(1, 3);
        assertRefused("indices: expected places in rows of 3 numbers, got place 3", () -> plan.run(workers));
        indices.set(-1, 0);
        assertRefused("indices: expected places in rows of 3 numbers, got place -1", () -> plan.run(workers));
        indices.set(0);
        assertRefused("indices: expected 2, got 1", () -> plan.run(workers));
    }

    @Test
    void indicesThatDoNotFitAreRefused() {
        Indices indices = new Indices();
        Node chosen = expressions.source(indices, 3);
        Storage gathered = storage(6);
        Storage scattered = storage(8);
        Plan gather = plans.make(expressions, Map.of(expressions.gather(counting(4, 2), chosen), gathered));
        Plan scatter = plans.make(expressions, Map.of(expressions.scatter(counting(3, 2), chosen, 4, 2), scattered));
        for (Plan plan : List.of(gather, scatter)) {
            indices.set(1, 2);
            assertRefused("indices: expected 3, got 2", () -> plan.run(workers));
            indices.set(1, 2, 3, 0);
            assertRefused("indices: expected 3, got 4", () -> plan.run(workers));
            indices.set(1, 2, 4);
            assertRefused("indices: expected rows of a table of 4, got row 4", () -> plan.run(workers));
            indices.set(-1, 2, 3);
            assertRefused("indices: expected rows of a table of 4, got row -1", () -> plan.run(workers));
            indices.set(1, 2, 3);
            plan.run(workers);
        }
        Plan unset = plans.make(
                expressions,
                Map.of(expressions.gather(counting(4, 2), expressions.source(new Indices(), 3)), gathered));
        assertRefused("indices: expected 3, got none", () -> unset.run(workers));
    }

    /** The identity times what was transposed and then split, so that neither rows nor columns are contiguous. */
    @Test
    void productsOfSplitTransposesAreCopied() {
        Node split = expressions.reshape(expressions.permute(counting(4, 6), 1, 0), 6, 2, 2);
        Storage identity = storage(4);
        identity.buffer().put(0, new float[] {1, 0, 0, 1});
        Node identities = expressions.expand(expressions.source(identity, 2, 2), 6, 2, 2);
        float[] expected = new float[24];
        for (int row = 0; row < 6; row++) {
            for (int column = 0; column < 4; column++) {
                expected[4 * row + column] = row + 6 * column;
            }
        }
        assertArrayEquals(expected, result(expressions.matmul(split, identities, false, false)));
    }

    @Test
    void aProductWhoseMatricesAreTornApartIsStoredAsItIs() {
        Storage identity = storage(18);
        for (int k = 0; k < 3; k++) {
            identity.buffer().put(4 * k, 1).put(9 + 4 * k, 1);
        }
        Node product = expressions.matmul(counting(2, 2, 3), expressions.source(identity, 2, 3, 3), false, false);
        assertArrayEquals(
                new float[] {0, 6, 3, 9, 1, 7, 4, 10, 2, 8, 5, 11}, result(expressions.permute(product, 2, 1, 0)));
    }

    @Test
    void storageThatDoesNotFitIsRefused() {
        Node x = counting(2, 3);
        Node y = expressions.unary(Operation.TANH, x);
        Storage small = storage(5);
        assertRefused(
                "storage: expected 6 numbers for shape [2, 3], got 5", () -> plans.make(expressions, Map.of(y, small)));
        Storage shared = storage(6);
        Map<Node, Storage> results = new LinkedHashMap<>();
        results.put(y, shared);
        results.put(x, shared);
        assertRefused(
                "plan: expected a storage for each result, got one that serves two: #0 SOURCE[2, 3]",
                () -> plans.make(expressions, results));
        Node inPlace = expressions.source(shared, 2, 3);
        assertRefused(
                "plan: expected results in other storage than sources, got a result in that of #" + inPlace.id()
                        + " SOURCE[2, 3]",
                () -> plans.make(expressions, Map.of(expressions.scale(2, inPlace), shared)));
    }

    @Test
    void anArenaThatNoBufferHoldsIsRefused() {
        Node square = expressions.matmul(counting(30_000, 1), counting(1, 30_000), false, false);
        Node sum = expressions.reduceTo(square, 30_000).orElseThrow();
        Storage result = storage(30_000);
        assertRefused(
                "plan: expected buffers of at most 536870911 numbers together, got one of 900000000 at 0",
                () -> plans.make(expressions, Map.of(sum, result)));
        assertRefused("storage: expected at most 536870911 numbers, got 536870912", () -> Storage.allocate(1L << 29));
    }

    @Test
    void otherThreadsThanPlannedAreRefused() {
        Plan plan = plans.make(expressions, Map.of(counting(3), storage(3)));
        try (Workers three = new Workers(3)) {
            assertRefused("plan: expected the 2 threads that it was made for, got 3", () -> plan.run(three));
            assertRefused("plan: expected the 2 threads that it was made for, got 3", () -> plan.profile(three));
        }
    }

    @Test
    void aProfileNamesEveryStepAndRunsThePlan() {
        Storage result = storage(4);
        Node product = expressions.matmul(counting(2, 2), counting(2, 2), false, false);
        Plan plan = plans.make(expressions, Map.of(expressions.scale(2, product), result));
        List<String> lines = plan.profile(workers);
        assertEquals(2, plan.stepCount());
        assertEquals(16, plan.arenaSize());
        assertTrue(lines.stream().anyMatch(line -> line.endsWith("product 2x2x2")), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.contains("rows 2x2")), lines::toString);
        assertArrayEquals(new float[] {4, 6, 12, 22}, values(result, 4));
    }

    @Test
    void plansOfOneArenaDoNotDisturbEachOther() {
        Node x = counting(40, 40);
        Storage first = storage(1600);
        Storage second = storage(1600);
        Node square = expressions.matmul(x, x, false, false);
        Plan small = plans.make(expressions, Map.of(expressions.scale(1e-3, square), first));
        small.run(workers);
        float[] before = values(first, 1600);
        Node cube = expressions.matmul(
                expressions.unary(Operation.TANH, square), expressions.scale(2, square), false, true);
        Plan large = plans.make(expressions, Map.of(expressions.unary(Operation.SIN, cube), second));
        large.run(workers);
        small.run(workers);
        assertArrayEquals(before, values(first, 1600));
    }
}
