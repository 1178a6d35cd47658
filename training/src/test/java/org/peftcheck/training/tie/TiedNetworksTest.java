package org.peftcheck.training.tie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TokenBatch;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomDecoder;
import org.peftcheck.training.network.DecoderNetwork;
import org.peftcheck.training.network.DecoderNetwork.Prediction;
import org.peftcheck.training.samediff.SameDiffEngine;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** Twins in decoders and vision transformers: their losses are within both bounds, and with a mistake they are not. */
class TiedNetworksTest {

    private static final SameDiffEngine ENGINE = new SameDiffEngine(Execution.PLAN, 1);

    /** What is wrong with the first weight's twin. */
    private enum Mistake {
        NONE,
        SIGN_IN_THETA2,
        W0_OF_ANOTHER_LAYER
    }

    private static Map<String, TrainedWeight> weights(FineTuning network) {
        return TrainedWeight.all(network).stream()
                .collect(Collectors.toMap(TrainedWeight::name, weight -> weight, (a, b) -> a, LinkedHashMap::new));
    }

    private static Map<String, DenseMatrix> merged(FineTuning network) {
        Map<String, DenseMatrix> merged = new LinkedHashMap<>();
        weights(network).forEach((name, weight) -> merged.put(name, weight.merged()));
        return merged;
    }

    private static LossBound bound(TiedNetworks kind, Mistake mistake) {
        FineTuning network = kind.network(SmallTie.LORA);
        Batch batch = kind.batch(3);
        Map<String, TrainedWeight> weights = weights(network);
        Map<String, Twin> twins = new LinkedHashMap<>();
        Map<String, WeightRank> ranks = new LinkedHashMap<>();
        weights.forEach((name, weight) -> {
            ranks.put(name, WeightRank.of(weight.w0()));
            twins.put(
                    name,
                    Twin.of(TwinKind.PSEUDO_INVERSE, SmallTie.instance(weight, weight.w0()))
                            .twin()
                            .orElseThrow());
        });
        LossBound.Base base;
        try (MergedNetwork session = new MergedNetwork(ENGINE, network, List.copyOf(weights.values()))) {
            base = LossBound.Base.of(network, List.copyOf(weights.values()), twins, ranks, batch, session);
        }
        String first = kind.targets().get(0);
        if (mistake == Mistake.SIGN_IN_THETA2) {
            twins.put(first, withASignChanged(twins.get(first)));
        } else if (mistake == Mistake.W0_OF_ANOTHER_LAYER) {
            TrainedWeight weight = weights.get(first);
            DenseMatrix other = weights.get(kind.targets().get(1)).w0();
            base.weights()
                    .put(first, new TrainedWeight(first, other, weight.adapted(), weight.update(), weight.merged()));
        }
        return LossBound.of(TwinKind.PSEUDO_INVERSE, false, twins, base);
    }

    private static Twin withASignChanged(Twin twin) {
        DenseMatrix theta2 = twin.theta2();
        DenseMatrix changed = DenseMatrix.of(
                theta2.rows(), theta2.columns(), (i, j) -> i == 0 ? -theta2.get(i, j) : theta2.get(i, j));
        CertificateDocument document = twin.document();
        Map<String, MatrixData> matrices = new LinkedHashMap<>(document.matrices());
        matrices.put("Theta2", new MatrixData.Floats(FloatMatrix.of(changed.toDoubles())));
        return new Twin(twin.kind(), document.withMatrices(matrices), twin.error(), twin.relativeError());
    }

    @ParameterizedTest
    @EnumSource(TiedNetworks.class)
    void theLossWithTwinsIsWithinBothBounds(TiedNetworks kind) {
        LossBound bound = bound(kind, Mistake.NONE);
        assertTrue(bound.isWithin() && bound.difference() <= bound.rigorous(), bound.toString());
        assertTrue(bound.firstOrderApprox() < 1e-10 && bound.rigorous() < 1e-4, "the bounds say something: " + bound);
    }

    @ParameterizedTest
    @EnumSource(TiedNetworks.class)
    void aSignOrTheWeightOfAnotherLayerIsFoundByBothBounds(TiedNetworks kind) {
        for (Mistake mistake : List.of(Mistake.SIGN_IN_THETA2, Mistake.W0_OF_ANOTHER_LAYER)) {
            LossBound bound = bound(kind, mistake);
            assertFalse(bound.isWithin(), mistake + ": " + bound);
            assertTrue(bound.difference() > bound.rigorous(), mistake + ": " + bound);
        }
    }

