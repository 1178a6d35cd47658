package org.peftcheck.training.samediff;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.array.SingleThreadArrayHolder;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.peftcheck.theory.adapter.HiddenAdapter.Hook;
import org.peftcheck.theory.adapter.PenalisedAdapter;
import org.peftcheck.theory.adapter.SlotValues;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.training.engine.AdaptedStates;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.DroppedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.InputTensor;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.model.NetworkWeights;

/** A network as a SameDiff graph for batches of one shape: frozen tensors are its constants, trained ones its variables. */
final class NetworkGraph implements NetworkWeights<GraphTensor> {

    private static final String MASK = "dropout:";

    private final FineTuning network;
    private final NetworkTensors tensors;
    private final SameDiff graph = newGraph();
    private final SameDiffTensors algebra = new SameDiffTensors(graph);
    private final Map<String, GraphTensor> nodes = new LinkedHashMap<>();
    private final Set<String> inputs;
    private final boolean dropout;
    private final Map<String, String> masks = new LinkedHashMap<>();
    private final GraphTensor outputs;
    private final SDVariable loss;

    /**
     * The graph of a network.
     *
     * @param network the network
     * @param tensors its tensors
     * @param rows inputs of a batch
     * @param length tokens of an input
     * @param dropout whether what adapters read is multiplied by masks, which are inputs
     */
    NetworkGraph(FineTuning network, NetworkTensors tensors, int rows, int length, boolean dropout) {
        this.network = network;
        this.dropout = dropout;
        this.tensors = tensors;
        NetworkFormula formula = network.formula();
        Map<String, GraphTensor> given = new LinkedHashMap<>();
        for (InputTensor input : formula.inputs(rows, length)) {
            DataType type = input.whole() ? DataType.INT32 : DataType.FLOAT;
            given.put(input.name(), placeholder(input.name(), type, input.shape()));
        }
        this.inputs = given.keySet();
        GraphTensor predictions = formula.outputs(algebra, this, given);
        this.outputs = predictions;
        SDVariable own = formula.loss(algebra, predictions, given).node();
        this.loss = network.penalty() > 0 ? own.add(penalty().mul(network.penalty())) : own;
        loss.markAsLoss();
    }

    /** An empty graph that holds the arrays it is given: SameDiff's own holder of arrays keeps a copy of each for other devices. */
    private static SameDiff newGraph() {
        SameDiff graph = SameDiff.create();
        graph.setArrayHolders(new SingleThreadArrayHolder(), new SingleThreadArrayHolder(), false);
        return graph;
    }

    SameDiff graph() {
        return graph;
    }

    /** The node of a tensor or input that the network uses, by the name it has in the network; the graph's may differ. */
    Map<String, GraphTensor> nodes() {
        return nodes;
    }

    /** Whether a node is an input, whose numbers come with a batch. */
    boolean isInput(String name) {
        return inputs.contains(name) || masks.containsKey(name);
    }

    /** For each input that is a mask of dropout the weight that it belongs to. */
    Map<String, String> masks() {
        return masks;
    }

    /** What was gathered of each trained table, by its name in the graph. */
    Map<String, List<SameDiffTensors.Gathered>> gathered() {
        return algebra.gathered();
    }

    /** The indices of the rows that were gathered of a table, by the name of the rows; none for other tensors. */
    Map<String, String> indices(String inGraph) {
        Map<String, String> indices = new LinkedHashMap<>();
        gathered().getOrDefault(inGraph, List.of()).forEach(rows -> indices.put(rows.rows(), rows.indices()));
        return indices;
    }

    /**
     * The variables as which the graph reads a trained tensor: the rows that were gathered of it, and the tensor itself where it is used
     * in another way too. Its gradient is the sum of theirs.
     */
    Stream<String> readAs(String inGraph) {
        Set<String> rows = indices(inGraph).keySet();
        List<String> users = graph.getVariables().get(inGraph).getInputsForOp();
        boolean itself = rows.isEmpty() || users != null && !users.isEmpty();
        return Stream.concat(rows.stream(), itself ? Stream.of(inGraph) : Stream.empty());
    }

    GraphTensor outputs() {
        return outputs;
    }

    SDVariable loss() {
        return loss;
    }

    private GraphTensor placeholder(String name, DataType type, int... shape) {
        long[] dimensions = Arrays.stream(shape).asLongStream().toArray();
        GraphTensor node = new GraphTensor(graph.placeHolder(name.replace(':', '/'), type, dimensions), shape);
        nodes.put(name, node);
        return node;
    }

