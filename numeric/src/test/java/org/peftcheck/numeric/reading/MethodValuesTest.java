package org.peftcheck.numeric.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.peftcheck.numeric.interval.ActivationEnclosure;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.interval.IntervalAlgebra;
import org.peftcheck.numeric.interval.IntervalMatrix;
import org.peftcheck.theory.adapter.AdaptedLayer;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.DoRa;
import org.peftcheck.theory.adapter.FourierFrequencies;
import org.peftcheck.theory.adapter.FourierFrequencies.Frequency;
import org.peftcheck.theory.adapter.FourierFt;
import org.peftcheck.theory.adapter.HiddenAdapter;
import org.peftcheck.theory.adapter.HiddenRegistry;
import org.peftcheck.theory.adapter.LoRa;
import org.peftcheck.theory.adapter.MiLoRa;
import org.peftcheck.theory.adapter.NormAxis;
import org.peftcheck.theory.adapter.PiSsa;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.exact.RationalMatrix;

/** Initial values that come from the weight or from a seed, and the readings of the methods that have them. */
class MethodValuesTest {

    private static final EjmlAlgebra EJML = new EjmlAlgebra();
    private static final DenseMatrix W0 = DenseMatrix.of(new double[][] {{0, 3}, {-5, 0}, {0, 0}});

    private static Map<String, DenseMatrix> draw(WeightAdapter adapter, Dimensions dimensions, DenseMatrix w0) {
        return InitialValues.draw(adapter, dimensions, w0, new SplittableRandom(1));
    }

