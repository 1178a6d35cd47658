package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.FourierFt;
import org.peftcheck.theory.adapter.LoRa;
import org.peftcheck.theory.adapter.NormAxis;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.Peanut;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;

/**
 * Gradients against central differences: every method on square, tall and wide weights, two of them feeding each other, at r = 4 with
 * α = 16 or 3, every slot away from its initial value.
 */
class GradientTest {

    private static final EncoderConfig CONFIG =
            new EncoderConfig(EncoderConfig.Family.BERT, 2, 12, 3, 20, 31, 16, 2, 1e-5, new Activation.Gelu());
    private static final double TOLERANCE = 1e-4;
    private static final double FLOOR = 2e-7;
    private static final int RANK = 4;

    static Stream<String> methods() {
        return AdapterRegistry.standard().methods().stream().map(method -> method.id());
    }

    private static WeightAdapter adapter(String method) {
        return switch (method) {
            case "fourierft" -> new FourierFt(Scaling.constant(new BigFraction(3)), 30, 5);
            default -> AdapterRegistry.standard().method(method).configure(AdapterOptions.DEFAULT);
        };
    }

    private static List<String> targets() {
        return List.of(
                "encoder.layer.0.attention.self.query.weight",
                "encoder.layer.0.attention.self.value.weight",
                "encoder.layer.0.intermediate.dense.weight",
                "encoder.layer.1.output.dense.weight",
                "encoder.layer.1.attention.self.key.weight");
    }

    private static List<String> failures(
            WeightAdapter adapter, UpdateForm form, Function<FineTuning, FineTuning> checked) {
        SyntheticNetwork synthetic = new SyntheticNetwork(CONFIG, 11);
        Map<String, FloatTensor> weights = synthetic.weights();
        ClassifierHead head = synthetic.head(Pooling.MEAN, 3, false);
        Map<String, AdaptedWeight> adapted = synthetic.adapted(adapter, RANK, weights, targets());
        FineTuning network = synthetic.network(weights, adapted, false, head, form);
        return failures(network, checked.apply(network), synthetic.batch(head, 5, 7));
    }

    private static List<String> failures(FineTuning trained, FineTuning checked, EncodedBatch batch) {
        try (Session session = new SameDiffEngine(SameDiffEngine.Execution.PLAN, 2).open(trained)) {
            return GradientCheck.failures(checked, session, batch, TOLERANCE, FLOOR);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodAsAnOperator(String method) {
        assertEquals(List.of(), failures(adapter(method), UpdateForm.FACTORED, network -> network));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodMaterialised(String method) {
        assertEquals(List.of(), failures(adapter(method), UpdateForm.MATERIALISED, network -> network));
    }

    static Stream<WeightAdapter> tweakers() {
        List<WeightAdapter> tweakers = new ArrayList<>();
        for (Orientation orientation : Orientation.values()) {
            for (int depth : new int[] {2, 4, 6}) {
                tweakers.add(new Peanut(
                        Scaling.alphaOverRank(new BigFraction(3)), new Activation.Tanh(), orientation, depth));
            }
        }
        List<Activation> activations = List.of(
                new Activation.Relu(),
                new Activation.LeakyRelu(new BigFraction(1, 100)),
                new Activation.Gelu(),
                new Activation.Silu(),
                new Activation.Sin2Pi(),
                new Activation.Triangle(),
                new Activation.SinPlusCos());
        activations.forEach(activation -> tweakers.add(new Peanut(Scaling.ONE, activation, Orientation.STANDARD, 4)));
        tweakers.add(AdapterRegistry.standard().method("dora").configure(AdapterOptions.DEFAULT.with(NormAxis.COLUMN)));
        return tweakers.stream();
    }

    @ParameterizedTest
    @MethodSource("tweakers")
    void everyOrientationDepthAndActivation(WeightAdapter tweaker) {
        assertEquals(List.of(), failures(tweaker, UpdateForm.FACTORED, network -> network));
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void everyTensorOfTheEncoderWithEveryHead(Pooling pooling) {
        for (boolean regression : new boolean[] {false, true}) {
            SyntheticNetwork synthetic = new SyntheticNetwork(CONFIG, 3);
            Map<String, FloatTensor> weights = new HashMap<>(synthetic.weights());
            if (pooling == Pooling.POOLER) {
                weights.putAll(pooler(weights));
            }
            ClassifierHead head = synthetic.head(pooling, regression ? 1 : 3, regression);
            FineTuning network = synthetic.network(weights, Map.of(), true, head, UpdateForm.FACTORED);
            assertEquals(List.of(), failures(network, network, synthetic.batch(head, 4, 8)));
        }
    }

    private static Map<String, FloatTensor> pooler(Map<String, FloatTensor> weights) {
        String like = "encoder.layer.0.attention.output.dense.";
        return Map.of(
                "pooler.dense.weight", weights.get(like + "weight"), "pooler.dense.bias", weights.get(like + "bias"));
    }

    @Test
    void aTrainedTensorThatIsNotUsedIsRefused() {
        SyntheticNetwork synthetic = new SyntheticNetwork(CONFIG, 3);
        Map<String, FloatTensor> weights = new HashMap<>(synthetic.weights());
        weights.putAll(pooler(weights));
        ClassifierHead head = synthetic.head(Pooling.MEAN, 2, false);
        FineTuning network = synthetic.network(weights, Map.of(), true, head, UpdateForm.FACTORED);
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> failures(network, network, synthetic.batch(head, 2, 8)));
        assertEquals(
                "network: expected trained tensors that the loss depends on, got pooler.dense.bias, which is not used",
                refusal.getMessage());
    }

    /** What is checked has α = 3 where the trained network has 16, or the weight of another layer. */
    @Test
    void plantedMistakesAreSeen() {
        WeightAdapter trained = new LoRa(Scaling.alphaOverRank(new BigFraction(16)));
        WeightAdapter other = new LoRa(Scaling.alphaOverRank(new BigFraction(3)));
        assertFalse(failures(trained, UpdateForm.FACTORED, network -> with(network, other))
                .isEmpty());
        assertFalse(failures(adapter("peanut"), UpdateForm.FACTORED, GradientTest::withLayersExchanged)
                .isEmpty());
    }

    private static FineTuning with(FineTuning network, WeightAdapter adapter) {
        Map<String, AdaptedWeight> adapted = new HashMap<>();
        network.adapted()
                .forEach((name, old) -> adapted.put(name, new AdaptedWeight(adapter, old.rank(), old.slots())));
        return network.withAdapters(adapted);
    }

    private static FineTuning withLayersExchanged(FineTuning network) {
        Map<String, FloatTensor> weights = new HashMap<>(network.weights());
        String query = "encoder.layer.0.attention.self.query.weight";
        weights.put(query, network.weights().get("encoder.layer.1.attention.self.query.weight"));
        return network.withWeights(weights);
    }
}
