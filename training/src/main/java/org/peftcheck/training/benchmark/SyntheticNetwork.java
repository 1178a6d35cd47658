package org.peftcheck.training.benchmark;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.InitialValues;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.EncoderTensors;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.network.EncoderNetwork;

/** Networks and batches of given sizes with random numbers: what a step costs does not depend on them. */
public final class SyntheticNetwork {

    private final EncoderConfig config;
    private final RandomGenerator random;

    /**
     * Networks of some sizes.
     *
     * @param config the sizes
     * @param seed what the numbers are drawn from
     */
    public SyntheticNetwork(EncoderConfig config, long seed) {
        this.config = config;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Weights: normal with deviation 0.05, normalisations near 1.
     *
     * @return the tensors of an encoder by name
     */
    public Map<String, FloatTensor> weights() {
        return weights(tensor -> tensor);
    }

    /** As {@link #weights()}, each tensor as something makes it of the one that is drawn. */
    Map<String, FloatTensor> weights(UnaryOperator<FloatTensor> held) {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        EncoderTensors.required(config).forEach((name, shape) -> {
            int mean = name.endsWith("LayerNorm.weight") ? 1 : 0;
            int[] dimensions = shape.stream().mapToInt(Integer::intValue).toArray();
            weights.put(name, held.apply(normal(mean, dimensions)));
        });
        return weights;
    }

    private FloatTensor normal(double mean, int... shape) {
        FloatTensor tensor = FloatTensor.zeros(shape);
        for (int k = 0; k < tensor.values().length; k++) {
            tensor.values()[k] = (float) (mean + 0.05 * random.nextGaussian());
        }
        return tensor;
    }

    /**
     * A linear head.
     *
     * @param pooling its pooling
     * @param outputs its outputs
     * @param regression whether it is a regression
     * @return the head
     */
    public ClassifierHead head(ClassifierHead.Pooling pooling, int outputs, boolean regression) {
        return new ClassifierHead(pooling, false, outputs, regression);
    }

    /**
     * An adapter on weights, all its slots away from their initial values.
     *
     * @param adapter the method
     * @param rank r
     * @param weights the network's tensors
     * @param names the weights that it rewrites
     * @return the adapters by the name of the weight
     */
    public Map<String, AdaptedWeight> adapted(
            WeightAdapter adapter, int rank, Map<String, FloatTensor> weights, List<String> names) {
        Map<String, AdaptedWeight> adapted = new HashMap<>();
        for (String name : new HashSet<>(names)) {
            FloatTensor weight = weights.get(name);
            int rows = weight.shape()[0];
            int columns = weight.shape()[1];
            float[] values = weight.values();
            DenseMatrix w0 = DenseMatrix.of(rows, columns, (i, j) -> values[i * columns + j]);
            Map<String, FloatTensor> slots = new HashMap<>();
            InitialValues.draw(adapter, Dimensions.of(rows, columns, rank), w0, random)
                    .forEach((symbol, value) -> slots.put(symbol, moved(value)));
            adapted.put(name, new AdaptedWeight(adapter, rank, slots));
        }
        return adapted;
    }

    private FloatTensor moved(DenseMatrix value) {
        FloatTensor tensor = normal(0, value.rows(), value.columns());
        for (int i = 0; i < value.rows(); i++) {
            for (int j = 0; j < value.columns(); j++) {
                tensor.values()[i * value.columns() + j] += (float) value.get(i, j);
            }
        }
        return tensor;
    }

    /**
     * Query and value weights of all blocks.
     *
     * @return their names
     */
    public List<String> queriesAndValues() {
        return IntStream.range(0, config.layers())
                .boxed()
                .flatMap(layer -> List.of("query", "value").stream()
                        .map(name -> "encoder.layer." + layer + ".attention.self." + name + ".weight"))
                .toList();
    }

    /**
     * A batch, some inputs shorter than others.
     *
     * @param head what the labels are for
     * @param rows inputs
     * @param length tokens of the longest
     * @return the batch
     */
    public EncodedBatch batch(ClassifierHead head, int rows, int length) {
        int count = rows * length;
        int[] ids = new int[count];
        int[] types = new int[count];
        int[] positions = new int[count];
        int[] mask = new int[count];
        float[] labels = new float[rows];
        for (int row = 0; row < rows; row++) {
            int tokens = Math.max(1, length - row % 3);
            labels[row] = head.regression() ? (float) random.nextGaussian() : row % head.outputs();
            for (int k = 0; k < length; k++) {
                int place = row * length + k;
                mask[place] = k < tokens ? 1 : 0;
                ids[place] = k < tokens ? random.nextInt(config.vocabulary()) : 0;
                types[place] = k > tokens / 2 && k < tokens ? config.tokenTypes() - 1 : 0;
                positions[place] = k;
            }
        }
        return new EncodedBatch(rows, length, ids, types, positions, mask, labels);
    }

    /**
     * A network.
     *
     * @param weights its tensors
     * @param adapted its adapters
     * @param everything whether all tensors are trained
     * @param head its head
     * @param form how adapters are computed
     * @return the network
     */
    public FineTuning network(
            Map<String, FloatTensor> weights,
            Map<String, AdaptedWeight> adapted,
            boolean everything,
            ClassifierHead head,
            FineTuning.UpdateForm form) {
        Map<String, FloatTensor> slots = new LinkedHashMap<>();
        head.shapes(config.hidden()).forEach((name, shape) -> slots.put(name, normal(0, shape)));
        return new FineTuning(
                new EncoderNetwork(config, head),
                weights,
                adapted,
                everything ? weights.keySet() : Set.of(),
                slots,
                form);
    }
}