    private static String refusal(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    /** Within four units in the last place of the largest singular value, 5. */
    private static void assertNear(double[][] expected, DenseMatrix found) {
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[i].length; j++) {
                double x = expected[i][j];
                assertTrue(Math.abs(x - found.get(i, j)) <= 4 * Math.ulp(5.0), found.toString());
            }
        }
    }

    @Test
    void principalAndMinorComponentsAreTrained() {
        Dimensions dimensions = Dimensions.of(3, 2, 1);
        Map<String, DenseMatrix> principal = draw(new PiSsa(), dimensions, W0);
        assertNear(new double[][] {{0, 0}, {-5, 0}, {0, 0}}, EJML.times(principal.get("A"), principal.get("B")));
        assertNear(new double[][] {{0, 3}, {0, 0}, {0, 0}}, principal.get("R"));
        Map<String, DenseMatrix> minor = draw(new MiLoRa(), dimensions, W0);
        assertNear(new double[][] {{0, 3}, {0, 0}, {0, 0}}, EJML.times(minor.get("A"), minor.get("B")));
        assertNear(new double[][] {{0, 0}, {-5, 0}, {0, 0}}, minor.get("R"));
        AdaptedLayer<DenseMatrix> layer =
                AdaptedLayer.of(new PiSsa(), EJML, dimensions, W0, principal, DenseMatrix::shape);
        assertNear(W0.toDoubles(), layer.weight());
    }

    @Test
    void theTwoFactorsShareTheSingularValues() {
        Map<String, DenseMatrix> values = draw(new PiSsa(), Dimensions.of(3, 2, 2), W0);
        assertEquals(Math.sqrt(5), Math.abs(values.get("A").get(1, 0)), Math.ulp(5.0));
        assertEquals(Math.sqrt(3), Math.abs(values.get("B").get(1, 1)), Math.ulp(3.0));
    }

    @Test
    void singularValuesThatAWeightDoesNotHaveAreRefused() {
        assertEquals(
                "PiSSA A: expected r <= min(d_out, d_in) = 2, got 3",
                refusal(() -> draw(new PiSsa(), Dimensions.of(3, 2, 3), W0)));
        assertEquals("PiSSA W0: expected 2×3, got 3×2", refusal(() -> draw(new PiSsa(), Dimensions.of(2, 3, 1), W0)));
        assertEquals(
                "MiLoRA A: expected an initialiser that can be drawn, got values from the singular value decomposition"
                        + " of the pre-trained weight",
                refusal(() -> InitialValues.draw(new MiLoRa(), Dimensions.of(3, 2, 1), new SplittableRandom(1))
                        .clear()));
    }

    @Test
    void magnitudesAreTheNormsOfTheWeight() {
        DenseMatrix w0 = DenseMatrix.of(new double[][] {{3, 4, 0}, {0x1p600, 0, 0}});
        Map<String, DenseMatrix> rows = draw(DoRa.of(AdapterOptions.DEFAULT), Dimensions.of(2, 3, 1), w0);
        assertEquals(DenseMatrix.of(new double[][] {{5}, {0x1p600}}), rows.get("m"));
        Map<String, DenseMatrix> columns =
                draw(DoRa.of(AdapterOptions.DEFAULT.with(NormAxis.COLUMN)), Dimensions.of(2, 3, 1), w0);
        assertEquals(DenseMatrix.of(new double[][] {{0x1p600}, {4}, {0}}), columns.get("m"));
    }

    @Test
    void aRowWithoutDirectionIsRefused() {
        WeightAdapter dora = DoRa.of(AdapterOptions.DEFAULT);
        Dimensions dimensions = Dimensions.of(3, 2, 1);
        AdaptedLayer<DenseMatrix> layer =
                AdaptedLayer.of(dora, EJML, dimensions, W0, draw(dora, dimensions, W0), DenseMatrix::shape);
        assertEquals(
                "quotient: expected divisors other than 0, got 0 at row 2, column 0 (from 0)", refusal(layer::weight));
    }

    @Test
    void theRootOfTheRankIsEnclosed() {
        WeightAdapter adapter = new LoRa(Scaling.alphaOverRootRank(new BigFraction(16)));
        IntervalMatrix one = IntervalMatrix.of(new double[][] {{1}});
        Interval sixteenOverRootThree = new IntervalAlgebra()
                .scale(((LoRa) adapter).scaling().at(Polynomial.constant(3)), one)
                .get(0, 0);
        Interval square = sixteenOverRootThree.square();
        assertTrue(square.contains(new BigFraction(256, 3)));
        assertTrue(square.width() < 1e-12);
        assertEquals(
                "scalar 16/√(3): expected a rational number, got the square root of 3, which is none",
                refusal(() -> new RationalAlgebra()
                        .scale(((LoRa) adapter).scaling().at(Polynomial.constant(3)), RationalMatrix.identity(1))));
    }

    private static Interval wave(int turnNumerator, int turnDenominator, boolean cosine) {
        BigFraction turn = new BigFraction(turnNumerator, turnDenominator);
        return ActivationEnclosure.of(
                Activation.SIN2PI, Interval.enclosing(cosine ? turn.add(new BigFraction(1, 4)) : turn));
    }

    /** α/(d_out d_in) Σ c cos(2π(p j/d_out + q k/d_in)), enclosed directly from the definition of the inverse transform. */
    private static Interval direct(double alpha, double[] c, List<Frequency> at, int p, int q, int dOut, int dIn) {
        Interval sum = Interval.ZERO;
        for (int l = 0; l < c.length; l++) {
            int turns = p * at.get(l).row() * dIn + q * at.get(l).column() * dOut;
            sum = sum.plus(wave(turns, dOut * dIn, true).scale(c[l]));
        }
        return sum.scale(alpha).dividedBy(Interval.of((double) dOut * dIn));
    }

    private static boolean meet(Interval a, Interval b) {
        return a.lo() <= b.hi() && b.lo() <= a.hi();
    }

    @Test
    void aSpectrumIsTransformedBack() {
        int dOut = 6;
        int dIn = 5;
        FourierFt adapter = new FourierFt(Scaling.constant(new BigFraction(7)), 9, 42);
        Dimensions dimensions = Dimensions.of(dOut, dIn, 2);
        DenseMatrix zero = DenseMatrix.of(dOut, dIn, (i, j) -> 0);
        Map<String, DenseMatrix> slots = draw(adapter, dimensions, zero);
        double[] c = new double[9];
        for (int l = 0; l < c.length; l++) {
            c[l] = slots.get("c").get(l, 0);
        }
        List<Frequency> at = FourierFrequencies.pick(42, dOut, dIn, 9);
        Map<String, IntervalMatrix> enclosed = Map.of(
                "c", IntervalMatrix.of(slots.get("c").toDoubles()),
                "Co", IntervalMatrix.of(dOut, 9, (p, l) -> wave(p * at.get(l).row(), dOut, true)),
                "So", IntervalMatrix.of(dOut, 9, (p, l) -> wave(p * at.get(l).row(), dOut, false)),
                "Ci", IntervalMatrix.of(9, dIn, (l, q) -> wave(q * at.get(l).column(), dIn, true)),
                "Si", IntervalMatrix.of(9, dIn, (l, q) -> wave(q * at.get(l).column(), dIn, false)));
        IntervalMatrix formula = AdaptedLayer.of(
                        adapter,
                        new IntervalAlgebra(),
                        dimensions,
                        IntervalMatrix.of(zero.toDoubles()),
                        enclosed,
                        m -> Shape.of(m.rows(), m.columns()))
                .update();
        boolean mirroredMeetsEverywhere = true;
        for (int p = 0; p < dOut; p++) {
            for (int q = 0; q < dIn; q++) {
                Interval value = formula.get(p, q);
                assertTrue(meet(value, direct(7, c, at, p, q, dOut, dIn)));
                assertTrue(value.width() < 1e-13);
                mirroredMeetsEverywhere &= meet(value, direct(7, c, at, p, (dIn - q) % dIn, dOut, dIn));
            }
        }
        assertFalse(mirroredMeetsEverywhere, "a sum of phases was not told from a difference");
        enclosed.forEach((symbol, enclosure) -> assertWithinUnits(enclosure, slots.get(symbol)));
    }

    private static void assertWithinUnits(IntervalMatrix enclosure, DenseMatrix found) {
        for (int i = 0; i < found.rows(); i++) {
            for (int j = 0; j < found.columns(); j++) {
                Interval value = enclosure.get(i, j);
                double x = found.get(i, j);
                assertTrue(x >= value.lo() - 0x1p-50 && x <= value.hi() + 0x1p-50, value + " " + x);
            }
        }
    }

    private static DenseMatrix slot(String id, String symbol, Map<Dimension, Polynomial> dimensions) {
        HiddenAdapter adapter = HiddenRegistry.method(id);
        Slot slot = adapter.sites().get(0).slots().stream()
                .filter(s -> s.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
        return InitialValues.draw(adapter, slot, dimensions, new SplittableRandom(3));
    }

    @Test
    void slotsOnHiddenStatesAreDrawn() {
        Map<Dimension, Polynomial> dimensions =
                Map.of(Dimension.HIDDEN, Polynomial.constant(20), Dimension.BOTTLENECK, Polynomial.constant(4));
        DenseMatrix r = slot("loreft", "R", dimensions);
        DenseMatrix gram = EJML.times(r, EJML.transpose(r));
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertEquals(i == j ? 1 : 0, gram.get(i, j), 0x1p-48);
            }
        }
        DenseMatrix w1 = slot("houlsby", "W1", dimensions);
        assertTrue(w1.toDoubles()[0][0] != 0);
        assertEquals(w1, w1.map(x -> Math.max(-0.02, Math.min(0.02, x))));
        assertEquals(DenseMatrix.of(20, 1, (i, j) -> 1), slot("red", "s", dimensions));
        assertEquals(
                "LoReFT R: expected at most 3 orthonormal rows, got 4",
                refusal(() -> slot(
                        "loreft",
                        "R",
                        Map.of(
                                Dimension.HIDDEN,
                                Polynomial.constant(3),
                                Dimension.BOTTLENECK,
                                Polynomial.constant(4)))));
    }
}
