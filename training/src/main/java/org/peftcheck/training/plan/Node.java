package org.peftcheck.training.plan;

import java.util.Arrays;
import java.util.List;
import org.peftcheck.training.model.FloatTensor;

/** A node of an expression. Nodes are made by {@link Expressions}, operands first, so that their numbers are an order to compute in. */
public final class Node {

    /**
     * What tells one node from another.
     *
     * @param operation what it does
     * @param operands the numbers of its operands
     * @param shape its dimensions
     * @param number the factor or summand of {@code SCALE}, {@code SHIFT} and {@code NUMBER}
     * @param choices axes of a permutation, or 1 for each operand of a product that is transposed
     */
    record Key(
            Operation operation, List<Integer> operands, List<Integer> shape, double number, List<Integer> choices) {}

    private final int id;
    private final Key key;
    private final List<Node> operands;
    private final Source source;

    Node(int id, Key key, List<Node> operands, Source source) {
        this.id = id;
        this.key = key;
        this.operands = operands;
        this.source = source;
    }

    int id() {
        return id;
    }

    Operation operation() {
        return key.operation();
    }

    List<Node> operands() {
        return operands;
    }

    Node operand(int index) {
        return operands.get(index);
    }

    /** The dimensions. */
    public int[] shape() {
        return key.shape().stream().mapToInt(Integer::intValue).toArray();
    }

    /** The number of dimensions. */
    public int rank() {
        return key.shape().size();
    }

    /** A dimension; counted from the end when negative. */
    public int dimension(int axis) {
        return key.shape().get(axis < 0 ? rank() + axis : axis);
    }

    /** The last dimension, 1 for a single number. */
    public int width() {
        return rank() == 0 ? 1 : dimension(-1);
    }

    /** The number of entries. */
    public int count() {
        return FloatTensor.count(shape());
    }

    double number() {
        return key.number();
    }

    int[] axes() {
        return key.choices().stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether an operand of a product is transposed. */
    boolean transposes(int operand) {
        return key.choices().get(operand) == 1;
    }

    boolean isNumber() {
        return operation() == Operation.NUMBER;
    }

    boolean isNumber(double value) {
        return isNumber() && number() == value;
    }

    /** The numbers behind a source. */
    Source source() {
        return source;
    }

    @Override
    public String toString() {
        return "#" + id + " " + operation() + Arrays.toString(shape());
    }
}
