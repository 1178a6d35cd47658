package org.peftcheck.numeric.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.interval.IntervalAlgebra;
import org.peftcheck.numeric.interval.IntervalMatrix;
import org.peftcheck.theory.adapter.AdaptedLayer;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.Initialiser;
import org.peftcheck.theory.adapter.LoRa;
import org.peftcheck.theory.adapter.Peanut;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.theory.adapter.SlotValues;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.exact.RationalMatrix;

class ReadingsTest {

    private static final EjmlAlgebra EJML = new EjmlAlgebra();
    private static final RationalAlgebra RATIONAL = new RationalAlgebra();

    private static String refusal(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    @Test
    void loraScalesByAlphaOverRank() {
        Map<String, RationalMatrix> slots = Map.of(
                "A", RationalMatrix.ofIntegers(new long[][] {{1, 2}, {0, 1}, {3, -1}}),
                "B", RationalMatrix.ofIntegers(new long[][] {{1, 0}, {1, 1}}));
        RationalMatrix w0 = RationalMatrix.zero(3, 2);
        WeightAdapter lora = new LoRa(Scaling.alphaOverRank(new BigFraction(6)));
        AdaptedLayer<RationalMatrix> layer =
                AdaptedLayer.of(lora, RATIONAL, Dimensions.of(3, 2, 2), w0, slots, RationalAlgebra::shapeOf);
        assertEquals(RationalMatrix.ofIntegers(new long[][] {{9, 6}, {3, 3}, {6, -3}}), layer.update());
    }

    @Test
    void weightOfAnotherShapeIsRefused() {
        WeightAdapter lora = LoRa.of(AdapterOptions.DEFAULT);
        assertEquals(
                "LoRA W0: expected d_out×d_in = 3×2, got 2×3",
                refusal(() -> AdaptedLayer.of(
                        lora,
                        RATIONAL,
                        Dimensions.of(3, 2, 1),
                        RationalMatrix.zero(2, 3),
                        Map.of(),
                        RationalAlgebra::shapeOf)));
    }

    @Test
    void misfitsAreRefused() {
        DenseMatrix tall = DenseMatrix.of(3, 2, (i, j) -> 1);
        DenseMatrix wide = DenseMatrix.of(2, 3, (i, j) -> 1);
        assertEquals("sum: expected a second operand of 3x2, got 2x3", refusal(() -> EJML.plus(tall, wide)));
        assertEquals("difference: expected a second operand of 3x2, got 2x3", refusal(() -> EJML.minus(tall, wide)));
        assertEquals("product: expected a second operand with 2 rows, got 3x2", refusal(() -> EJML.times(tall, tall)));
        assertEquals(
                "matrix: expected 2 entries in row 1, got 1",
                refusal(() -> DenseMatrix.of(new double[][] {{1, 2}, {3}})));
        Exception e = assertThrows(IndexOutOfBoundsException.class, () -> tall.get(3, 0));
        assertEquals("matrix entry: expected a place inside 3x2, got (3, 0)", e.getMessage());
    }

    @Test
    void scaledRowsQuotientsAndNormsRefuseWhatHasNoValue() {
        RationalMatrix threeFour = RationalMatrix.ofIntegers(new long[][] {{3, 4}, {1, 1}});
        RationalMatrix pythagorean = threeFour.selectRows(List.of(0));
        assertEquals(RationalMatrix.ofIntegers(new long[][] {{5}}), RATIONAL.rowNorms(pythagorean));
        assertEquals(
                "exact norm of row 1 (from 0): expected the square of a rational number, got 2",
                refusal(() -> RATIONAL.rowNorms(threeFour)));
        RationalMatrix zero = RationalMatrix.zero(2, 2);
        String byZero = "quotient: expected divisors other than 0, got 0 at row 0, column 0 (from 0)";
        assertEquals(byZero, refusal(() -> RATIONAL.divide(threeFour, zero)));
        assertEquals(
                "scaled rows: expected factors of 2x1, got 2x2", refusal(() -> RATIONAL.scaleRows(zero, threeFour)));
        DenseMatrix dense = DenseMatrix.of(threeFour.toDoubles());
        assertEquals(byZero, refusal(() -> EJML.divide(dense, dense.map(x -> 0))));
        assertEquals("scaled rows: expected factors of 2x1, got 2x2", refusal(() -> EJML.scaleRows(dense, dense)));
        assertEquals(DenseMatrix.of(new double[][] {{5}, {Math.sqrt(2)}}), EJML.rowNorms(dense));
        DenseMatrix huge = DenseMatrix.of(new double[][] {{3e300, 4e300}, {3e-320, 4e-320}});
        assertEquals(5e300, EJML.rowNorms(huge).get(0, 0), Math.ulp(5e300));
        assertEquals(5e-320, EJML.rowNorms(huge).get(1, 0), Double.MIN_VALUE);
        IntervalAlgebra intervals = new IntervalAlgebra();
        IntervalMatrix enclosed = IntervalMatrix.of(threeFour);
        assertEquals(
                "interval quotient: expected divisors without zero, got [0.0, 0.0] at row 0, column 0 (from 0)",
                refusal(() -> intervals.divide(enclosed, IntervalMatrix.of(zero))));
        assertTrue(intervals.rowNorms(enclosed).get(1, 0).square().contains(new BigFraction(2)));
        assertTrue(intervals.rowNorms(enclosed).get(1, 0).width() <= 2 * Math.ulp(2.0));
        assertEquals(Interval.of(5), intervals.rowNorms(enclosed).get(0, 0));
    }

    @Test
    void transcendentalActivationsHaveNoExactValue() {
        for (Activation activation : List.of(
                Activation.GELU, Activation.TANH, Activation.SILU, Activation.SIN2PI, Activation.SIN_PLUS_COS)) {
            assertEquals(
                    "exact value of " + activation.id()
                            + ": expected an activation with rational values (relu, leaky-relu, triangle), got "
                            + activation.id(),
                    refusal(() -> RATIONAL.activate(activation, RationalMatrix.identity(1))));
        }
        assertTrue(RationalAlgebra.isExact(Activation.LEAKY_RELU));
        assertTrue(RationalAlgebra.isExact(Activation.TRIANGLE));
    }

    @Test
    void valuesCannotBeChangedFromOutside() {
        double[][] rows = {{1, 2}};
        DenseMatrix matrix = DenseMatrix.of(rows);
        rows[0][0] = 7;
        matrix.toDoubles()[0][1] = 7;
        assertEquals(DenseMatrix.of(new double[][] {{1, 2}}), matrix);
        assertNotEquals(DenseMatrix.of(new double[][] {{1}, {2}}), matrix);
    }

    @Test
    void equalityIsThatOfNumbers() {
        DenseMatrix zero = DenseMatrix.of(new double[][] {{0.0}});
        DenseMatrix minusZero = DenseMatrix.of(new double[][] {{-0.0}});
        DenseMatrix nan = DenseMatrix.of(new double[][] {{Double.NaN}});
        assertEquals(zero, minusZero);
        assertEquals(zero.hashCode(), minusZero.hashCode());
        assertNotEquals(nan, nan.map(x -> x));
    }

    @Test
    void initialValuesAreDrawnWithinTheirBoundsAndReproducibly() {
        WeightAdapter peanut = Peanut.of(AdapterOptions.DEFAULT.withDepth(4));
        Dimensions dimensions = Dimensions.of(5, 16, 4);
        Map<String, DenseMatrix> first = InitialValues.draw(peanut, dimensions, new SplittableRandom(1));
        assertEquals(first, InitialValues.draw(peanut, dimensions, new SplittableRandom(1)));
        assertNotEquals(first, InitialValues.draw(peanut, dimensions, new SplittableRandom(2)));
        assertEquals(DenseMatrix.of(4, 16, (i, j) -> 0), first.get("Theta2"));
        assertTrue(largest(first.get("Theta1")) <= 0.25 && largest(first.get("Theta1")) > 0.2);
        assertTrue(largest(first.get("E0")) <= 0.5 && largest(first.get("E0")) > 0.25);
    }

    private static double largest(DenseMatrix matrix) {
        double largest = 0;
        for (double[] row : matrix.toDoubles()) {
            for (double x : row) {
                largest = Math.max(largest, Math.abs(x));
            }
        }
        return largest;
    }

    private record FromElsewhere() implements WeightAdapter {
        @Override
        public String id() {
            return "elsewhere";
        }

        @Override
        public String title() {
            return "elsewhere";
        }

        @Override
        public String source() {
            return "this test";
        }

        @Override
        public List<Slot> slots() {
            Shape shape = Shape.of(Dimension.D_OUT, Dimension.D_IN);
            return List.of(Slot.trainable("R", "R", shape, new Initialiser.Given("a decomposition of W0")));
        }

        @Override
        public Polynomial statedCount() {
            return slots().get(0).entries();
        }

        @Override
        public boolean startsAtPretrained() {
            return false;
        }

        @Override
        public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
            return slots.get("R");
        }
    }

    @Test
    void valuesFromElsewhereAreNotDrawn() {
        assertEquals(
                "elsewhere R: expected an initialiser that can be drawn, got values from a decomposition of W0",
                refusal(() ->
                        InitialValues.draw(new FromElsewhere(), Dimensions.of(2, 2, 1), new SplittableRandom(1))));
    }
}
