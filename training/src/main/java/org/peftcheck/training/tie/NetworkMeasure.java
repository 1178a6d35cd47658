package org.peftcheck.training.tie;

import java.util.List;
import java.util.Optional;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.Engine;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.experiment.Material;
import org.peftcheck.training.run.Evaluation;
import org.peftcheck.training.run.MetricValue;

/**
 * A network on held-out data, by the engine in single precision.
 *
 * @param devLoss the mean loss on dev
 * @param dev the task's metrics on dev
 * @param test the metrics on test, where they were asked for and there is a test part
 */
public record NetworkMeasure(double devLoss, List<MetricValue> dev, Optional<List<MetricValue>> test) {

    /** Measures a network; what its loss on dev is of goes to a list. */
    static NetworkMeasure of(Engine engine, FineTuning network, Material material, boolean onTest, List<Batch> read) {
        Evaluation onDev = material.onDev();
        Optional<Evaluation> ofLoss = onDev.ofLoss();
        try (Session plain = engine.open(network)) {
            MeasuringSession measuring = new MeasuringSession(plain, network.formula());
            List<MetricValue> dev = onDev.of(ofLoss.isEmpty() ? measuring : plain);
            ofLoss.ifPresent(evaluation -> evaluation.of(measuring));
            read.addAll(measuring.batches());
            return new NetworkMeasure(
                    measuring.meanLoss(),
                    dev,
                    onTest ? material.onTest().map(test -> test.of(plain)) : Optional.empty());
        }
    }
}