    @Override
    public GraphTensor tensor(String name) {
        return nodes.computeIfAbsent(name, n -> {
            String inGraph = n.replace(':', '/');
            int[] shape = tensors.shape(n);
            return new GraphTensor(node(n, inGraph, shape), shape);
        });
    }

    /** A tensor that stays in bf16 has no array: the graph knows its shape alone, and what runs it knows where the numbers are. */
    private SDVariable node(String name, String inGraph, int... shape) {
        if (tensors.staysInBf16(name)) {
            return graph.placeHolder(
                    inGraph, DataType.FLOAT, Arrays.stream(shape).asLongStream().toArray());
        }
        INDArray array = tensors.array(name);
        return tensors.isTrained(name) ? graph.var(inGraph, array) : graph.constant(inGraph, array);
    }

    @Override
    public GraphTensor linear(String weight, GraphTensor rows) {
        AdaptedWeight adapted = network.adapted().get(weight);
        GraphTensor w0 = tensor(weight);
        if (adapted == null) {
            return algebra.linear(rows, w0);
        }
        int dOut = w0.shape()[0];
        int dIn = w0.shape()[1];
        SDVariable result = network.form() == FineTuning.UpdateForm.FACTORED
                ? adapted(weight, adapted, rows, new SameDiffOperators(graph), this::operator, LinearOperator::apply)
                : adapted(weight, adapted, rows, new SameDiffMatrices(graph), GraphTensor::node, this::product);
        int[] shape = {rows.shape()[0], dOut};
        if (rows.shape()[1] != dIn) {
            throw new IllegalArgumentException(
                    weight + ": expected rows of " + dIn + " features, got " + rows.shape()[1]);
        }
        return new GraphTensor(result, shape);
    }

    @Override
    public GraphTensor at(Hook hook, int block, GraphTensor states) {
        AdaptedStates adapted = network.states().get(AdaptedStates.place(hook, block));
        return adapted == null ? states : adapted.forward(algebra, states, this::tensor);
    }

    /** The sum of what the adapters want to be 0, squared, over all layers. */
    private SDVariable penalty() {
        SDVariable sum = null;
        SameDiffMatrices reading = new SameDiffMatrices(graph);
        for (String name : new TreeSet<>(network.adapted().keySet())) {
            AdaptedWeight adapted = network.adapted().get(name);
            PenalisedAdapter adapter = (PenalisedAdapter) adapted.adapter();
            SDVariable identity =
                    tensor(NetworkTensors.identityName(adapted.rank())).node();
            for (SDVariable matrix : adapter.penalised(reading, identity, slots(name, adapted, GraphTensor::node))) {
                SDVariable rows = graph.sum(graph.math().square(matrix), false, 1);
                SDVariable square = graph.sum(rows, false, 0);
                sum = sum == null ? square : sum.add(square);
            }
        }
        return sum;
    }

    private LinearOperator operator(GraphTensor matrix) {
        return new LinearOperator.Formed(matrix.node(), matrix.shape()[0], matrix.shape()[1]);
    }

    private SDVariable product(SDVariable matrix, SDVariable rows) {
        return graph.mmul(rows, matrix, false, true, false);
    }

    private <M> SDVariable adapted(
            String name,
            AdaptedWeight adapted,
            GraphTensor rows,
            MatrixAlgebra<M> reading,
            Function<GraphTensor, M> value,
            BiFunction<M, SDVariable, SDVariable> apply) {
        M w0 = value.apply(tensor(name));
        SlotValues<M> slots = slots(name, adapted, value);
        if (!dropout) {
            return apply.apply(adapted.adapter().adaptedWeight(reading, w0, slots), rows.node());
        }
        WeightAdapter.Summands<M> parts = adapted.adapter()
                .summands(reading, w0, slots)
                .orElseThrow(() -> DroppedBatch.notFor(adapted.adapter().id()));
        GraphTensor mask = placeholder(MASK + name, DataType.FLOAT, rows.shape());
        masks.put(MASK + name, name);
        SDVariable frozen = apply.apply(parts.frozen(), rows.node());
        return frozen.add(apply.apply(parts.trained(), rows.node().mul(mask.node())));
    }

    private <M> SlotValues<M> slots(String name, AdaptedWeight adapted, Function<GraphTensor, M> value) {
        int[] shape = tensors.shape(name);
        Dimensions dimensions = Dimensions.of(shape[0], shape[1], adapted.rank());
        return SlotValues.drawn(
                adapted.adapter(),
                dimensions,
                slot -> value.apply(tensor(AdaptedWeight.slotName(name, slot.symbol()))));
    }
}
