package org.peftcheck.training.tie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.samediff.SameDiffEngine;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** The gap of invariance where it must be there and where it cannot be. */
class InvarianceTest {

    private static final SameDiffEngine ENGINE = new SameDiffEngine(Execution.PLAN, 1);

    private static Invariance.Layer layer(Map<String, FloatTensor> weights, String name) {
        FineTuning network = SmallTie.network(SmallTie.LORA, weights, name);
        TrainedWeight weight = SmallTie.trained(network, name);
        List<Batch> sample = List.of(SmallTie.batch(5), SmallTie.batch(6));
        DoubleWeights doubles = new DoubleWeights(network, Map.of(name, weight.merged()));
        doubles.loss(SmallTie.batch(5));
        double unmerged;
        try (MeasuringSession session = new MeasuringSession(ENGINE.open(network), network.formula())) {
            sample.forEach(session::outputs);
            unmerged = session.meanLoss();
        }
        try (MergedNetwork merged = new MergedNetwork(ENGINE, network, List.of(weight))) {
            return new Invariance(merged, sample, unmerged)
                    .layer(weight, WeightRank.of(weight.w0()), doubles.read().get(name));
        }
    }

    @Test
    void squareWeightsOfFullRankLeaveNothingToSuppose() {
        Invariance.Layer layer = layer(SmallTie.weights(), SmallTie.QUERY);
        assertEquals(Invariance.Side.VACUOUS, layer.left());
        assertEquals(Invariance.Side.VACUOUS, layer.right());
    }

    @Test
    void onATallWeightTheHypothesisFailsAndTheBoundsAreAboveTheGap() {
        Invariance.Layer layer = layer(SmallTie.weights(), SmallTie.TALL);
        assertEquals(Invariance.Verdict.FAILS, layer.left().verdict());
        assertEquals(Invariance.Verdict.VACUOUS, layer.right().verdict());
        Invariance.Side left = layer.left();
        assertTrue(left.gap() > 1e-4 && left.outside() > 0.1 && left.outside() < 1, left.toString());
        assertTrue(left.smoothApprox() >= left.gap() && left.betaApprox() > 0, left.toString());
    }

    @Test
    void onAWideWeightTheRowsAreTheSide() {
        Invariance.Layer layer = layer(SmallTie.weights(), SmallTie.WIDE);
        assertEquals(Invariance.Verdict.VACUOUS, layer.left().verdict());
        assertEquals(Invariance.Verdict.FAILS, layer.right().verdict());
        assertTrue(layer.inputsOutside() > 0.01 && layer.inputsOutside() < 1, layer.toString());
    }

    @Test
    void behindALayerThatIsZeroTheHypothesisHolds() {
        Map<String, FloatTensor> weights = SmallTie.weights();
        String behind = SmallTie.TALL.replace("intermediate", "output");
        weights.put(behind, FloatTensor.zeros(weights.get(behind).shape()));
        Invariance.Layer layer = layer(weights, SmallTie.TALL);
        assertEquals(Invariance.Verdict.HOLDS, layer.left().verdict());
        assertEquals(0, layer.left().gap(), 0);
        assertTrue(layer.left().outside() > 0.1);
    }

    @Test
    void aSessionThatMeasuresGivesTheLossOfTheStep() {
        FineTuning network = SmallTie.network(SmallTie.LORA, SmallTie.weights(), SmallTie.QUERY);
        try (Session inner = ENGINE.open(network);
                MeasuringSession session = new MeasuringSession(inner, network.formula())) {
            double loss = session.step(SmallTie.batch(5));
            session.outputs(SmallTie.batch(5));
            assertEquals(loss, session.meanLoss(), 1e-6);
            assertEquals(
                    List.of(SmallTie.batch(5).rows()),
                    List.of(session.batches().get(0).rows()));
        }
    }

    @Test
    void projectionsAreThoseOfTheColumnSpace() {
        FineTuning network = SmallTie.network(SmallTie.LORA, SmallTie.weights(), SmallTie.TALL);
        TrainedWeight weight = SmallTie.trained(network, SmallTie.TALL);
        ColumnSpace space = ColumnSpace.of(weight.w0(), 12);
        assertEquals(12, space.dimension());
        assertEquals(0, ColumnSpace.norm(space.outside(weight.w0())), 1e-13);
        DenseMatrix outside = space.outside(weight.update());
        assertEquals(0, ColumnSpace.norm(space.coordinates(outside)), 1e-14);
        assertEquals(
                ColumnSpace.norm(weight.update()),
                Math.hypot(ColumnSpace.norm(outside), ColumnSpace.norm(space.coordinates(weight.update()))),
                1e-13);
    }
}
