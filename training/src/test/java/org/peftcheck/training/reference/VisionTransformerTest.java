package org.peftcheck.training.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peftcheck.papers.architecture.VitArchitecture;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.ImageBatch;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomVision;
import org.peftcheck.training.model.VisionConfig;
import org.peftcheck.training.model.VisionTensors;
import org.peftcheck.training.network.VisionNetwork;
import org.peftcheck.training.reference.PlainVisionTransformer.Mistake;

/** The formula of the vision transformer against loops over images, which can have mistakes. */
class VisionTransformerTest {

    private static final int CLASSES = 5;

    private static double difference(VisionConfig config, Mistake mistake) {
        Map<String, FloatTensor> weights = RandomVision.weights(config, 4);
        Map<String, FloatTensor> head = Map.of(
                "classifier.weight",
                weights.get("encoder.layer.0.attention.output.dense.weight"),
                "classifier.bias",
                weights.get("encoder.layer.0.attention.output.dense.bias"));
        int outputs = config.hidden();
        VisionNetwork network = new VisionNetwork(config, new ClassifierHead(Pooling.FIRST, false, outputs, false));
        ImageBatch batch = RandomVision.batch(config, 3, CLASSES, 8);
        double[] found = new AdaptedReference(
                        new FineTuning(network, weights, Map.of(), Set.of(), head, FineTuning.UpdateForm.FACTORED))
                .outputs(batch);
        Map<String, FloatTensor> all = new HashMap<>(weights);
        all.putAll(head);
        PlainVisionTransformer plain = new PlainVisionTransformer(config, all, mistake);
        double most = 0;
        for (int image = 0; image < batch.rows(); image++) {
            double[] expected = plain.logits(batch, image);
            for (int k = 0; k < outputs; k++) {
                most = Math.max(most, Math.abs(expected[k] - found[image * outputs + k]));
            }
        }
        return most;
    }

    @Test
    void theFormulaIsThatOfTheLoops() {
        assertEquals(0, difference(RandomVision.CONFIG, Mistake.NONE), 1e-12);
        assertEquals(0, difference(RandomVision.WITHOUT_BIAS, Mistake.NONE), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void plantedMistakesAreSeen(Mistake mistake) {
        assertTrue(difference(RandomVision.CONFIG, mistake) > 1e-2);
    }

    /** The counts know as many parameters, and the linear layers have the names of the weights. */
    @Test
    void theCountsKnowTheSameTensors() {
        for (VisionConfig config : new VisionConfig[] {RandomVision.CONFIG, RandomVision.WITHOUT_BIAS}) {
            Map<String, int[]> shapes = VisionTensors.required(config);
            VitArchitecture architecture = VisionNetwork.architecture(config);
            long count = shapes.values().stream().mapToLong(FloatTensor::count).sum();
            assertEquals(architecture.parameters(), count);
            Map<String, int[]> linear = new LinkedHashMap<>();
            architecture
                    .layers()
                    .forEach(layer -> layer.names()
                            .forEach(name -> linear.put(name + ".weight", new int[] {layer.dOut(), layer.dIn()})));
            assertEquals(
                    new TreeSet<>(shapes.keySet().stream()
                            .filter(name -> shapes.get(name).length == 2)
                            .toList()),
                    new TreeSet<>(linear.keySet()));
            linear.forEach((name, shape) -> assertArrayEquals(shape, shapes.get(name), name));
        }
    }

    /** The class token alone, or the patches alone in equal shares. */
    @Test
    void thePoolingWeightsAreThoseOfTheHead() {
        ImageBatch batch = RandomVision.batch(RandomVision.CONFIG, 2, 2, 8);
        float[] first = pooling(Pooling.FIRST, batch);
        float[] mean = pooling(Pooling.MEAN, batch);
        assertArrayEquals(new float[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0}, Arrays.copyOfRange(first, 10, 20));
        float share = 1f / 9;
        assertArrayEquals(
                new float[] {0, share, share, share, share, share, share, share, share, share},
                Arrays.copyOfRange(mean, 0, 10));
        assertEquals(
                "head of a vision transformer: expected pooling by the first token or the mean, got pooler",
                assertThrows(IllegalArgumentException.class, () -> pooling(Pooling.POOLER, batch))
                        .getMessage());
    }

    private static float[] pooling(Pooling pooling, ImageBatch batch) {
        ClassifierHead head = new ClassifierHead(pooling, false, 2, false);
        return new VisionNetwork(RandomVision.CONFIG, head).numbers(batch).get(VisionNetwork.POOLING);
    }
}
