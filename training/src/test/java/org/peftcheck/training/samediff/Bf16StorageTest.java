package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.numeric.checkpoint.FloatValues;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.StepResources;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomDecoder;
import org.peftcheck.training.model.RandomVision;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** A network whose frozen weights are held in bf16 trains as one that holds the same numbers as floats, bit by bit. */
class Bf16StorageTest {

    private static final EncoderConfig SHARED =
            new EncoderConfig(EncoderConfig.Family.BERT, 2, 96, 3, 200, 50, 64, 2, 1e-12, Activation.GELU);

    private static FineTuning with(FineTuning network, UnaryOperator<FloatTensor> held) {
        Map<String, FloatTensor> weights = new HashMap<>();
        network.weights().forEach((name, tensor) -> weights.put(name, held.apply(tensor)));
        return network.withWeights(weights);
    }

    private static FloatTensor widened(FloatTensor tensor) {
        return new FloatTensor(tensor.shape(), tensor.inBf16().values());
    }

    /** The upper half of each number: what rounding to the nearest is not. */
    private static FloatTensor truncated(FloatTensor tensor) {
        float[] values = tensor.values();
        short[] bits = new short[values.length];
        for (int k = 0; k < bits.length; k++) {
            bits[k] = (short) (Float.floatToRawIntBits(values[k]) >>> 16);
        }
        return new FloatTensor(tensor.shape(), new FloatValues.Bf16(bits));
    }

    /** Losses, gradients and values of some steps, and the outputs after them. */
    private static List<String> trace(FineTuning network, Batch batch, Execution execution, int threads) {
        List<String> trace = new ArrayList<>();
        try (Session session = new SameDiffEngine(execution, threads).open(network)) {
            for (int step = 0; step < 2; step++) {
                trace.add("loss " + session.step(batch));
                for (TrainedTensor tensor : session.trained()) {
                    float[] gradient = new float[tensor.count()];
                    float[] value = new float[tensor.count()];
                    tensor.gradient().get(0, gradient);
                    tensor.value().get(0, value);
                    trace.add(tensor.name() + " " + Arrays.hashCode(gradient) + " " + Arrays.hashCode(value));
                    for (int k = 0; k < value.length; k++) {
                        tensor.value().put(k, value[k] - 0.05f * gradient[k]);
                    }
                }
            }
            trace.add("outputs " + Arrays.toString(session.outputs(batch)));
        }
        return trace;
    }

    private static List<String> trace(FineTuning network, Batch batch, int threads) {
        return trace(network, batch, Execution.PLAN, threads);
    }

    private static void assertSame(FineTuning network, Batch batch) {
        FineTuning narrow = with(network, FloatTensor::inBf16);
        FineTuning wide = with(network, Bf16StorageTest::widened);
        for (int threads = 1; threads <= 2; threads++) {
            assertEquals(trace(wide, batch, threads), trace(narrow, batch, threads));
        }
    }

    static Stream<Arguments> onEncoders() {
        Stream<String> methods = Stream.concat(
                Stream.of("lp", "full"),
                AdapterRegistry.standard().methods().stream().map(method -> method.id()));
        return methods.flatMap(method -> Arrays.stream(UpdateForm.values()).map(form -> Arguments.of(method, form)));
    }

    @ParameterizedTest
    @MethodSource("onEncoders")
    void everyMethodOnAnEncoder(String method, UpdateForm form) {
        assertSame(SmallNetwork.of(method, form), SmallNetwork.batch(5, 3, 7));
    }

    private static WeightAdapter adapter(String method) {
        return AdapterRegistry.standard().method(method).configure(AdapterOptions.DEFAULT);
    }

    static Stream<Arguments> onOthers() {
        return Stream.of("lora", "dora", "peanut")
                .flatMap(method -> Arrays.stream(UpdateForm.values()).map(form -> Arguments.of(method, form)));
    }

    /** The head of the second kind is the table of embeddings: rows are gathered of what is multiplied, too. */
    @ParameterizedTest
    @MethodSource("onOthers")
    void decoders(String method, UpdateForm form) {
        Stream.of(RandomDecoder.LLAMA, RandomDecoder.TIED_QWEN3)
                .map(config -> SmallDecoder.adapted(config, adapter(method), form))
                .forEach(network -> assertSame(network, SmallDecoder.batch(5, 3, 7)));
    }

    @ParameterizedTest
    @MethodSource("onOthers")
    void visionTransformers(String method, UpdateForm form) {
        assertSame(SmallVision.adapted(adapter(method), form), RandomVision.batch(RandomVision.CONFIG, 3, 3, 7));
    }

    private static FineTuning large(String method) {
        SyntheticNetwork synthetic = new SyntheticNetwork(SHARED, 4);
        Map<String, FloatTensor> weights = synthetic.weights();
        return synthetic.network(
                weights,
                synthetic.adapted(adapter(method), 6, weights, synthetic.queriesAndValues()),
                false,
                synthetic.head(Pooling.MEAN, 3, false),
                UpdateForm.FACTORED);
    }

    private static Batch largeBatch() {
        SyntheticNetwork synthetic = new SyntheticNetwork(SHARED, 9);
        return synthetic.batch(synthetic.head(Pooling.MEAN, 3, false), 8, 33);
    }

    /** Products that the threads share. */
    @Test
    void sharedProducts() {
        assertSame(large("lora"), largeBatch());
        assertSame(large("peanut"), largeBatch());
    }

    /** The comparison can fail: on weights that are cut off in place of rounded, and on one with two rows exchanged. */
    @Test
    void mistakesAreSeen() {
        FineTuning network = large("peanut");
        List<String> right = trace(with(network, FloatTensor::inBf16), largeBatch(), 1);
        assertNotEquals(right, trace(with(network, Bf16StorageTest::truncated), largeBatch(), 1));
        FloatTensor mistaken = network.weights().get("encoder.layer.1.output.dense.weight");
        FineTuning exchanged =
                with(network, tensor -> tensor == mistaken ? firstRowsExchanged(tensor) : tensor.inBf16());
        assertNotEquals(right, trace(exchanged, largeBatch(), 1));
    }

    private static FloatTensor firstRowsExchanged(FloatTensor tensor) {
        short[] bits = FloatValues.Bf16.nearest(tensor.values()).bits();
        int width = tensor.shape()[1];
        for (int j = 0; j < width; j++) {
            short first = bits[j];
            bits[j] = bits[width + j];
            bits[width + j] = first;
        }
        return new FloatTensor(tensor.shape(), new FloatValues.Bf16(bits));
    }

    /** Half the bytes, to the last one, of what is frozen and used; SameDiff's interpreter widens. */
    @Test
    void halfTheBytes() {
        FineTuning network = large("lora");
        Map<String, Long> bytes = new TreeMap<>();
        Map<String, UnaryOperator<FloatTensor>> held = Map.of("wide", tensor -> tensor, "bf16", FloatTensor::inBf16);
        held.forEach((name, how) -> {
            try (Session session = new SameDiffEngine(Execution.PLAN, 1).open(with(network, how))) {
                bytes.put(
                        name,
                        session.resources(largeBatch())
                                .map(StepResources::frozenBytes)
                                .orElseThrow());
            }
        });
        assertEquals(bytes.get("wide"), 2 * bytes.get("bf16"));
        FineTuning narrow = with(network, FloatTensor::inBf16);
        FineTuning wide = with(network, Bf16StorageTest::widened);
        assertEquals(trace(wide, largeBatch(), Execution.GRAPH, 1), trace(narrow, largeBatch(), Execution.GRAPH, 1));
    }
}
