package org.peftcheck.training.samediff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomEncoder;
import org.peftcheck.training.model.RandomVision;
import org.peftcheck.training.model.VisionConfig;
import org.peftcheck.training.network.VisionNetwork;

/** Small random vision transformers with three classes and adapters on square, tall and wide weights, two of them feeding each other. */
final class SmallVision {

    private static final int RANK = 4;
    private static final List<String> TARGETS = List.of(
            "encoder.layer.0.attention.attention.query.weight",
            "encoder.layer.0.attention.attention.value.weight",
            "encoder.layer.0.intermediate.dense.weight",
            "encoder.layer.1.output.dense.weight",
            "encoder.layer.1.attention.attention.key.weight");

    private SmallVision() {}

    static FineTuning adapted(WeightAdapter adapter, UpdateForm form) {
        SyntheticNetwork synthetic = new SyntheticNetwork(RandomEncoder.BERT, 11);
        Map<String, FloatTensor> weights = RandomVision.weights(RandomVision.CONFIG, 12);
        Map<String, AdaptedWeight> adapted = synthetic.adapted(adapter, RANK, weights, TARGETS);
        return new FineTuning(
                new VisionNetwork(RandomVision.CONFIG, head(Pooling.FIRST)),
                weights,
                adapted,
                Set.of(),
                slots(head(Pooling.FIRST), RandomVision.CONFIG),
                form);
    }

    /** Every tensor trained, without adapters. */
    static FineTuning full(VisionConfig config, Pooling pooling) {
        Map<String, FloatTensor> weights = RandomVision.weights(config, 12);
        return new FineTuning(
                new VisionNetwork(config, head(pooling)),
                weights,
                Map.of(),
                weights.keySet(),
                slots(head(pooling), config),
                UpdateForm.FACTORED);
    }

    private static ClassifierHead head(Pooling pooling) {
        return new ClassifierHead(pooling, pooling == Pooling.MEAN, 3, false);
    }

    private static Map<String, FloatTensor> slots(ClassifierHead head, VisionConfig config) {
        Map<String, FloatTensor> slots = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(5);
        head.shapes(config.hidden()).forEach((name, shape) -> {
            FloatTensor tensor = FloatTensor.zeros(shape);
            for (int k = 0; k < tensor.values().length; k++) {
                tensor.values()[k] = (float) random.nextGaussian() / 2;
            }
            slots.put(name, tensor);
        });
        return slots;
    }
}
