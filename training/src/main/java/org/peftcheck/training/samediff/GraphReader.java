package org.peftcheck.training.samediff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ops.BaseReduceOp;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.peftcheck.training.plan.Expressions;
import org.peftcheck.training.plan.Node;
import org.peftcheck.training.plan.Operation;

/**
 * Reads the operations of a SameDiff graph, with those that SameDiff has added for the gradients, as expressions of a static plan.
 *
 * <p>An operation with several results, such as the two gradients of a product, becomes one expression for each, so that those that
 * nobody needs vanish. An operation that is not known here is an error only if its result is needed.
 */
final class GraphReader {

    private final Expressions expressions;
    private final Map<String, Node> nodes;
    private final Map<String, int[]> shapes = new HashMap<>();
    private final Map<String, String> unknown = new HashMap<>();
    private final GradientReader gradients;

    GraphReader(Expressions expressions, SameDiff graph, Map<String, Node> sources) {
        this.expressions = expressions;
        this.gradients = new GradientReader(expressions);
        this.nodes = new HashMap<>(sources);
        for (SDVariable variable : graph.variables()) {
            boolean own = variable.isConstant() || variable.getVariableType() == VariableType.VARIABLE;
            if (own && !nodes.containsKey(variable.name()) && variable.getArr().isScalar()) {
                nodes.put(variable.name(), expressions.number(variable.getArr().getDouble(0)));
            }
        }
        graph.getOps().values().forEach(this::read);
    }

