package org.peftcheck.training.samediff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.peftcheck.training.engine.BatchInputs;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.model.ClassifierHead;

/**
 * A network in training by SameDiff's own interpreter, on whatever device ND4J has: the way for graphics cards, and what the static plan is
 * measured against. It trains no tables of embeddings, of which SameDiff cannot make the gradients in one graph.
 */
final class GraphSession implements Session {

    private record Kind(int rows, int length) {}

    private final FineTuning network;
    private final NetworkTensors tensors;
    private final List<TrainedTensor> trained = new ArrayList<>();
    private final Map<Kind, NetworkGraph> made = new HashMap<>();

    GraphSession(FineTuning network) {
        this.tensors = new NetworkTensors(network);
        this.network = network.withoutWeights();
        for (TrainedTensor tensor : tensors.trained()) {
            FloatBuffer value = numbers(tensor.count());
            value.put(0, tensors.array(tensor.name()).dup('c').data().asFloat());
            trained.add(new TrainedTensor(
                    tensor.name(), tensor.shape(), tensor.group(), tensor.decays(), value, numbers(tensor.count())));
        }
    }

    private static FloatBuffer numbers(int count) {
        return ByteBuffer.allocateDirect(Float.BYTES * count)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public List<TrainedTensor> trained() {
        return List.copyOf(trained);
    }

    @Override
    public double step(EncodedBatch batch) {
        NetworkGraph graph = graph(batch);
        Map<String, INDArray> inputs = inputs(batch);
        List<String> names = new ArrayList<>();
        trained.forEach(tensor -> names.add(variable(graph, tensor).name()));
        Map<String, INDArray> gradients = new HashMap<>();
        List<String> losses = List.of(graph.loss().name());
        Map<String, INDArray> outputs = new HashMap<>();
        SilencedOutput.run(() -> {
            var both = graph.graph().calculateGradientsAndOutputs(inputs, losses, names);
            gradients.putAll(both.getGradients());
            outputs.putAll(both.getOutputs());
        });
        for (int k = 0; k < names.size(); k++) {
            trained.get(k)
                    .gradient()
                    .put(0, gradients.get(names.get(k)).dup('c').data().asFloat());
        }
        return outputs.get(losses.get(0)).getDouble(0);
    }

    @Override
    public float[] outputs(EncodedBatch batch) {
        NetworkGraph graph = graph(batch);
        String name = graph.outputs().name();
        return graph.graph()
                .output(inputs(batch), name)
                .get(name)
                .dup('c')
                .data()
                .asFloat();
    }

    private static SDVariable variable(NetworkGraph graph, TrainedTensor tensor) {
        return graph.tensor(tensor.name()).node();
    }

    /** The graph for batches of this shape, with the values that the trained tensors have now. */
    private NetworkGraph graph(EncodedBatch batch) {
        NetworkGraph graph = made.computeIfAbsent(
                new Kind(batch.rows(), batch.length()),
                kind -> new NetworkGraph(network, tensors, kind.rows(), kind.length()));
        if (!graph.gathered().isEmpty()) {
            throw new IllegalArgumentException(
                    "training without the static plan: expected frozen tables of embeddings, got "
                            + graph.gathered().keySet() + " among the trained tensors");
        }
        for (TrainedTensor tensor : trained) {
            float[] value = new float[tensor.count()];
            tensor.value().get(0, value);
            INDArray array = Nd4j.createFromArray(value)
                    .reshape(tensors.array(tensor.name()).shape());
            graph.graph().assignArray(array, variable(graph, tensor));
        }
        return graph;
    }

    private Map<String, INDArray> inputs(EncodedBatch batch) {
        ClassifierHead head = network.head();
        Map<String, INDArray> inputs = new HashMap<>();
        inputs.put(NetworkGraph.IDS, Nd4j.createFromArray(batch.ids()));
        inputs.put(NetworkGraph.TOKEN_TYPES, Nd4j.createFromArray(batch.tokenTypes()));
        inputs.put(NetworkGraph.POSITIONS, Nd4j.createFromArray(batch.positions()));
        inputs.put(
                NetworkGraph.ATTENTION_BIAS,
                Nd4j.createFromArray(BatchInputs.attentionBias(batch)).reshape(batch.rows(), 1, 1, batch.length()));
        inputs.put(
                NetworkGraph.POOLING,
                Nd4j.createFromArray(BatchInputs.pooling(head.pooling(), batch))
                        .reshape(batch.rows(), 1, batch.length()));
        inputs.put(
                NetworkGraph.LABELS,
                Nd4j.createFromArray(BatchInputs.labels(head, batch)).reshape(batch.rows(), head.outputs()));
        return inputs;
    }

    @Override
    public void close() {
        made.clear();
        tensors.release();
    }
}
