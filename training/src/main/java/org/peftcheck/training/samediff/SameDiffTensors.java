package org.peftcheck.training.samediff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.TensorAlgebra;

/**
 * The reading of a network as a SameDiff graph.
 *
 * <p>The rows of a trained table of embeddings are a variable of the graph: SameDiff's gradient of {@code gather} is a loop over all
 * rows, and a graph cannot have two of these. The plan gathers the rows, and adds the gradient of the rows up to that of the table, to
 * which comes the gradient of whatever else the table is used for.
 *
 * <p>Layer normalisation is written with its elementary operations: the operation {@code layer_norm} of this version has no ε.
 */
final class SameDiffTensors implements TensorAlgebra<GraphTensor> {

    private final SameDiff graph;
    private final SameDiffActivations activations;
    private final Map<String, List<Gathered>> gathered = new HashMap<>();

    SameDiffTensors(SameDiff graph) {
        this.graph = graph;
        this.activations = new SameDiffActivations(graph);
    }

    /**
     * Rows of a trained table that stand for themselves in the graph.
     *
     * @param rows the variable
     * @param indices the placeholder of the indices
     */
    record Gathered(String rows, String indices) {}

    /** What was gathered of each trained table, by its name in the graph. */
    Map<String, List<Gathered>> gathered() {
        return gathered;
    }

    @Override
    public int[] shape(GraphTensor tensor) {
        return tensor.shape().clone();
    }

    @Override
    public GraphTensor reshape(GraphTensor tensor, int... shape) {
        require(
                FloatTensor.count(shape) == FloatTensor.count(tensor.shape()),
                "reshape: expected as many entries as in ",
                tensor.shape(),
                shape);
        long[] target = Arrays.stream(shape).asLongStream().toArray();
        return new GraphTensor(graph.reshape(tensor.node(), target), shape.clone());
    }

    @Override
    public GraphTensor permute(GraphTensor tensor, int... axes) {
        int[] shape = Arrays.stream(axes).map(axis -> tensor.shape()[axis]).toArray();
        return new GraphTensor(graph.permute(tensor.node(), axes), shape);
    }

    @Override
    public GraphTensor plus(GraphTensor left, GraphTensor right) {
        return new GraphTensor(left.node().add(right.node()), broadcast("sum", left, right));
    }

    @Override
    public GraphTensor times(GraphTensor left, GraphTensor right) {
        return new GraphTensor(left.node().mul(right.node()), broadcast("entrywise product", left, right));
    }

    @Override
    public GraphTensor scale(double factor, GraphTensor tensor) {
        return new GraphTensor(tensor.node().mul(factor), tensor.shape());
    }

    @Override
    public GraphTensor matmul(GraphTensor left, GraphTensor right) {
        int n = left.shape().length;
        int[] shape = left.shape().clone();
        require(
                n >= 2
                        && n == right.shape().length
                        && Arrays.equals(left.shape(), 0, n - 2, right.shape(), 0, n - 2)
                        && left.shape()[n - 1] == right.shape()[n - 2],
                "matrix product: expected a right operand that fits ",
                left.shape(),
                right.shape());
        shape[n - 1] = right.shape()[n - 1];
        return new GraphTensor(graph.mmul(left.node(), right.node()), shape);
    }

    @Override
    public GraphTensor linear(GraphTensor rows, GraphTensor weight) {
        require(
                rows.shape()[1] == weight.shape()[1],
                "linear map: expected a weight for rows of ",
                rows.shape(),
                weight.shape());
        SDVariable product = graph.mmul(rows.node(), weight.node(), false, true, false);
        return new GraphTensor(product, new int[] {rows.shape()[0], weight.shape()[0]});
    }

    @Override
    public GraphTensor activate(Activation activation, GraphTensor tensor) {
        return new GraphTensor(activations.apply(activation, tensor.node()), tensor.shape());
    }

    @Override
    public GraphTensor softmax(GraphTensor tensor) {
        return new GraphTensor(graph.nn().softmax(tensor.node(), -1), tensor.shape());
    }