    /**
     * The expression of a variable.
     *
     * @throws UnsupportedOperationException when it needs an operation that is not known here
     */
    Node node(String name) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new UnsupportedOperationException("static plan: expected operations that it knows, got "
                    + unknown.getOrDefault(name, "no variable " + name));
        }
        return node;
    }

    /** The gradient of a variable of the graph. */
    Node gradient(SameDiff graph, String name) {
        SDVariable gradient = graph.getVariable(name).getGradient();
        if (gradient == null) {
            throw new IllegalArgumentException(
                    "network: expected trained tensors that the loss depends on, got " + name + ", which is not used");
        }
        return node(gradient.name());
    }

    private void read(SameDiffOp operation) {
        DifferentialFunction function = operation.getOp();
        List<String> outputs = operation.getOutputsOfOp();
        List<String> inputs = operation.getInputsToOp();
        if (function.opName().equals("shape_of")) {
            Node of = nodes.get(inputs.get(0));
            if (of != null) {
                shapes.put(outputs.get(0), of.shape());
            }
            return;
        }
        List<Node> operands = new ArrayList<>();
        for (String input : inputs) {
            Node node = nodes.get(input);
            if (node == null && !shapes.containsKey(input)) {
                String reason = unknown.getOrDefault(input, function.opName() + " of " + input);
                outputs.forEach(output -> unknown.put(output, reason));
                return;
            }
            operands.add(node);
        }
        try {
            List<Node> results = results(function, inputs, operands);
            for (int k = 0; k < results.size(); k++) {
                if (results.get(k) == null) {
                    unknown.put(outputs.get(k), function.opName() + ": a sum over such dimensions");
                } else {
                    nodes.putIfAbsent(outputs.get(k), results.get(k));
                }
            }
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            outputs.forEach(output -> unknown.put(output, function.opName() + ": " + e.getMessage()));
        }
    }

    private List<Node> results(DifferentialFunction function, List<String> inputs, List<Node> operands) {
        String name = function.opName();
        if (name.endsWith("_bp")) {
            return gradients.results(name, (CustomOp) function, operands);
        }
        Node first = operands.get(0);
        return List.of(
                switch (name) {
                    case "add" -> expressions.add(first, operands.get(1));
                    case "subtract" -> expressions.subtract(first, operands.get(1));
                    case "multiply" -> expressions.multiply(first, operands.get(1));
                    case "divide" -> expressions.divide(first, operands.get(1));
                    case "mul_scalar" -> expressions.scale(scalar(function), first);
                    case "add_scalar" -> expressions.shift(scalar(function), first);
                    case "sub_scalar" -> expressions.shift(-scalar(function), first);
                    case "pow" -> power(first, scalar(function));
                    case "_powderivative" -> expressions.scale(scalar(function), power(first, scalar(function) - 1));
                    case "relu" -> expressions.unary(Operation.RELU, first);
                    case "leakyrelu" -> gradients.leaky(first, scalar(function));
                    case "neg" -> expressions.scale(-1, first);
                    case "identity", "stop_gradient" -> first;
                    case "zeroslike" -> expressions.number(0, first.shape());
                    case "ones_as" -> expressions.number(1, first.shape());
                    case "reshape" -> expressions.reshape(first, shape(function, inputs));
                    case "permute" -> expressions.permute(first, integers((CustomOp) function));
                    case "matmul" -> matmul((CustomOp) function, operands);
                    case "gather" -> expressions.gather(first, operands.get(1));
                    case "onehot" -> expressions.oneHot(first, integers((CustomOp) function)[1]);
                    case "softmax" -> expressions.softmax(first);
                    case "log_softmax" -> expressions.logSoftmax(first);
                    case "reduce_sum" -> reduced(first, (BaseReduceOp) function, false);
                    case "reduce_mean" -> reduced(first, (BaseReduceOp) function, true);
                    default -> expressions.unary(entrywise(name), first);
                });
    }

    private static Operation entrywise(String name) {
        return switch (name) {
            case "square" -> Operation.SQUARE;
            case "sqrt" -> Operation.SQRT;
            case "exp" -> Operation.EXP;
            case "erf" -> Operation.ERF;
            case "tanh" -> Operation.TANH;
            case "sigmoid" -> Operation.SIGMOID;
            case "abs" -> Operation.ABS;
            case "sign" -> Operation.SIGN;
            case "round" -> Operation.ROUND;
            case "sin" -> Operation.SIN;
            case "cos" -> Operation.COS;
            default -> throw new UnsupportedOperationException("no such operation here");
        };
    }

    private Node power(Node base, double exponent) {
        if (exponent == 1) {
            return base;
        }
        if (exponent == -0.5) {
            return expressions.unary(Operation.INVERSE_SQRT, base);
        }
        throw new UnsupportedOperationException("exponent " + exponent);
    }

    private Node matmul(CustomOp function, List<Node> operands) {
        int[] transposed = integers(function);
        if (transposed[2] != 0) {
            throw new UnsupportedOperationException("a transposed result");
        }
        return expressions.matmul(operands.get(0), operands.get(1), transposed[0] == 1, transposed[1] == 1);
    }

    private Node reduced(Node node, BaseReduceOp function, boolean mean) {
        int[] shape = node.shape();
        boolean[] gone = new boolean[shape.length];
        for (int axis : function.dimensions().toIntVector()) {
            int reduced = axis < 0 ? axis + shape.length : axis;
            shape[reduced] = 1;
            gone[reduced] = true;
        }
        Node sum = expressions
                .reduceTo(node, shape)
                .orElseThrow(() -> new UnsupportedOperationException("a sum over such dimensions"));
        Node result = mean ? expressions.scale((double) sum.count() / node.count(), sum) : sum;
        int[] kept = IntStream.range(0, shape.length)
                .filter(axis -> !gone[axis])
                .map(axis -> shape[axis])
                .toArray();
        return function.isKeepDims() ? result : expressions.reshape(result, kept);
    }

    private int[] shape(DifferentialFunction function, List<String> inputs) {
        if (inputs.size() > 1) {
            return shapes.get(inputs.get(1));
        }
        int[] arguments = integers((CustomOp) function);
        return Arrays.copyOfRange(arguments, 1, arguments.length);
    }

    private static int[] integers(CustomOp function) {
        return Arrays.stream(function.iArgs()).mapToInt(Math::toIntExact).toArray();
    }

    private static double scalar(DifferentialFunction function) {
        return ((ScalarOp) function).scalar().getDouble(0);
    }
}
