package org.peftcheck.training.samediff;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.AdaptedStates;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.method.FineTunings;
import org.peftcheck.training.method.MethodChoice;
import org.peftcheck.training.method.PruningSettings;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomDecoder;
import org.peftcheck.training.model.RandomEncoder;
import org.peftcheck.training.model.RandomVision;
import org.peftcheck.training.network.DecoderNetwork;
import org.peftcheck.training.network.EncoderNetwork;
import org.peftcheck.training.network.VisionNetwork;

/**
 * Small random networks with methods that edit hidden states or have a penalty: 2 layers, d 12, bottleneck or rank 5, every slot moved
 * away from its initial value, unless it is asked for.
 */
final class HiddenNetwork {

    static final EncoderConfig CONFIG = RandomEncoder.BERT;
    static final int SIZE = 5;

    private HiddenNetwork() {}

    static MethodChoice method(String id) {
        MethodChoice plain = new MethodChoice(id, AdapterOptions.DEFAULT, OptionalInt.empty(), List.of());
        return plain.isSized() ? plain.withRank(SIZE) : plain;
    }

    static FineTuning initial(MethodChoice method) {
        Map<String, FloatTensor> weights = new HashMap<>(RandomEncoder.weights(CONFIG, 12));
        ClassifierHead head = new ClassifierHead(Pooling.MEAN, false, 3, false);
        return FineTunings.of(new EncoderNetwork(CONFIG, head), weights, method, UpdateForm.FACTORED, 5);
    }

    static FineTuning moved(String id) {
        return moved(initial(method(id)));
    }

    /** A vision transformer with a method on hidden states. */
    static FineTuning vision(String id) {
        NetworkFormula formula =
                new VisionNetwork(RandomVision.CONFIG, new ClassifierHead(Pooling.FIRST, false, 3, false));
        Map<String, FloatTensor> weights = RandomVision.weights(RandomVision.CONFIG, 12);
        return moved(FineTunings.of(formula, weights, method(id), UpdateForm.FACTORED, 5));
    }

    /** A decoder with a method on hidden states. */
    static FineTuning decoder(String id, DecoderConfig config) {
        NetworkFormula formula = new DecoderNetwork(config, DecoderNetwork.Prediction.EVERY_TOKEN);
        Map<String, FloatTensor> weights = RandomDecoder.weights(config, 12);
        return moved(FineTunings.of(formula, weights, method(id), UpdateForm.FACTORED, 5));
    }

    /** AdaLoRA on square, tall and wide weights with a penalty. */
    static FineTuning penalised(double penalty) {
        MethodChoice method = new MethodChoice(
                "adalora",
                AdapterOptions.DEFAULT,
                OptionalInt.of(SIZE),
                List.of("q", "up", "down"),
                new PruningSettings(OptionalInt.empty(), penalty, 0.05, 0.1, 0.5, 1));
        return moved(initial(method));
    }

    static FineTuning moved(FineTuning network) {
        SplittableRandom random = new SplittableRandom(3);
        Map<String, AdaptedStates> states = new LinkedHashMap<>();
        network.states().forEach((place, adapted) -> states.put(place, adapted.with(moved(adapted.slots(), random))));
        Map<String, AdaptedWeight> weights = new LinkedHashMap<>();
        network.adapted()
                .forEach((name, adapted) -> weights.put(
                        name, new AdaptedWeight(adapted.adapter(), adapted.rank(), moved(adapted.slots(), random))));
        return with(network, weights, states, network.penalty());
    }

    static FineTuning with(
            FineTuning network, Map<String, AdaptedWeight> weights, Map<String, AdaptedStates> states, double penalty) {
        return new FineTuning(
                network.formula(),
                network.weights(),
                weights,
                Set.of(),
                network.head(),
                network.form(),
                states,
                penalty);
    }

    private static Map<String, FloatTensor> moved(Map<String, FloatTensor> slots, SplittableRandom random) {
        Map<String, FloatTensor> moved = new LinkedHashMap<>();
        slots.forEach((symbol, value) -> {
            float[] entries = value.values().clone();
            for (int k = 0; k < entries.length; k++) {
                entries[k] += (float) (0.3 * random.nextGaussian());
            }
            moved.put(symbol, new FloatTensor(value.shape(), entries));
        });
        return moved;
    }

    static EncodedBatch batch(long seed, int rows, int length) {
        ClassifierHead head = new ClassifierHead(Pooling.MEAN, false, 3, false);
        return new SyntheticNetwork(CONFIG, seed).batch(head, rows, length);
    }
}