    @Override
    public GraphTensor layerNorm(GraphTensor tensor, GraphTensor gain, GraphTensor bias, double epsilon) {
        int last = tensor.shape().length - 1;
        SDVariable centred = tensor.node().sub(graph.mean(tensor.node(), true, last));
        SDVariable variance = graph.mean(graph.math().square(centred), true, last);
        SDVariable normed = centred.div(graph.math().sqrt(variance.add(epsilon)));
        return new GraphTensor(normed.mul(gain.node()).add(bias.node()), tensor.shape());
    }

    @Override
    public GraphTensor rmsNorm(GraphTensor tensor, GraphTensor gain, double epsilon) {
        int last = tensor.shape().length - 1;
        SDVariable square = graph.mean(graph.math().square(tensor.node()), true, last);
        SDVariable normed = tensor.node().div(graph.math().sqrt(square.add(epsilon)));
        return new GraphTensor(normed.mul(gain.node()), tensor.shape());
    }

    @Override
    public GraphTensor gather(GraphTensor table, GraphTensor indices) {
        int[] shape = {indices.shape()[0], table.shape()[1]};
        if (table.node().getVariableType() != VariableType.VARIABLE) {
            return new GraphTensor(graph.gather(table.node(), indices.node(), 0), shape);
        }
        List<Gathered> all = gathered.computeIfAbsent(table.node().name(), name -> new ArrayList<>());
        String name = table.node().name() + "/rows" + all.size();
        SDVariable rows = graph.var(name, Nd4j.zeros(DataType.FLOAT, shape[0], shape[1]));
        all.add(new Gathered(rows.name(), indices.node().name()));
        return new GraphTensor(rows, shape);
    }

    @Override
    public GraphTensor crossEntropy(GraphTensor logits, GraphTensor labels) {
        require(
                Arrays.equals(logits.shape(), labels.shape()),
                "cross-entropy: expected labels of ",
                logits.shape(),
                labels.shape());
        SDVariable logarithms = graph.nn().logSoftmax(logits.node());
        SDVariable sums = graph.sum(logarithms.mul(labels.node()), false, 1);
        return new GraphTensor(graph.mean(sums, false, 0).mul(-1), new int[0]);
    }

    @Override
    public GraphTensor logProbability(GraphTensor logits, GraphTensor classes) {
        int[] shape = logits.shape();
        require(
                shape.length == 2 && FloatTensor.count(classes.shape()) == shape[0],
                "log-probability: expected a class for each row of ",
                shape,
                classes.shape());
        SDVariable logarithms = graph.nn().logSoftmax(logits.node());
        SDVariable chosen = graph.oneHot(classes.node(), shape[1], 1, 1, 0, DataType.FLOAT);
        return new GraphTensor(graph.sum(logarithms.mul(chosen), true, 1), new int[] {shape[0], 1});
    }

    @Override
    public GraphTensor meanSquaredError(GraphTensor predictions, GraphTensor targets) {
        require(
                Arrays.equals(predictions.shape(), targets.shape()),
                "squared error: expected targets of ",
                predictions.shape(),
                targets.shape());
        SDVariable squares = graph.math().square(predictions.node().sub(targets.node()));
        return new GraphTensor(graph.mean(squares, false, 0, 1), new int[0]);
    }

    private static int[] broadcast(String operation, GraphTensor left, GraphTensor right) {
        int[] a = left.shape();
        int[] b = right.shape();
        int[] shape = new int[Math.max(a.length, b.length)];
        for (int k = 1; k <= shape.length; k++) {
            int x = k > a.length ? 1 : a[a.length - k];
            int y = k > b.length ? 1 : b[b.length - k];
            require(x == y || x == 1 || y == 1, operation + ": expected a shape that fits ", a, b);
            shape[shape.length - k] = Math.max(x, y);
        }
        return shape;
    }

    private static void require(boolean holds, String expected, int[] first, int[] found) {
        if (!holds) {
            throw new IllegalArgumentException(expected + Arrays.toString(first) + ", got " + Arrays.toString(found));
        }
    }
}
