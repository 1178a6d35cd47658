package org.peftcheck.training.tie;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.numeric.peanut2025.FloatColumnSpace;
import org.peftcheck.numeric.peanut2025.FloatInstance;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.theory.adapter.LoRa;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.RandomEncoder;
import org.peftcheck.training.reference.ReferenceTensor;

/** Small networks with adapters of rank 2 on square, tall and wide weights, α = 3, slots away from their initial values. */
final class SmallTie {

    static final EncoderConfig CONFIG = RandomEncoder.BERT;
    static final String QUERY = "encoder.layer.0.attention.self.query.weight";
    static final String VALUE = "encoder.layer.1.attention.self.value.weight";
    static final String TALL = "encoder.layer.0.intermediate.dense.weight";
    static final String WIDE = "encoder.layer.1.output.dense.weight";
    static final WeightAdapter LORA = new LoRa(Scaling.alphaOverRank(new BigFraction(3)));
    private static final ClassifierHead HEAD = new ClassifierHead(Pooling.MEAN, false, 3, false);

    private SmallTie() {}

    static Map<String, FloatTensor> weights() {
        Map<String, FloatTensor> weights = new LinkedHashMap<>(RandomEncoder.weights(CONFIG, 12));
        weights.keySet().removeIf(name -> name.startsWith("pooler.") || name.startsWith("cls."));
        return weights;
    }

    static FineTuning network(WeightAdapter adapter, Map<String, FloatTensor> weights, String... names) {
        SyntheticNetwork synthetic = new SyntheticNetwork(CONFIG, 11);
        return synthetic.network(
                weights,
                synthetic.adapted(adapter, 2, weights, List.of(names)),
                false,
                HEAD,
                FineTuning.UpdateForm.FACTORED);
    }

    static EncodedBatch batch(long seed) {
        return new SyntheticNetwork(CONFIG, seed).batch(HEAD, 3, 6);
    }

    static TrainedWeight trained(FineTuning network, String name) {
        return TrainedWeight.all(network).stream()
                .filter(weight -> weight.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static FloatInstance instance(TrainedWeight weight, DenseMatrix w0) {
        FloatMatrix matrix = FloatMatrix.of(w0.toDoubles());
        LowRankFactors factors = weight.loraFactors();
        return new FloatInstance(
                new WeightSource.Inline(new MatrixData.Floats(matrix)),
                FloatColumnSpace.of(matrix),
                FloatMatrix.of(factors.a().toDoubles()),
                FloatMatrix.of(factors.b().toDoubles()));
    }

    /** The loss with matrices in the place of adapted weights, each with a radius. */
    static BoundedTensor loss(FineTuning network, Map<String, DenseMatrix> weights, double radius, Batch batch) {
        Map<String, BoundedTensor> bounded = new LinkedHashMap<>();
        weights.forEach((name, weight) -> bounded.put(
                name,
                BoundedTensor.within(
                        ReferenceTensor.of(new int[] {weight.rows(), weight.columns()}, weight.copyOfEntries()),
                        radius)));
        return new BoundedWeights(network, bounded).loss(batch);
    }
}
