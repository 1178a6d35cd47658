package org.peftcheck.training.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ExpressionsTest {

    private final Expressions expressions = new Expressions();

    private Node source(int... shape) {
        return expressions.source(new Indices(), shape);
    }

    private static void assertNumber(double value, Node node, int... shape) {
        assertTrue(node.isNumber(value), node::toString);
        assertArrayEquals(shape, node.shape());
    }

    private static void assertRefused(String message, Executable executable) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, executable).getMessage());
    }

    @Test
    void theSameOperationIsTheSameNode() {
        Node x = source(2, 3);
        Node y = source(3);
        assertNotSame(source(2, 3), source(2, 3));
        assertSame(expressions.add(x, y), expressions.add(y, x));
        assertSame(expressions.multiply(x, y), expressions.multiply(y, x));
        assertNotSame(expressions.subtract(x, y), expressions.subtract(y, x));
        assertSame(expressions.unary(Operation.TANH, x), expressions.unary(Operation.TANH, x));
        assertNotSame(expressions.scale(2, x), expressions.scale(3, x));
        assertNotSame(expressions.reshape(x, 6), expressions.reshape(x, 3, 2));
        assertNotSame(expressions.permute(source(2, 2), 1, 0), source(2, 2));
    }

    @Test
    void numbersAreFolded() {
        Node x = source(2, 3);
        Node two = expressions.number(2);
        assertNumber(5, expressions.add(two, expressions.number(3, 2, 1)), 2, 1);
        assertNumber(-1, expressions.subtract(two, expressions.number(3)));
        assertNumber(6, expressions.multiply(two, expressions.number(3, 4)), 4);
        assertNumber(0.5, expressions.divide(two, expressions.number(4)));
        assertNumber(2, expressions.expand(two, 3, 4), 3, 4);
        assertNumber(2, expressions.reshape(expressions.number(2, 6), 2, 3), 2, 3);
        assertNumber(2, expressions.permute(expressions.number(2, 2, 3), 1, 0), 3, 2);
        assertNumber(6, expressions.reduceRows(Operation.ROW_SUM, expressions.number(2, 4, 3)), 4, 1);
        assertNumber(2, expressions.reduceRows(Operation.ROW_MAX, expressions.number(2, 4, 3)), 4, 1);
        assertNumber(8, expressions.reduceTo(expressions.number(2, 4, 3), 3).orElseThrow(), 3);
        assertSame(Operation.SHIFT, expressions.add(x, two).operation());
        assertSame(Operation.SHIFT, expressions.subtract(x, two).operation());
        assertEquals(-2, expressions.subtract(x, two).number());
        assertSame(Operation.SCALE, expressions.multiply(two, x).operation());
        assertEquals(0.5, expressions.divide(x, two).number());
        assertSame(
                Operation.RECIPROCAL,
                expressions.divide(expressions.number(1), x).operation());
    }

    @Test
    void zerosAndOnesVanish() {
        Node x = source(2, 3);
        assertSame(x, expressions.add(expressions.number(0), x));
        assertSame(x, expressions.subtract(x, expressions.number(0, 3)));
        assertSame(x, expressions.multiply(x, expressions.number(1, 2, 1)));
        assertSame(x, expressions.divide(x, expressions.number(1)));
        assertNumber(0, expressions.multiply(x, expressions.number(0)), 2, 3);
        assertNumber(0, expressions.divide(expressions.number(0), x), 2, 3);
        assertNumber(0, expressions.matmul(x, expressions.number(0, 3, 4), false, false), 2, 4);
        assertNumber(0, expressions.matmul(expressions.number(0, 5, 2), x, false, false), 5, 3);
    }

    @Test
    void aNumberOfALargerShapeRepeatsTheOtherOperand() {
        Node x = source(3);
        Node sum = expressions.add(x, expressions.number(0, 2, 3));
        assertSame(Operation.COPY, sum.operation());
        assertArrayEquals(new int[] {2, 3}, sum.shape());
        assertArrayEquals(
                new int[] {2, 3},
                expressions.divide(expressions.number(2, 2, 3), x).shape());
    }

    @Test
    void multiplesOfMultiplesAreOne() {
        Node x = source(2, 3);
        assertEquals(6, expressions.scale(2, expressions.scale(3, x)).number());
        assertSame(x, expressions.scale(0.5, expressions.scale(2, x)));
        assertSame(x, expressions.scale(-1, expressions.scale(-1, x)));
    }

    @Test
    void whatIsRepeatedAnywayIsNotExpanded() {
        Node x = source(2, 1);
        Node y = source(2, 3);
        Node expanded = expressions.expand(x, 2, 3);
        assertEquals(List.of(x, y), expressions.subtract(expanded, y).operands());
        assertEquals(List.of(y, x), expressions.divide(y, expanded).operands());
        Node both = expressions.add(expanded, expressions.expand(source(1, 3), 2, 3));
        assertArrayEquals(new int[] {2, 3}, both.shape());
        both.operands().forEach(operand -> assertArrayEquals(new int[] {2, 3}, operand.shape()));
    }

    @Test
    void viewsOfViewsAreOne() {
        Node x = source(2, 3, 4);
        assertSame(x, expressions.reshape(expressions.reshape(x, 24), 2, 3, 4));
        assertEquals(
                List.of(x),
                expressions.reshape(expressions.reshape(x, 24), 6, 4).operands());
        assertSame(x, expressions.permute(expressions.permute(x, 2, 0, 1), 1, 2, 0));
        Node twice = expressions.permute(expressions.permute(x, 1, 0, 2), 2, 1, 0);
        assertArrayEquals(new int[] {4, 2, 3}, twice.shape());
        assertArrayEquals(new int[] {2, 0, 1}, twice.axes());
    }

    @Test
    void reductionsOfWidthOneVanish() {
        Node x = source(4, 1);
        assertSame(x, expressions.reduceRows(Operation.ROW_SUM, x));
        assertSame(x, expressions.reduceRows(Operation.ROW_MAX, x));
        Node one = source();
        assertSame(one, expressions.reduceRows(Operation.ROW_SUM, one));
    }

    @Test
    void sumsToTheShapesOfOperands() {
        Node x = source(2, 3, 4);
        assertSame(x, expressions.reduceTo(x, 2, 3, 4).orElseThrow());
        assertSame(
                Operation.ROW_SUM,
                expressions.reduceTo(x, 2, 3, 1).orElseThrow().operation());
        assertSame(
                Operation.COLUMN_SUM, expressions.reduceTo(x, 4).orElseThrow().operation());
        assertArrayEquals(
                new int[] {1, 1, 4},
                expressions.reduceTo(x, 1, 1, 4).orElseThrow().shape());
        assertArrayEquals(new int[0], expressions.reduceTo(x).orElseThrow().shape());
        assertTrue(expressions.reduceTo(x, 1, 3, 1).isEmpty());
        assertTrue(expressions.reduceTo(x, 3, 4).isEmpty());
        assertTrue(expressions.reduceTo(x, 4, 1).isEmpty());
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        Node x = source(2, 3);
        assertRefused("broadcast: expected a shape that fits [2, 3], got [2]", () -> expressions.add(x, source(2)));
        assertRefused("expand: expected a shape to which [2, 3] is broadcast, got [3]", () -> expressions.expand(x, 3));
        assertRefused("reshape: expected a shape of 6 entries, got [4]", () -> expressions.reshape(x, 4));
        assertRefused(
                "matmul: expected matrices that fit [2, 3], got [2, 3]", () -> expressions.matmul(x, x, false, false));
        assertRefused(
                "matmul: expected matrices that fit [2, 3] transposed, got [3, 2]",
                () -> expressions.matmul(x, source(3, 2), true, false));
        assertRefused(
                "matmul: expected matrices that fit [4, 2, 3], got [3, 2]",
                () -> expressions.matmul(source(4, 2, 3), source(3, 2), false, false));
        assertRefused(
                "matmul: expected matrices that fit [3], got [3]",
                () -> expressions.matmul(source(3), source(3), false, false));
        assertRefused(
                "gather: expected a table of rows, got shape [3]", () -> expressions.gather(source(3), source(2)));
        assertRefused(
                "scatter: expected rows of shape [5, 3] for a table of rows, got [2, 3] for [9, 3]",
                () -> expressions.scatter(x, source(5), 9, 3));
    }

    @Test
    void aSourceHasAsManyNumbersAsItsShape() {
        Storage storage = Storage.allocate(5);
        assertRefused("storage: expected 6 numbers for shape [2, 3], got 5", () -> expressions.source(storage, 2, 3));
        storage.release();
    }

    @Test
    void shapesThatNothingHoldsAreRefused() {
        Node column = source(60_000, 1);
        assertRefused(
                "expression: expected dimensions of at least 1 and fewer than 2147483648 entries, got MATMUL of shape"
                        + " [60000, 60000]",
                () -> expressions.matmul(column, column, false, true));
        assertRefused(
                "expression: expected dimensions of at least 1 and fewer than 2147483648 entries, got NUMBER of shape"
                        + " [2, 0]",
                () -> expressions.number(1, 2, 0));
    }
}
