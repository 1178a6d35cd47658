package org.peftcheck.numeric.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.peftcheck.numeric.reading.RationalAlgebra;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.exact.RationalMatrix;

class IntervalAlgebraTest {

    private static final RationalMatrix W =
            RationalMatrix.of(4, 3, (i, j) -> new BigFraction(i * i - 2 * j, 3 + i + j));
    private static final RationalMatrix ONE = RationalMatrix.of(3, 2, (i, j) -> new BigFraction(2 * i - 3 * j, 7));
    private static final RationalMatrix TWO = RationalMatrix.of(2, 3, (i, j) -> new BigFraction(1 - i + j, 11));

    @Test
    void enclosesTheExactReading() {
        for (Activation sigma : new Activation[] {Activation.RELU, Activation.LEAKY_RELU}) {
            RationalMatrix exact = formula(new RationalAlgebra(), sigma, W, ONE, TWO);
            IntervalMatrix enclosure = formula(
                    new IntervalAlgebra(), sigma, IntervalMatrix.of(W), IntervalMatrix.of(ONE), IntervalMatrix.of(TWO));
            assertTrue(enclosure.contains(exact), sigma.id());
            assertFalse(enclosure.contains(exact.scale(new BigFraction(1_000_000_001, 1_000_000_000))), sigma.id());
            assertTrue(enclosure.minus(IntervalMatrix.of(exact)).frobeniusNorm().hi() < 1e-13, sigma.id());
        }
    }

    @Test
    void readsTheSmoothActivationsToo() {
        IntervalMatrix x = IntervalMatrix.of(new double[][] {{0, 2}});
        assertEquals(ActivationEnclosure.of(Activation.GELU, x), new IntervalAlgebra().activate(Activation.GELU, x));
    }

    @Test
    void refusesShapesThatDoNotFit() {
        IntervalMatrix w = IntervalMatrix.of(W);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new IntervalAlgebra().times(w, w));
        assertEquals("interval product: expected a second operand with 3 rows, got 4x3", e.getMessage());
    }

    private static <M> M formula(MatrixAlgebra<M> algebra, Activation sigma, M w, M one, M two) {
        M hidden = algebra.activate(sigma, algebra.times(w, one));
        M product = algebra.times(hidden, two);
        M third = algebra.scale(new BigFraction(1, 3), product);
        return algebra.minus(algebra.plus(w, third), algebra.transpose(algebra.transpose(product)));
    }
}
