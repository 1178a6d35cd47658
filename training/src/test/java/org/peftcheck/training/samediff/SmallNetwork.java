package org.peftcheck.training.samediff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomEncoder;

/**
 * Small random networks with three classes: 2 layers, d 12, 3 heads, 20 inner features; adapters of r = 4 on square, tall and wide
 * weights, two of them feeding each other. The entries are large enough for attention that is far from uniform: with small ones
 * queries hardly matter, and their gradients say nothing.
 */
final class SmallNetwork {

    static final EncoderConfig CONFIG = RandomEncoder.BERT;
    private static final int RANK = 4;
    private static final List<String> TARGETS = List.of(
            "encoder.layer.0.attention.self.query.weight",
            "encoder.layer.0.attention.self.value.weight",
            "encoder.layer.0.intermediate.dense.weight",
            "encoder.layer.1.output.dense.weight");

    private SmallNetwork() {}

    /**
     * A network.
     *
     * @param method the id of a method, {@code lp} for no adapter, or {@code full} for all tensors trained and no adapter
     */
    static FineTuning of(String method, UpdateForm form) {
        SyntheticNetwork synthetic = new SyntheticNetwork(CONFIG, 11);
        Map<String, FloatTensor> weights = new HashMap<>(RandomEncoder.weights(CONFIG, 12));
        weights.keySet().removeIf(name -> name.startsWith("pooler.") || name.startsWith("cls."));
        boolean full = method.equals("full");
        AdapterOptions options =
                method.equals("fourierft") ? AdapterOptions.DEFAULT.withCoefficients(30) : AdapterOptions.DEFAULT;
        Map<String, AdaptedWeight> adapted = full || method.equals("lp")
                ? Map.of()
                : synthetic.adapted(
                        AdapterRegistry.standard().method(method).configure(options), RANK, weights, TARGETS);
        return synthetic.network(weights, adapted, full, head(), form);
    }

    private static ClassifierHead head() {
        return new ClassifierHead(Pooling.MEAN, false, 3, false);
    }

    /** A batch for such a network. */
    static EncodedBatch batch(long seed, int rows, int length) {
        return new SyntheticNetwork(CONFIG, seed).batch(head(), rows, length);
    }

    /** A step of gradient descent without momentum. */
    static double descend(Session session, EncodedBatch batch, float rate) {
        double loss = session.step(batch);
        for (TrainedTensor tensor : session.trained()) {
            for (int k = 0; k < tensor.count(); k++) {
                tensor.value()
                        .put(k, tensor.value().get(k) - rate * tensor.gradient().get(k));
            }
        }
        return loss;
    }

    /** The entries of a trained tensor, copied. */
    static float[] entries(TrainedTensor tensor) {
        float[] entries = new float[tensor.count()];
        tensor.value().get(0, entries);
        return entries;
    }
}