    /** With a tall weight among those that are adapted, the target is not LoRA. */
    @ParameterizedTest
    @EnumSource(TiedNetworks.class)
    void whatTheProjectionTakesAwayIsNoPartOfTheBound(TiedNetworks kind) {
        FineTuning network = kind.network(SmallTie.LORA);
        double lora = new DoubleWeights(network, merged(network)).loss(kind.batch(3));
        LossBound bound = bound(kind, Mistake.NONE);
        assertTrue(Math.abs(bound.target() - lora) > bound.rigorous(), bound + " and " + lora);
    }

    /** Scores that are masked are far below the others, whatever they are off by. */
    @ParameterizedTest
    @EnumSource(TiedNetworks.class)
    void aRadiusThatIsLargerGivesABoundThatIsNoSmallerAndAlwaysFinite(TiedNetworks kind) {
        FineTuning network = kind.network(SmallTie.LORA);
        double before = 1e-300;
        for (double radius : new double[] {0, 1e-12, 1e-6, 1e-3, 0.1, 1, 1e3, 1e6}) {
            double bound = SmallTie.loss(network, merged(network), radius, kind.batch(3))
                    .radii()[0];
            assertTrue(bound >= before && Double.isFinite(bound), radius + ": " + bound);
            before = bound;
        }
    }

    /** A network that is another one in something that only decoders have. */
    @Test
    void aMistakeInTheDecoderIsFound() {
        TiedNetworks kind = TiedNetworks.LLAMA_WITH_TIED_HEAD;
        FineTuning network = kind.network(SmallTie.LORA);
        Batch batch = kind.batch(3);
        BoundedTensor loss = SmallTie.loss(network, merged(network), 1e-14, batch);
        double right = new DoubleWeights(network, merged(network)).loss(batch);
        assertEquals(right, loss.values()[0], 0);
        DecoderConfig c = kind.config();
        assertFound(loss, network, RandomDecoder.like(c, 1.01 * c.ropeTheta(), true, c.biases()), batch);
        assertFound(
                loss,
                network,
                RandomDecoder.like(c, 2 * c.rmsNormEpsilon(), c.ropeTheta(), c.tiedHead(), c.biases()),
                batch);
        Map<String, FloatTensor> weights = new LinkedHashMap<>(network.weights());
        String gain = "model.layers.1.post_attention_layernorm.weight";
        float[] values = weights.get(gain).values().clone();
        values[3] *= 1.01f;
        weights.put(gain, new FloatTensor(weights.get(gain).shape(), values));
        FineTuning other = network.withWeights(weights);
        double wrong = new DoubleWeights(other, merged(network)).loss(batch);
        assertTrue(Math.abs(wrong - right) > loss.radii()[0], wrong + " and " + right);
    }

    private static void assertFound(BoundedTensor loss, FineTuning network, DecoderConfig other, Batch batch) {
        FineTuning mistaken = network.with(new DecoderNetwork(other, Prediction.LIKELIHOOD));
        double wrong = new DoubleWeights(mistaken, merged(network)).loss(batch);
        assertTrue(Math.abs(wrong - loss.values()[0]) > loss.radii()[0], wrong + " is within " + loss.radii()[0]);
    }

    /** Rows at the end of which nothing is predicted count for nothing, and are not looked at again. */
    @ParameterizedTest
    @EnumSource(TiedNetworks.class)
    void aSessionThatMeasuresGivesTheLossOfTheStep(TiedNetworks kind) {
        FineTuning network = kind.network(SmallTie.LORA);
        Batch batch = kind.batch(5);
        Batch filled = batch instanceof TokenBatch tokens
                ? TokenBatch.of(8, 0, Arrays.copyOf(tokens.ids(), 7), Arrays.copyOf(tokens.ids(), 7))
                        .predicting(2, 7)
                : batch;
        try (Session inner = ENGINE.open(network)) {
            MeasuringSession session = new MeasuringSession(inner, network.formula());
            double loss = session.step(batch);
            session.outputs(batch);
            assertEquals(loss, session.meanLoss(), 1e-5);
            double one = session.step(filled);
            session.outputs(filled);
            long terms = batch.terms() + filled.terms();
            assertEquals((loss * batch.terms() + one * filled.terms()) / terms, session.meanLoss(), 1e-5);
            assertEquals(
                    List.of(3, kind == TiedNetworks.VISION ? 3 : 1),
                    session.batches().stream().map(Batch::rows).toList());
        }
    }
}
