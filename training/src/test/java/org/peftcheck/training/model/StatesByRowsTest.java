package org.peftcheck.training.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.theory.adapter.HiddenAdapter;
import org.peftcheck.theory.adapter.HiddenAdapter.Hook;
import org.peftcheck.theory.adapter.HiddenDimensions;
import org.peftcheck.theory.adapter.HiddenRegistry;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.theory.adapter.SlotValues;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.training.model.StatesByRows.Held;
import org.peftcheck.training.reference.ReferenceAlgebra;
import org.peftcheck.training.reference.ReferenceTensor;

/** The reading by rows against the formula with a state a column. */
class StatesByRowsTest {

    private static final HiddenDimensions DIMENSIONS = new HiddenDimensions(7, 9, 3, 2, 1);
    private static final int STATES = 5;

    static Stream<HiddenAdapter> methods() {
        return HiddenRegistry.methods().stream()
                .filter(method -> !method.id().equals("bitfit"))
                .filter(method -> !method.id().equals("linear-probing"));
    }

    private static DenseMatrix random(Shape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rows = shape.rows().constantValue().intValueExact();
        int columns = shape.columns().constantValue().intValueExact();
        return DenseMatrix.of(rows, columns, (i, j) -> random.nextGaussian());
    }

    private static ReferenceTensor tensor(DenseMatrix matrix) {
        return ReferenceTensor.of(new int[] {matrix.rows(), matrix.columns()}, matrix.copyOfEntries());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void bothReadingsAgree(HiddenAdapter method) {
        for (HiddenAdapter.Site site : method.sites()) {
            Map<String, DenseMatrix> values = new HashMap<>();
            for (Slot slot : site.slots()) {
                values.put(slot.symbol(), random(slot.shape().at(DIMENSIONS.values()), values.size()));
            }
            DenseMatrix rows = DenseMatrix.of(STATES, 7, (i, j) -> Math.sin(i + 3 * j));
            DenseMatrix columns = DenseMatrix.of(7, STATES, (i, j) -> rows.get(j, i));
            DenseMatrix ones = DenseMatrix.of(1, STATES, (i, j) -> 1);
            SlotValues<DenseMatrix> slots =
                    SlotValues.checked(method, site.slots(), DIMENSIONS.values(), values, DenseMatrix::shape);
            DenseMatrix expected = method.forward(new EjmlAlgebra(), new HiddenAdapter.Batch<>(columns, ones), slots);
            ReferenceTensor found = StatesByRows.forward(
                    new ReferenceAlgebra(),
                    method,
                    site.hook(),
                    DIMENSIONS.values(),
                    tensor(rows),
                    symbol -> tensor(values.get(symbol)));
            for (int i = 0; i < STATES; i++) {
                for (int j = 0; j < 7; j++) {
                    double difference = Math.abs(expected.get(j, i) - found.values()[i * 7 + j]);
                    assertTrue(difference < 1e-12, method.title() + ": differs by " + difference);
                }
            }
        }
    }

    @Test
    void aPlaceWhereTheMethodDoesNotWorkIsRefused() {
        assertEquals(
                "RED: expected one of its places [AFTER_FEED_FORWARD], got RESIDUAL_STREAM",
                refusal(() -> HiddenRegistry.method("red").site(Hook.RESIDUAL_STREAM)));
    }

    @Test
    void whatMixesStatesIsRefused() {
        StatesByRows<ReferenceTensor> algebra = new StatesByRows<>(new ReferenceAlgebra());
        ReferenceTensor square = ReferenceTensor.of(new int[] {2, 2}, 1, 2, 3, 4);
        Held<ReferenceTensor> states = new Held<>(square, true, true);
        Held<ReferenceTensor> slot = new Held<>(square, false, false);
        String expected = "formula on hidden states: expected one that treats each state alone, got ";
        assertEquals(expected + "a product over states", refusal(() -> algebra.times(states, slot)));
        assertEquals(expected + "a transpose of states", refusal(() -> algebra.transpose(states)));
        assertEquals(
                expected + "the sum of states and a matrix of another kind", refusal(() -> algebra.plus(states, slot)));
        assertEquals(expected + "a quotient", refusal(() -> algebra.divide(slot, slot)));
        assertEquals(expected + "norms", refusal(() -> algebra.rowNorms(slot)));
    }

    private static String refusal(Runnable use) {
        return assertThrows(IllegalArgumentException.class, use::run).getMessage();
    }
}
