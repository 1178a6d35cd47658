package org.peftcheck.training.tie;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.Engine;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.method.Matrices;
import org.peftcheck.training.model.FloatTensor;

/** A session of a network without adapters whose adapted weights can be replaced, and have gradients. */
final class MergedNetwork implements AutoCloseable {

    private final FineTuning network;
    private final Session session;
    private final Map<String, TrainedTensor> weights = new HashMap<>();

    /**
     * Opens the network.
     *
     * @param engine the engine
     * @param adapted the network with its adapters
     * @param merged the weights in the adapters' place
     */
    MergedNetwork(Engine engine, FineTuning adapted, List<TrainedWeight> merged) {
        Map<String, FloatTensor> all = new LinkedHashMap<>(adapted.weights());
        merged.forEach(weight -> all.put(weight.name(), Matrices.rounded(weight.merged())));
        network = new FineTuning(
                adapted.formula(), all, Map.of(), adapted.adapted().keySet(), adapted.head(), adapted.form());
        session = engine.open(network);
        session.trained().forEach(tensor -> weights.put(tensor.name(), tensor));
    }

    /** Puts a weight in, rounded to single precision. */
    void put(String name, DenseMatrix weight) {
        FloatBuffer value = weights.get(name).value();
        double[] entries = weight.copyOfEntries();
        for (int k = 0; k < entries.length; k++) {
            value.put(k, (float) entries[k]);
        }
    }

    /** The mean loss of batches. */
    double loss(List<Batch> batches) {
        MeasuringSession measuring = new MeasuringSession(session, network.formula());
        batches.forEach(measuring::outputs);
        return measuring.meanLoss();
    }

    /** The outputs of batches, one after the other. */
    List<float[]> outputs(List<Batch> batches) {
        List<float[]> outputs = new ArrayList<>();
        batches.forEach(batch -> outputs.add(session.outputs(batch)));
        return outputs;
    }

    /** The gradients of the mean loss of batches of equal weight by the adapted weights. */
    Map<String, double[]> gradients(List<Batch> batches) {
        long terms = batches.stream().mapToLong(Batch::terms).sum();
        Map<String, double[]> gradients = new HashMap<>();
        for (Batch batch : batches) {
            session.step(batch);
            double share = (double) batch.terms() / terms;
            for (String name : network.trainedWeights()) {
                FloatBuffer gradient = weights.get(name).gradient();
                double[] sum = gradients.computeIfAbsent(name, any -> new double[gradient.limit()]);
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += share * gradient.get(k);
                }
            }
        }
        return gradients;
    }

    @Override
    public void close() {
        session.close();
    }
}
