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
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.DroppedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.InputTensor;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.model.FloatTensor;

/**
 * A network in training by SameDiff's own interpreter, on whatever device ND4J has: the way for graphics cards, and what the static plan is
 * measured against. It trains no tables of embeddings, of which SameDiff cannot make the gradients in one graph.
 */
final class GraphSession implements Session {

    private record Kind(int rows, int length, boolean dropout) {}

    private final FineTuning network;
    private final NetworkTensors tensors;
    private final List<TrainedTensor> trained = new ArrayList<>();
    private final Map<Kind, NetworkGraph> made = new HashMap<>();
    private boolean closed;

    GraphSession(FineTuning network) {
        this.tensors = new NetworkTensors(network, false);
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

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("session: expected an open one, got one that is closed");
        }
    }

    @Override
    public List<TrainedTensor> trained() {
        requireOpen();
        return List.copyOf(trained);
    }

    @Override
    public double step(Batch batch) {
        NetworkGraph graph = graph(batch, batch instanceof DroppedBatch);
        Map<String, INDArray> inputs = inputs(batch);
        if (batch instanceof DroppedBatch dropped) {
            graph.masks().forEach((input, weight) -> {
                GraphTensor mask = graph.nodes().get(input);
                float[] values = dropped.mask(weight, FloatTensor.count(mask.shape()));
                inputs.put(mask.node().name(), Nd4j.createFromArray(values).reshape(mask.shape()));
            });
        }
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
    public float[] outputs(Batch batch) {
        NetworkGraph graph = graph(batch, false);
        String name = graph.outputs().node().name();
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
    private NetworkGraph graph(Batch batch, boolean dropout) {
        requireOpen();
        NetworkGraph graph = made.computeIfAbsent(
                new Kind(batch.rows(), batch.length(), dropout),
                kind -> new NetworkGraph(network, tensors, kind.rows(), kind.length(), kind.dropout()));
        if (!graph.gathered().isEmpty()) {
            throw new IllegalArgumentException(
                    "training without the static plan: expected frozen tables of embeddings, got "
                            + graph.gathered().keySet() + " among the trained tensors");
        }
        for (TrainedTensor tensor : trained) {
            float[] value = new float[tensor.count()];
            tensor.value().get(0, value);
            INDArray array = tensors.array(tensor.name());
            array.assign(Nd4j.createFromArray(value).reshape(array.shape()));
        }
        return graph;
    }

    private Map<String, INDArray> inputs(Batch given) {
        Batch batch = given instanceof DroppedBatch dropped ? dropped.batch() : given;
        NetworkFormula formula = network.formula();
        Map<String, int[]> indices = formula.indices(batch);
        Map<String, float[]> numbers = formula.numbers(batch);
        Map<String, INDArray> inputs = new HashMap<>();
        for (InputTensor input : formula.inputs(batch.rows(), batch.length())) {
            INDArray values = input.whole()
                    ? Nd4j.createFromArray(indices.get(input.name()))
                    : Nd4j.createFromArray(numbers.get(input.name()));
            inputs.put(input.name(), values.reshape(input.shape()));
        }
        return inputs;
    }

    @Override
    public void close() {
        closed = true;
        made.clear();
        tensors.release();
    }
}
