package org.peftcheck.training.tie;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.reference.ReferenceTensor;

/** What errors of weights do to the loss: twins are within the bound, and mistakes are not. */
class BoundedAlgebraTest {

    private static final EjmlAlgebra ALGEBRA = new EjmlAlgebra();

    private final FineTuning network =
            SmallTie.network(SmallTie.LORA, SmallTie.weights(), SmallTie.QUERY, SmallTie.VALUE);
    private final BoundedAlgebra algebra = new BoundedAlgebra();

    private Map<String, Twin> twins() {
        Map<String, Twin> twins = new LinkedHashMap<>();
        TrainedWeight.all(network)
                .forEach(weight -> twins.put(
                        weight.name(),
                        Twin.of(TwinKind.PSEUDO_INVERSE, SmallTie.instance(weight, weight.w0()))
                                .twin()
                                .orElseThrow()));
        return twins;
    }

    private Map<String, DenseMatrix> merged() {
        Map<String, DenseMatrix> merged = new LinkedHashMap<>();
        TrainedWeight.all(network).forEach(weight -> merged.put(weight.name(), weight.merged()));
        return merged;
    }

    /** What a mistake makes of the twin of the first weight. */
    private enum Mistake {
        NONE,
        SIGN_IN_THETA2,
        W0_OF_ANOTHER_LAYER,
        OTHER_ACTIVATION;

        DenseMatrix weight(TrainedWeight weight, Twin twin, DenseMatrix other) {
            Activation sigma = this == OTHER_ACTIVATION ? Activation.TANH : Activation.RELU;
            DenseMatrix theta2 = twin.theta2();
            DenseMatrix second = this == SIGN_IN_THETA2
                    ? DenseMatrix.of(
                            theta2.rows(), theta2.columns(), (i, j) -> i == 0 ? -theta2.get(i, j) : theta2.get(i, j))
                    : theta2;
            DenseMatrix seen = this == W0_OF_ANOTHER_LAYER ? other : weight.w0();
            DenseMatrix hidden = ALGEBRA.activate(sigma, ALGEBRA.times(seen, twin.theta1()));
            return ALGEBRA.plus(weight.w0(), ALGEBRA.times(hidden, second));
        }
    }

    @ParameterizedTest
    @EnumSource(Mistake.class)
    void twinsAreWithinTheBoundAndMistakesAreNot(Mistake mistake) {
        Map<String, Twin> twins = twins();
        DenseMatrix other = SmallTie.trained(network, SmallTie.VALUE).w0();
        Map<String, DenseMatrix> formed = merged();
        TrainedWeight query = SmallTie.trained(network, SmallTie.QUERY);
        formed.put(query.name(), mistake.weight(query, twins.get(query.name()), other));
        double radius = twins.values().stream().mapToDouble(Twin::error).max().orElseThrow() + 1e-13;
        BoundedTensor lora = SmallTie.loss(network, merged(), radius, SmallTie.batch(3));
        BoundedTensor twin = SmallTie.loss(network, formed, 1e-13, SmallTie.batch(3));
        double difference = Math.abs(lora.values()[0] - twin.values()[0]);
        double bound = lora.radii()[0] + twin.radii()[0];
        assertTrue(bound < 1e-5, "the bound says something: " + bound);
        assertEquals(mistake == Mistake.NONE, difference <= bound, difference + " and " + bound);
    }

    @Test
    void theValuesAreThoseOfTheDoubleReading() {
        double plain = new DoubleWeights(network, merged()).loss(SmallTie.batch(4));
        assertEquals(
                plain, SmallTie.loss(network, merged(), 0, SmallTie.batch(4)).values()[0], 0);
    }

    @Test
    void aRadiusThatIsLargerGivesABoundThatIsNoSmallerAndAlwaysFinite() {
        double before = 1e-300;
        for (double radius : new double[] {0, 1e-12, 1e-9, 1e-6, 1e-3, 1, 1e3}) {
            double bound =
                    SmallTie.loss(network, merged(), radius, SmallTie.batch(3)).radii()[0];
            assertTrue(bound >= before && Double.isFinite(bound), radius + ": " + bound);
            before = bound;
        }
    }

    @Test
    void radiiFollowTheShapeOfATensor() {
        BoundedTensor weight = BoundedTensor.within(ReferenceTensor.of(new int[] {2, 2}, 3, 0, 0, 4), 0.5);
        BoundedTensor rows = BoundedTensor.exactly(ReferenceTensor.of(new int[] {1, 2}, 1, 1));
        BoundedTensor image = algebra.linear(rows, weight);
        assertArrayEquals(new double[] {3, 4}, image.values());
        assertEquals(0.5 * Math.sqrt(2), image.radii()[0], 1e-6);
        BoundedTensor split = algebra.reshape(algebra.plus(image, image), 2, 1);
        assertEquals(Math.sqrt(2), split.radii()[1], 1e-6);
        BoundedTensor joined = algebra.reshape(split, 1, 2);
        assertEquals(2, joined.rowRadii()[0], 1e-6);
        BoundedTensor turned = algebra.permute(algebra.plus(image, image), 1, 0);
        assertArrayEquals(new int[] {2, 1}, turned.shape());
        assertEquals(Math.sqrt(2), turned.radii()[0], 1e-6);
    }

    @Test
    void whatMustBeExactIsRefusedOtherwise() {
        BoundedTensor loose = BoundedTensor.within(ReferenceTensor.of(new int[] {2}, 1, 1), 0.5);
        BoundedTensor exact = BoundedTensor.exactly(ReferenceTensor.of(new int[] {2}, 1, 1));
        BoundedTensor matrix = BoundedTensor.exactly(ReferenceTensor.of(new int[] {1, 2}, 1, 2));
        BoundedTensor looseMatrix = BoundedTensor.within(ReferenceTensor.of(new int[] {1, 2}, 1, 2), 1);
        assertEquals(
                "layer norm: expected gain and bias that are exact",
                refusal(() -> algebra.layerNorm(matrix, loose, exact, 1e-5)));
        assertEquals(
                "gather: expected indices that are exact",
                refusal(() ->
                        algebra.gather(BoundedTensor.exactly(ReferenceTensor.of(new int[] {2, 1}, 1, 2)), loose)));
        assertEquals("loss: expected labels that are exact", refusal(() -> algebra.crossEntropy(matrix, looseMatrix)));
        assertEquals(
                "bounded tensor: expected a radius of at least 0, got -1.0",
                refusal(() -> BoundedTensor.within(ReferenceTensor.of(new int[] {1}, 1), -1)));
    }

    private static String refusal(org.junit.jupiter.api.function.Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }
}
