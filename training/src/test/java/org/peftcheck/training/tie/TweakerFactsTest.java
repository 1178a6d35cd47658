package org.peftcheck.training.tie;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.Peanut;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.model.FloatTensor;

class TweakerFactsTest {

    private static final EjmlAlgebra ALGEBRA = new EjmlAlgebra();

    private static TrainedWeight weight(Peanut method, String name) {
        FineTuning network = SmallTie.network(method, SmallTie.weights(), name);
        return SmallTie.trained(network, name);
    }

    @ParameterizedTest
    @CsvSource({
        "relu, STANDARD, 2",
        "relu, TRANSPOSED, 2",
        "gelu, STANDARD, 4",
        "tanh, TRANSPOSED, 6",
        "leaky-relu, STANDARD, 6"
    })
    void loraFactorsGiveTheUpdate(String activation, Orientation orientation, int depth) {
        Peanut method =
                new Peanut(Scaling.constant(new BigFraction(1, 3)), Activation.parse(activation), orientation, depth);
        TrainedWeight weight = weight(method, SmallTie.TALL);
        LowRankFactors factors = TweakerFacts.factors(weight);
        DenseMatrix gap = ALGEBRA.minus(ALGEBRA.times(factors.a(), factors.b()), weight.update());
        assertEquals(0, ColumnSpace.norm(gap), 1e-13);
        assertTrue(factors.error() < 1e-12 && factors.error() > 0, "" + factors.error());
        TweakerFacts facts = TweakerFacts.of(weight);
        assertEquals(2, facts.rank());
        assertEquals(2, facts.rankApprox());
        assertEquals(depth == 2, facts.nonlinearityApprox().isPresent());
        double[] expected = new SingularValueDecomposition(
                        new Array2DRowRealMatrix(weight.update().toDoubles()))
                .getSingularValues();
        assertArrayEquals(new double[] {expected[0], expected[1]}, facts.singularValuesApprox(), 1e-12 * expected[0]);
        assertEquals(orientation == Orientation.STANDARD, facts.outsideApprox() > 0.01, facts.toString());
    }

    @Test
    void onSmallWeightsTheFactorsAreExact() {
        Peanut method = new Peanut(Scaling.ONE, Activation.RELU, Orientation.STANDARD, 4);
        TweakerFacts facts = TweakerFacts.of(weight(method, SmallTie.QUERY));
        assertTrue(facts.exactFactors());
        assertEquals(0, facts.factorError(), 0);
        assertEquals(0, facts.outsideApprox(), 0);
        Peanut scaled = new Peanut(Scaling.constant(new BigFraction(1, 3)), Activation.RELU, Orientation.STANDARD, 4);
        assertFalse(TweakerFacts.of(weight(scaled, SmallTie.QUERY)).exactFactors());
    }

    @Test
    void aUnitThatNoRowWakesIsDeadAndTheRankFalls() {
        Peanut method = new Peanut(Scaling.ONE, Activation.RELU, Orientation.STANDARD, 2);
        TrainedWeight alive = weight(method, SmallTie.QUERY);
        assertEquals(0, TweakerFacts.of(alive).deadUnits());
        Map<String, FloatTensor> slots = new LinkedHashMap<>(alive.adapted().slots());
        FloatTensor theta1 = FloatTensor.zeros(12, 2);
        for (int i = 0; i < 12; i++) {
            theta1.values()[2 * i] = alive.adapted().slots().get("Theta1").values()[2 * i];
        }
        slots.put("Theta1", theta1);
        TweakerFacts facts =
                TweakerFacts.of(TrainedWeight.of(SmallTie.QUERY, alive.w0(), new AdaptedWeight(method, 2, slots)));
        assertEquals(1, facts.deadUnits());
        assertEquals(1, facts.rankApprox());
    }

    @Test
    void loraFactorsKnowTheRoundingOfTheirScale() {
        FineTuning network = SmallTie.network(SmallTie.LORA, SmallTie.weights(), SmallTie.TALL);
        TrainedWeight weight = SmallTie.trained(network, SmallTie.TALL);
        LowRankFactors factors = weight.loraFactors();
        assertTrue(factors.error() > 0 && factors.error() < 1e-12);
        DenseMatrix gap = ALGEBRA.minus(ALGEBRA.times(factors.a(), factors.b()), weight.update());
        assertEquals(0, ColumnSpace.norm(gap), 1e-13);
        assertTrue(weight.mergeError(factors) >= factors.error());
    }
}
