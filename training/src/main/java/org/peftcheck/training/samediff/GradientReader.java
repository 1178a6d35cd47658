package org.peftcheck.training.samediff;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ops.CustomOp;
import org.peftcheck.training.plan.Expressions;
import org.peftcheck.training.plan.Node;
import org.peftcheck.training.plan.Operation;

/** Reads SameDiff's operations for gradients, whose names end in {@code _bp}. The last operand is the gradient of the result. */
final class GradientReader {

    private final Expressions expressions;

    GradientReader(Expressions expressions) {
        this.expressions = expressions;
    }

    /** The gradient of each operand. */
    List<Node> results(String name, CustomOp function, List<Node> operands) {
        Node x = operands.get(0);
        Node gradient = operands.get(operands.size() - 1);
        return switch (name) {
            case "add_bp" -> broadcast(operands, gradient, gradient);
            case "subtract_bp" -> broadcast(operands, gradient, expressions.scale(-1, gradient));
            case "multiply_bp" ->
                broadcast(operands, expressions.multiply(gradient, operands.get(1)), expressions.multiply(gradient, x));
            case "divide_bp" -> divided(operands, gradient);
            case "matmul_bp" -> products(function, operands);
            case "reduce_sum_bp" -> List.of(spread(x, gradient, 1));
            case "reduce_mean_bp" -> List.of(spread(x, gradient, (double) gradient.count() / x.count()));
            case "softmax_bp" -> List.of(softmax(x, gradient));
            case "log_softmax_bp" -> List.of(logSoftmax(x, gradient));
            case "tanh_bp" -> List.of(tanh(x, gradient));
            case "sigmoid_bp" -> List.of(sigmoid(x, gradient));
            case "thresholdedrelu_bp", "relu_bp" ->
                List.of(expressions.multiply(gradient, expressions.unary(Operation.STEP, x)));
            case "lrelu_bp" -> List.of(expressions.multiply(gradient, leakySlope(x, function.tArgs()[0])));
            default -> throw new UnsupportedOperationException("no such gradient here");
        };
    }

    private List<Node> broadcast(List<Node> operands, Node left, Node right) {
        return Arrays.asList(reduced(left, operands.get(0)), reduced(right, operands.get(1)));
    }

    /** A gradient summed to the shape of its operand; none where that sum is not known here. */
    private Node reduced(Node gradient, Node operand) {
        return expressions.reduceTo(gradient, operand.shape()).orElse(null);
    }

    private List<Node> divided(List<Node> operands, Node gradient) {
        Node x = operands.get(0);
        Node y = operands.get(1);
        Node left = expressions.divide(gradient, y);
        Node right = expressions.scale(-1, expressions.divide(expressions.multiply(left, x), y));
        return broadcast(operands, left, right);
    }

    private List<Node> products(CustomOp function, List<Node> operands) {
        boolean left = function.iArgs()[0] == 1;
        boolean right = function.iArgs()[1] == 1;
        Node x = operands.get(0);
        Node y = operands.get(1);
        Node gradient = operands.get(2);
        return List.of(
                left ? expressions.matmul(y, gradient, right, true) : expressions.matmul(gradient, y, false, !right),
                right ? expressions.matmul(gradient, x, true, left) : expressions.matmul(x, gradient, !left, false));
    }

    /** Each entry's share of the gradient of a sum. */
    private Node spread(Node x, Node gradient, double factor) {
        Node scaled = expressions.scale(factor, gradient);
        if (gradient.count() != 1 && gradient.rank() != x.rank()) {
            int[] narrow = x.shape();
            narrow[narrow.length - 1] = 1;
            scaled = expressions.reshape(scaled, narrow);
        }
        return expressions.expand(scaled, x.shape());
    }

    private Node softmax(Node x, Node gradient) {
        Node shares = expressions.softmax(x);
        Node weighted = expressions.reduceRows(Operation.ROW_SUM, expressions.multiply(shares, gradient));
        return expressions.multiply(shares, expressions.subtract(gradient, weighted));
    }

    private Node logSoftmax(Node x, Node gradient) {
        Node total = expressions.reduceRows(Operation.ROW_SUM, gradient);
        return expressions.subtract(gradient, expressions.multiply(expressions.softmax(x), total));
    }

    private Node tanh(Node x, Node gradient) {
        Node square = expressions.unary(Operation.SQUARE, expressions.unary(Operation.TANH, x));
        return expressions.multiply(gradient, expressions.shift(1, expressions.scale(-1, square)));
    }

    private Node sigmoid(Node x, Node gradient) {
        Node value = expressions.unary(Operation.SIGMOID, x);
        Node slope = expressions.multiply(value, expressions.shift(1, expressions.scale(-1, value)));
        return expressions.multiply(gradient, slope);
    }

    /** s x + (1 − s) max(0, x). */
    Node leaky(Node x, double slope) {
        return expressions.add(
                expressions.scale(slope, x), expressions.scale(1 - slope, expressions.unary(Operation.RELU, x)));
    }

    private Node leakySlope(Node x, double slope) {
        return expressions.shift(slope, expressions.scale(1 - slope, expressions.unary(Operation.STEP, x)));
    }
}
