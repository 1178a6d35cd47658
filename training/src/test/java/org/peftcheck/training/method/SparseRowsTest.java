package org.peftcheck.training.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.peftcheck.training.engine.TrainedTensor;

class SparseRowsTest {

    /** Half of each vector is left from the step 2 of 4. */
    private static final PruningSettings HALF = new PruningSettings(OptionalInt.empty(), 0.5, 0.5, 1, 2, 1);

    private final TrainedTensor a = TensorBuffers.tensor("A", 4, 2, 1, 1, 1, 1, 1, 1, 1, 1);
    private final TrainedTensor b = TensorBuffers.tensor("B", 2, 4, 1, 1, 1, 1, 1, 1, 1, 1);

    private SparseRows rule() {
        SparseRows rule = new SparseRows(HALF, 4);
        rule.add(a, b);
        return rule;
    }

    /** The same eight numbers as gradients: A is pruned by columns, B by rows. */
    @Test
    void columnsOfAAndRowsOfBKeepTheirMostSensitiveEntries() {
        SparseRows rule = rule();
        float[] gradient = {5, 1, 2, 7, -6, 3, 1, 4};
        for (TrainedTensor tensor : new TrainedTensor[] {a, b}) {
            tensor.gradient().put(0, gradient);
        }
        rule.differentiated(1);
        rule.updated(1, 1);
        assertArrayEquals(new float[] {1, 1, 1, 1, 1, 1, 1, 1}, TensorBuffers.values(a));
        rule.differentiated(2);
        rule.updated(2, 1);
        assertArrayEquals(new float[] {1, 0, 0, 1, 1, 0, 0, 1}, TensorBuffers.values(a));
        assertArrayEquals(new float[] {1, 0, 0, 1, 1, 0, 0, 1}, TensorBuffers.values(b));
        assertEquals(2, rule.settledAt());
    }

    @Test
    void byRowsAndByColumnsDiffer() {
        SparseRows rule = rule();
        float[] gradient = {9, 8, 7, 6, 1, 2, 3, 4};
        for (TrainedTensor tensor : new TrainedTensor[] {a, b}) {
            tensor.gradient().put(0, gradient);
        }
        rule.differentiated(1);
        rule.differentiated(2);
        rule.updated(2, 1);
        assertArrayEquals(new float[] {1, 1, 1, 1, 0, 0, 0, 0}, TensorBuffers.values(a));
        assertArrayEquals(new float[] {1, 1, 0, 0, 0, 0, 1, 1}, TensorBuffers.values(b));
    }

    /** Sensitivities 4 and then 1 of one entry, 2 and 2 of another: 0.8·4 + 0.2·1 is more than 2. */
    @Test
    void sensitivitiesAreSmoothedFromTheFirst() {
        SparseRows rule = rule();
        b.gradient().put(0, new float[] {4, 2, 9, 0, 1, 1, 1, 1});
        rule.differentiated(1);
        b.gradient().put(0, new float[] {1, 2, 9, 0, 1, 1, 1, 1});
        rule.differentiated(2);
        assertEquals(3.4f, rule.memory().get(1)[0], 1e-6f);
        rule.updated(2, 1);
        assertArrayEquals(new float[] {1, 0, 1, 0, 1, 1, 0, 0}, TensorBuffers.values(b));
    }
}
