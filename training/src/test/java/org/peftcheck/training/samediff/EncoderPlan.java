package org.peftcheck.training.samediff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.InputTensor;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.Encoder;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.EncoderInputs;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.NetworkWeights;
import org.peftcheck.training.model.PretrainedEncoder;
import org.peftcheck.training.model.TensorAlgebra;
import org.peftcheck.training.network.BatchInputs;
import org.peftcheck.training.network.EncoderNetwork;
import org.peftcheck.training.plan.Expressions;
import org.peftcheck.training.plan.Indices;
import org.peftcheck.training.plan.Node;
import org.peftcheck.training.plan.Plans;
import org.peftcheck.training.plan.Storage;
import org.peftcheck.training.plan.Workers;

/**
 * What a session does not give: hidden states of an encoder, or what else can be read of them, by a plan of the SameDiff graph.
 */
final class EncoderPlan implements AutoCloseable {

    private final NetworkTensors tensors;
    private final FineTuning network;
    private final EncoderConfig config;
    private final Formula formula;
    private final Workers workers = new Workers(2);
    private final Plans plans = new Plans(workers);

    /** An encoder of which every tensor is used, those of the head that predicts masked words too. */
    private record Whole(EncoderNetwork network) implements NetworkFormula {

        @Override
        public Architecture architecture() {
            return network.architecture();
        }

        @Override
        public Map<String, int[]> headShapes() {
            return network.headShapes();
        }

        @Override
        public boolean uses(String tensor) {
            return true;
        }

        @Override
        public List<InputTensor> inputs(int rows, int length) {
            return network.inputs(rows, length);
        }

        @Override
        public Map<String, int[]> indices(Batch batch) {
            return network.indices(batch);
        }

        @Override
        public Map<String, float[]> numbers(Batch batch) {
            return network.numbers(batch);
        }

        @Override
        public <T> T outputs(TensorAlgebra<T> algebra, NetworkWeights<T> weights, Map<String, T> inputs) {
            return network.outputs(algebra, weights, inputs);
        }

        @Override
        public <T> T loss(TensorAlgebra<T> algebra, T outputs, Map<String, T> inputs) {
            return network.loss(algebra, outputs, inputs);
        }
    }

    /** What is computed of an encoder. */
    interface Formula extends BiFunction<Encoder<GraphTensor>, EncoderInputs<GraphTensor>, GraphTensor> {}

    EncoderPlan(PretrainedEncoder encoder, Formula formula) {
        int d = encoder.config().hidden();
        Map<String, FloatTensor> slots =
                Map.of("classifier.weight", FloatTensor.zeros(1, d), "classifier.bias", FloatTensor.zeros(1));
        ClassifierHead unused = new ClassifierHead(Pooling.FIRST, false, 1, true);
        this.network = new FineTuning(
                new Whole(new EncoderNetwork(encoder.config(), unused)),
                encoder.weights(),
                Map.of(),
                Set.of(),
                slots,
                FineTuning.UpdateForm.FACTORED);
        this.config = encoder.config();
        this.formula = formula;
        this.tensors = new NetworkTensors(network, true);
    }

    /** The values of the formula for a batch, each time with a plan of its own. */
    double[] values(EncodedBatch batch) {
        NetworkGraph graph = new NetworkGraph(network, tensors, batch.rows(), batch.length(), false);
        Encoder<GraphTensor> encoder = new Encoder<>(config, new SameDiffTensors(graph.graph()), graph);
        EncoderInputs<GraphTensor> inputs = EncoderNetwork.encoderInputs(graph.nodes());
        GraphTensor wanted = formula.apply(encoder, inputs);
        Expressions expressions = new Expressions();
        Map<String, Storage> inputStorage = new HashMap<>();
        Map<String, Node> sources = sources(graph, batch, expressions, inputStorage);
        Node node = new GraphReader(expressions, graph.graph(), sources)
                .node(wanted.node().name());
        Storage result = Storage.allocate(node.count());
        plans.make(expressions, Map.of(node, result)).run(workers);
        double[] values = new double[node.count()];
        for (int k = 0; k < values.length; k++) {
            values[k] = result.buffer().get(k);
        }
        result.release();
        inputStorage.values().forEach(Storage::release);
        return values;
    }

    private Map<String, Node> sources(
            NetworkGraph graph, EncodedBatch batch, Expressions expressions, Map<String, Storage> storages) {
        Map<String, int[]> indices = Map.of(
                EncoderNetwork.IDS, batch.ids(),
                EncoderNetwork.TOKEN_TYPES, batch.tokenTypes(),
                EncoderNetwork.POSITIONS, batch.positions());
        Map<String, float[]> numbers = Map.of(
                EncoderNetwork.ATTENTION_BIAS, BatchInputs.attentionBias(batch),
                EncoderNetwork.POOLING, BatchInputs.pooling(Pooling.FIRST, batch),
                EncoderNetwork.LABELS, batch.labels());
        Map<String, Node> sources = new HashMap<>();
        graph.nodes().forEach((name, tensor) -> {
            Node node;
            if (indices.containsKey(name)) {
                Indices chosen = new Indices();
                chosen.set(indices.get(name));
                node = expressions.source(chosen, tensor.shape());
            } else if (numbers.containsKey(name)) {
                Storage storage = Storage.allocate(numbers.get(name).length);
                storage.buffer().put(0, numbers.get(name));
                storages.put(name, storage);
                node = expressions.source(storage, tensor.shape());
            } else {
                node = expressions.source(tensors.numbers(name), tensor.shape());
            }
            sources.put(tensor.node().name(), node);
        });
        return sources;
    }

    @Override
    public void close() {
        workers.close();
        plans.close();
        tensors.release();
    }
}
