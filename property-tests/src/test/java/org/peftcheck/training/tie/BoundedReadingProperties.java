package org.peftcheck.training.tie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.TensorAlgebra;
import org.peftcheck.training.reference.ReferenceTensor;

/**
 * The bound of a reading holds: what comes of weights anywhere within their radii is within the radius of what comes of their centres,
 * for random expressions and for small encoders.
 */
class BoundedReadingProperties {

    private static final String SEED = "17320508";
    private static final List<Activation> ACTIVATIONS = List.of(
            Activation.RELU,
            Activation.LEAKY_RELU,
            Activation.GELU,
            Activation.TANH,
            Activation.SILU,
            Activation.SIN2PI,
            Activation.TRIANGLE,
            Activation.SIN_PLUS_COS);

    /** A chain of operations on n × d numbers, with a square weight for each linear map. */
    private record Chain(int n, int d, List<Integer> operations, long seed) {

        static Chain random(long seed, int length) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Integer> operations = new ArrayList<>();
            for (int k = 0; k < length; k++) {
                operations.add(random.nextInt(11));
            }
            return new Chain(1 + random.nextInt(4), 2 * (1 + random.nextInt(3)), operations, seed);
        }

        <T> T apply(TensorAlgebra<T> algebra, T input, List<T> weights, List<T> vectors) {
            T x = input;
            for (int k = 0; k < operations.size(); k++) {
                x = switch (operations.get(k)) {
                    case 0, 1 -> algebra.plus(algebra.linear(x, weights.get(k)), vectors.get(0));
                    case 2 -> algebra.activate(ACTIVATIONS.get((int) Math.floorMod(seed + k, 8L)), x);
                    case 3 -> algebra.layerNorm(x, vectors.get(0), vectors.get(1), 1e-3);
                    case 4 -> algebra.softmax(x);
                    case 5 -> algebra.plus(x, algebra.scale(-0.7, algebra.linear(x, weights.get(k))));
                    case 6 -> attention(algebra, x);
                    case 9 -> algebra.rmsNorm(x, vectors.get(1), 1e-4);
                    case 10 -> algebra.plus(x, algebra.logProbability(x, vectors.get(2)));
                    case 7 -> algebra.times(x, vectors.get(1));
                    default -> algebra.permute(algebra.permute(x, 1, 0), 1, 0);
                };
            }
            return x;
        }

        /** Softmax(x xᵀ) x with two heads. */
        private <T> T attention(TensorAlgebra<T> algebra, T x) {
            T split = algebra.reshape(x, 1, n, 2, d / 2);
            T rows = algebra.permute(split, 0, 2, 1, 3);
            T columns = algebra.permute(split, 0, 2, 3, 1);
            T shares = algebra.softmax(algebra.scale(0.5, algebra.matmul(rows, columns)));
            return algebra.reshape(algebra.permute(algebra.matmul(shares, rows), 0, 2, 1, 3), n, d);
        }
    }

    private static ReferenceTensor normal(SplittableRandom random, double size, int... shape) {
        double[] values = new double[FloatTensor.count(shape)];
        for (int k = 0; k < values.length; k++) {
            values[k] = size * random.nextGaussian();
        }
        return ReferenceTensor.of(shape, values);
    }

    /** The tensor moved by a random step of a 2-norm. */
    private static ReferenceTensor moved(SplittableRandom random, ReferenceTensor tensor, double norm) {
        double[] values = tensor.values();
        double[] step = normal(random, 1, values.length).values();
        double size = 0;
        for (double x : step) {
            size += x * x;
        }
        for (int k = 0; k < values.length; k++) {
            values[k] += norm * (1 - 1e-9) * step[k] / Math.sqrt(size);
        }
        return ReferenceTensor.of(tensor.shape(), values);
    }

    private static boolean isWithin(BoundedTensor centre, BoundedTensor other) {
        boolean all = true;
        for (int k = 0; k < centre.values().length; k++) {
            double gap = Math.abs(centre.values()[k] - other.values()[k]);
            all = all && gap <= centre.radii()[k] + other.radii()[k] + Math.ulp(centre.values()[k]);
        }
        return all;
    }

    private static boolean holds(long seed, int length, double radius, double step) {
        Chain chain = Chain.random(seed, length);
        SplittableRandom random = new SplittableRandom(seed + 1);
        int d = chain.d();
        BoundedAlgebra algebra = new BoundedAlgebra();
        BoundedTensor input = BoundedTensor.exactly(normal(random, 1, chain.n(), d));
        double[] classes = random.ints(chain.n(), 0, d).asDoubleStream().toArray();
        List<BoundedTensor> vectors = List.of(
                BoundedTensor.exactly(normal(random, 1, d)),
                BoundedTensor.exactly(normal(random, 1, d)),
                BoundedTensor.exactly(ReferenceTensor.of(new int[] {chain.n()}, classes)));
        List<BoundedTensor> centres = new ArrayList<>();
        List<BoundedTensor> others = new ArrayList<>();
        for (int k = 0; k < length; k++) {
            ReferenceTensor weight = normal(random, 0.7, d, d);
            centres.add(BoundedTensor.within(weight, radius));
            others.add(BoundedTensor.exactly(moved(random, weight, step)));
        }
        return isWithin(chain.apply(algebra, input, centres, vectors), chain.apply(algebra, input, others, vectors));
    }

    @Property(tries = 2000, seed = SEED)
    void randomExpressionsStayWithinTheirRadii(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 7) int length,
            @ForAll @IntRange(min = 0, max = 12) int digits) {
        double radius = Math.pow(10, -digits);
        assertTrue(holds(seed, length, radius, radius));
    }

    @Example
    void aStepBeyondTheRadiusIsSeen() {
        int seen = 0;
        for (int seed = 0; seed < 200; seed++) {
            seen += holds(seed, 5, 1e-9, 1e-3) ? 0 : 1;
        }
        assertTrue(seen > 100, "seen " + seen + " of 200");
    }

    private static BoundedTensor loss(FineTuning network, ReferenceTensor weight, double radius, EncodedBatch batch) {
        Map<String, BoundedTensor> adapted = new LinkedHashMap<>();
        adapted.put("encoder.layer.0.attention.self.value.weight", BoundedTensor.within(weight, radius));
        return new BoundedWeights(network, adapted).loss(batch);
    }

    @Property(tries = 40, seed = SEED)
    void theLossOfASmallEncoderStaysWithinItsRadius(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 13) int digits, @ForAll boolean regression) {
        EncoderConfig config =
                new EncoderConfig(EncoderConfig.Family.BERT, 2, 6, 2, 10, 12, 8, 2, 1e-5, Activation.GELU);
        SyntheticNetwork synthetic = new SyntheticNetwork(config, seed);
        ClassifierHead head = synthetic.head(Pooling.MEAN, regression ? 1 : 3, regression);
        FineTuning network =
                synthetic.network(synthetic.weights(), Map.of(), false, head, FineTuning.UpdateForm.FACTORED);
        EncodedBatch batch = synthetic.batch(head, 3, 5);
        SplittableRandom random = new SplittableRandom(seed);
        ReferenceTensor weight = normal(random, 0.5, 6, 6);
        double radius = Math.pow(10, -digits);
        BoundedTensor centre = loss(network, weight, radius, batch);
        BoundedTensor other = loss(network, moved(random, weight, radius), 0, batch);
        assertTrue(isWithin(centre, other));
        assertTrue(Double.isFinite(centre.radii()[0]));
        assertEquals(0, centre.shape().length);
        assertFalse(centre.radii()[0] < other.radii()[0], "a larger radius has no smaller bound");
    }
}
