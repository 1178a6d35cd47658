package org.peftcheck.training.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.peftcheck.training.model.FloatTensor;

/**
 * Makes expressions. The same operation on the same operands is the same node; what is known to be a number is folded, and products
 * with 0 vanish.
 */
public final class Expressions {

    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node.Key, Node> known = new HashMap<>();

    private Node make(Operation operation, int[] shape, double number, int[] choices, Node... operands) {
        List<Integer> ids = Arrays.stream(operands).map(Node::id).toList();
        Node.Key key = new Node.Key(operation, ids, list(shape), number, list(choices));
        return known.computeIfAbsent(key, k -> add(new Node(nodes.size(), k, List.of(operands), null)));
    }

    private Node add(Node node) {
        double count = Arrays.stream(node.shape()).asDoubleStream().reduce(1, (a, b) -> a * b);
        if (count > Integer.MAX_VALUE || Arrays.stream(node.shape()).anyMatch(dimension -> dimension < 1)) {
            throw new IllegalArgumentException("expression: expected dimensions of at least 1 and fewer than 2147483648"
                    + " entries, got " + node.operation() + " of shape " + Arrays.toString(node.shape()));
        }
        nodes.add(node);
        return node;
    }

    private static List<Integer> list(int[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private Node make(Operation operation, int[] shape, Node... operands) {
        return make(operation, shape, 0, new int[0], operands);
    }

    /**
     * Numbers that are there before the plan runs.
     *
     * @throws IllegalArgumentException when they are fewer than the shape says
     */
    public Node source(Source source, int... shape) {
        if (source instanceof Numbers numbers) {
            numbers.checkHolds(shape);
        }
        Node.Key key = new Node.Key(Operation.SOURCE, List.of(), list(shape), nodes.size(), List.of());
        return add(new Node(nodes.size(), key, List.of(), source));
    }

    /** A number, the same in every entry. */
    public Node number(double value, int... shape) {
        return make(Operation.NUMBER, shape, value, new int[0]);
    }

    /** The sum, with broadcasting. */
    public Node add(Node left, Node right) {
        int[] shape = broadcast(left, right);
        if (left.isNumber()) {
            return shift(left.number(), expand(right, shape));
        }
        return right.isNumber()
                ? shift(right.number(), expand(left, shape))
                : binary(Operation.ADD, first(left, right), second(left, right));
    }

    private static Node first(Node left, Node right) {
        return left.id() <= right.id() ? left : right;
    }

    private static Node second(Node left, Node right) {
        return left.id() <= right.id() ? right : left;
    }

    /** The difference, with broadcasting. */
    public Node subtract(Node left, Node right) {
        return left.isNumber() || right.isNumber()
                ? add(left, scale(-1, right))
                : binary(Operation.SUBTRACT, left, right);
    }

    /** The entrywise product, with broadcasting. */
    public Node multiply(Node left, Node right) {
        int[] shape = broadcast(left, right);
        if (left.isNumber()) {
            return scale(left.number(), expand(right, shape));
        }
        return right.isNumber()
                ? scale(right.number(), expand(left, shape))
                : binary(Operation.MULTIPLY, first(left, right), second(left, right));
    }

    /** The entrywise quotient, with broadcasting. */
    public Node divide(Node left, Node right) {
        if (right.isNumber()) {
            return scale(1 / right.number(), expand(left, broadcast(left, right)));
        }
        return left.isNumber()
                ? scale(left.number(), expand(unary(Operation.RECIPROCAL, right), broadcast(left, right)))
                : binary(Operation.DIVIDE, left, right);
    }

    /** The entries of a node repeated to a larger shape. */
    public Node expand(Node node, int... shape) {
        if (Arrays.equals(node.shape(), shape)) {
            return node;
        }
        boolean fits = IntStream.rangeClosed(1, node.rank())
                .allMatch(k ->
                        node.dimension(-k) == 1 || k <= shape.length && node.dimension(-k) == shape[shape.length - k]);
        if (!fits) {
            throw new IllegalArgumentException("expand: expected a shape to which " + Arrays.toString(node.shape())
                    + " is broadcast, got " + Arrays.toString(shape));
        }
        return node.isNumber() ? number(node.number(), shape) : make(Operation.COPY, shape, node);
    }

    /** An operand of an operation that repeats it anyway, where the other operand has the whole shape. */
    private static Node unexpanded(Node node, Node other) {
        boolean expanded = node.operation() == Operation.COPY && node.operand(0).count() < node.count();
        boolean covered = Arrays.equals(node.shape(), other.shape())
                && !(other.operation() == Operation.COPY && other.operand(0).count() < other.count());
        return expanded && covered ? node.operand(0) : node;
    }

    private Node binary(Operation operation, Node left, Node right) {
        return make(operation, broadcast(left, right), unexpanded(left, right), unexpanded(right, left));
    }

    /** The multiple by a number. */
    public Node scale(double factor, Node node) {
        if (factor == 1) {
            return node;
        }
        if (node.isNumber() || factor == 0) {
            return number(node.isNumber() ? factor * node.number() : 0, node.shape());
        }
        return node.operation() == Operation.SCALE
                ? scale(factor * node.number(), node.operand(0))
                : make(Operation.SCALE, node.shape(), factor, new int[0], node);
    }

    /** A number added to every entry. */
    public Node shift(double summand, Node node) {
        if (summand == 0) {
            return node;
        }
        return node.isNumber()
                ? number(summand + node.number(), node.shape())
                : make(Operation.SHIFT, node.shape(), summand, new int[0], node);
    }

    /** An entrywise operation on one operand. */
    public Node unary(Operation operation, Node node) {
        if (operation == Operation.ERF) {
            return make(operation, node.shape(), node, unary(Operation.EXP, scale(-1, multiply(node, node))));
        }
        return make(operation, node.shape(), node);
    }

    /** A reduction along the last dimension, which becomes 1. */
    public Node reduceRows(Operation operation, Node node) {
        if (node.rank() == 0) {
            return node;
        }
        int[] shape = node.shape();
        shape[shape.length - 1] = 1;
        if (node.isNumber()) {
            return number(operation == Operation.ROW_SUM ? node.number() * node.width() : node.number(), shape);
        }
        return node.width() == 1 ? node : make(operation, shape, node);
    }

    /** The rows of a table that indices name. */
    public Node gather(Node table, Node indices) {
        if (table.rank() != 2) {
            throw new IllegalArgumentException(
                    "gather: expected a table of rows, got shape " + Arrays.toString(table.shape()));
        }
        return make(Operation.GATHER, new int[] {indices.count(), table.dimension(1)}, table, indices);
    }

    /** Rows of zeros with a one each at the place that indices name. */
    public Node oneHot(Node indices, int width) {
        return make(Operation.ONE_HOT, new int[] {indices.count(), width}, indices);
    }

    /** A table of zeros with rows added where indices say. */
    public Node scatter(Node rows, Node indices, int... shape) {
        int[] expected = {indices.count(), shape[shape.length - 1]};
        if (shape.length != 2 || !Arrays.equals(rows.shape(), expected)) {
            throw new IllegalArgumentException("scatter: expected rows of shape " + Arrays.toString(expected)
                    + " for a table of rows, got " + Arrays.toString(rows.shape()) + " for " + Arrays.toString(shape));
        }
        return make(Operation.SCATTER, shape, rows, indices);
    }

    /** exp(x) / Σ exp(x) along the last dimension. */
    public Node softmax(Node node) {
        Node exponentials = unary(Operation.EXP, subtract(node, reduceRows(Operation.ROW_MAX, node)));
        return divide(exponentials, reduceRows(Operation.ROW_SUM, exponentials));
    }

    /** The logarithm of the softmax. */
    public Node logSoftmax(Node node) {
        Node shifted = subtract(node, reduceRows(Operation.ROW_MAX, node));
        Node sums = reduceRows(Operation.ROW_SUM, unary(Operation.EXP, shifted));
        return subtract(shifted, unary(Operation.LOG, sums));
    }

    /** The sum of what was broadcast to a larger shape, so that it has the given one; none where this knows no such sum. */
    public Optional<Node> reduceTo(Node node, int... shape) {
        int count = FloatTensor.count(shape);
        if (node.isNumber()) {
            return Optional.of(number(node.number() * node.count() / count, shape));
        }
        if (count == node.count()) {
            return Optional.of(reshape(node, shape));
        }
        if (count == 1) {
            return Optional.of(reshape(reduceRows(Operation.ROW_SUM, reshape(node, node.count())), shape));
        }
        int[] rows = node.shape();
        rows[rows.length - 1] = 1;
        if (Arrays.equals(rows, shape)) {
            return Optional.of(reduceRows(Operation.ROW_SUM, node));
        }
        return count == node.width() && shape[shape.length - 1] == count
                ? Optional.of(reshape(make(Operation.COLUMN_SUM, new int[] {count}, node), shape))
                : Optional.empty();
    }

    /** The product of matrices, either operand transposed or not. */
    public Node matmul(Node left, Node right, boolean transposeLeft, boolean transposeRight) {
        checkMatrices(left, right, transposeLeft, transposeRight);
        int n = left.rank();
        int[] shape = left.shape();
        shape[n - 2] = left.dimension(transposeLeft ? -1 : -2);
        shape[n - 1] = right.dimension(transposeRight ? -2 : -1);
        if (left.isNumber(0) || right.isNumber(0)) {
            return number(0, shape);
        }
        int[] choices = {transposeLeft ? 1 : 0, transposeRight ? 1 : 0};
        return make(Operation.MATMUL, shape, 0, choices, left, right);
    }

    private static void checkMatrices(Node left, Node right, boolean transposeLeft, boolean transposeRight) {
        int n = left.rank();
        boolean fit = n >= 2
                && n == right.rank()
                && Arrays.equals(left.shape(), 0, n - 2, right.shape(), 0, n - 2)
                && left.dimension(transposeLeft ? -2 : -1) == right.dimension(transposeRight ? -1 : -2);
        if (!fit) {
            throw new IllegalArgumentException("matmul: expected matrices that fit "
                    + Arrays.toString(left.shape()) + (transposeLeft ? " transposed" : "")
                    + ", got " + Arrays.toString(right.shape()) + (transposeRight ? " transposed" : ""));
        }
    }

    /** The same entries under other dimensions. */
    public Node reshape(Node node, int... shape) {
        if (FloatTensor.count(shape) != node.count()) {
            throw new IllegalArgumentException(
                    "reshape: expected a shape of " + node.count() + " entries, got " + Arrays.toString(shape));
        }
        if (Arrays.equals(node.shape(), shape)) {
            return node;
        }
        if (node.isNumber()) {
            return number(node.number(), shape);
        }
        Node from = node.operation() == Operation.RESHAPE ? node.operand(0) : node;
        return Arrays.equals(from.shape(), shape) ? from : make(Operation.RESHAPE, shape, from);
    }

    /** The dimensions in another order. */
    public Node permute(Node node, int... axes) {
        int[] shape = Arrays.stream(axes).map(node::dimension).toArray();
        if (node.isNumber()) {
            return number(node.number(), shape);
        }
        if (node.operation() == Operation.PERMUTE) {
            int[] inner = node.axes();
            return permute(
                    node.operand(0),
                    Arrays.stream(axes).map(axis -> inner[axis]).toArray());
        }
        boolean same = IntStream.range(0, axes.length).allMatch(k -> axes[k] == k);
        return same ? node : make(Operation.PERMUTE, shape, 0, axes, node);
    }

    private static int[] broadcast(Node left, Node right) {
        int[] shape = new int[Math.max(left.rank(), right.rank())];
        for (int k = 1; k <= shape.length; k++) {
            int a = k > left.rank() ? 1 : left.dimension(-k);
            int b = k > right.rank() ? 1 : right.dimension(-k);
            if (a != b && a != 1 && b != 1) {
                throw new IllegalArgumentException("broadcast: expected a shape that fits "
                        + Arrays.toString(left.shape()) + ", got " + Arrays.toString(right.shape()));
            }
            shape[shape.length - k] = Math.max(a, b);
        }
        return shape;
    }
}
