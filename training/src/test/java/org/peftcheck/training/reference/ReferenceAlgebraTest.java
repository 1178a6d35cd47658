package org.peftcheck.training.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.model.FloatTensor;

class ReferenceAlgebraTest {

    private static final double CLOSE = 1e-15;
    private final ReferenceAlgebra algebra = new ReferenceAlgebra();
    private final ReferenceTensor twoByThree = tensor(shape(2, 3), 1, 2, 3, 4, 5, 6);

    private static int[] shape(int... dimensions) {
        return dimensions;
    }

    private static ReferenceTensor tensor(int[] shape, double... values) {
        return ReferenceTensor.of(shape, values);
    }

    private static ReferenceTensor vector(double... values) {
        return tensor(shape(values.length), values);
    }

    private static ReferenceTensor number(double value) {
        return tensor(shape(), value);
    }

    private static void refused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    @Test
    void reshapeKeepsTheOrder() {
        ReferenceTensor turned = algebra.reshape(twoByThree, 3, 1, 2);
        assertArrayEquals(shape(3, 1, 2), algebra.shape(turned));
        assertEquals(4, turned.at(1, 0, 1));
        refused("reshape: expected a shape of 6 entries, got [4, 2]", () -> algebra.reshape(twoByThree, 4, 2));
    }

    @Test
    void permuteMovesEachAxis() {
        assertEquals(tensor(shape(3, 2), 1, 4, 2, 5, 3, 6), algebra.permute(twoByThree, 1, 0));
        double[] values = new double[24];
        for (int k = 0; k < 24; k++) {
            values[k] = k;
        }
        ReferenceTensor cube = tensor(shape(2, 3, 4), values);
        ReferenceTensor turned = algebra.permute(cube, 2, 0, 1);
        assertArrayEquals(shape(4, 2, 3), algebra.shape(turned));
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 4; k++) {
                    assertEquals(cube.at(i, j, k), turned.at(k, i, j));
                }
            }
        }
        refused("permute: expected each of 2 axes once, from 0, got [0, 0]", () -> algebra.permute(twoByThree, 0, 0));
        refused("permute: expected each of 2 axes once, from 0, got [0]", () -> algebra.permute(twoByThree, 0));
    }

    @Test
    void sumsAndProductsAreBroadcast() {
        assertEquals(tensor(shape(2, 3), 11, 22, 33, 14, 25, 36), algebra.plus(twoByThree, vector(10, 20, 30)));
        assertEquals(
                tensor(shape(2, 3), 10, 20, 30, 80, 100, 120), algebra.times(tensor(shape(2, 1), 10, 20), twoByThree));
        assertEquals(tensor(shape(2, 3), 3, 4, 5, 6, 7, 8), algebra.plus(number(2), twoByThree));
        ReferenceTensor outer = algebra.times(tensor(shape(3, 1), 1, 2, 3), tensor(shape(1, 2), 5, 7));
        assertEquals(tensor(shape(3, 2), 5, 7, 10, 14, 15, 21), outer);
        ReferenceTensor deep = algebra.plus(tensor(shape(2, 1, 2), 1, 2, 3, 4), tensor(shape(2, 1), 10, 20));
        assertEquals(tensor(shape(2, 2, 2), 11, 12, 21, 22, 13, 14, 23, 24), deep);
        refused(
                "sum: expected dimensions that are equal or 1 beside [2, 3], got [2]",
                () -> algebra.plus(twoByThree, vector(1, 2)));
        refused(
                "entrywise product: expected dimensions that are equal or 1 beside [2, 3], got [3, 3]",
                () -> algebra.times(twoByThree, tensor(shape(3, 3), new double[9])));
    }

    @Test
    void scaleMultiplies() {
        assertEquals(tensor(shape(2, 3), -0.5, -1, -1.5, -2, -2.5, -3), algebra.scale(-0.5, twoByThree));
    }

    @Test
    void matmulIsAProductForEachLeadingIndex() {
        ReferenceTensor right = tensor(shape(3, 2), 1, 0, 2, 1, 0, -1);
        assertEquals(tensor(shape(2, 2), 5, -1, 14, -1), algebra.matmul(twoByThree, right));
        ReferenceTensor left = tensor(shape(2, 2, 1, 2), 1, 2, 3, 4, 5, 6, 7, 8);
        ReferenceTensor ones = tensor(shape(2, 2, 2, 1), 1, 1, 1, 2, 2, 1, 0, 1);
        assertEquals(tensor(shape(2, 2, 1, 1), 3, 11, 16, 8), algebra.matmul(left, ones));
        refused(
                "matrix product: expected a second operand … × k × n for a first … × m × k = [2, 3], got [2, 3]",
                () -> algebra.matmul(twoByThree, twoByThree));
        refused(
                "matrix product: expected a second operand … × k × n for a first … × m × k = [2, 2, 1, 2], got [2, 1]",
                () -> algebra.matmul(left, tensor(shape(2, 1), 1, 2)));
        refused(
                "matrix product: expected a second operand … × k × n for a first … × m × k = [2, 2, 1, 2], got"
                        + " [1, 2, 2, 1]",
                () -> algebra.matmul(left, tensor(shape(1, 2, 2, 1), 1, 2, 3, 4)));
    }

    @Test
    void linearMultipliesByTheTranspose() {
        ReferenceTensor weight = tensor(shape(2, 3), 1, 2, 0, 0, 1, -1);
        assertEquals(tensor(shape(2, 2), 5, -1, 14, -1), algebra.linear(twoByThree, weight));
        refused(
                "linear map: expected a weight d_out × d_in with d_in = 3, got [3, 2]",
                () -> algebra.linear(twoByThree, tensor(shape(3, 2), new double[6])));
        refused("linear map: expected rows n × d_in, got [3]", () -> algebra.linear(vector(1, 2, 3), weight));
    }

    @Test
    void activationsAreEntrywise() {
        assertEquals(vector(0, 0, 2), algebra.activate(Activation.RELU, vector(-1, 0, 2)));
        ReferenceTensor gelu = algebra.activate(Activation.GELU, vector(-1, 0, 1));
        assertArrayEquals(new double[] {-0.15865525393145707, 0, 0.8413447460685429}, gelu.values(), CLOSE);
    }

    @Test
    void softmaxAddsUpToOneAlongTheLastDimension() {
        ReferenceTensor logits = tensor(shape(2, 2), 0, Math.log(3), 1000, 1000 + Math.log(4));
        assertArrayEquals(
                new double[] {0.25, 0.75, 0.2, 0.8}, algebra.softmax(logits).values(), 1e-13);
        ReferenceTensor masked = algebra.softmax(vector(5, -1e9));
        assertEquals(vector(1, 0), masked);
    }

    @Test
    void layerNormTakesTheVarianceWithoutCorrection() {
        ReferenceTensor normal = algebra.layerNorm(tensor(shape(2, 2), 1, 3, 10, 10), vector(2, 4), vector(0.5, -1), 3);
        assertArrayEquals(
                new double[] {-0.5, 1, 0.5, -1}, normal.values(), CLOSE, "1, 3: mean 2, variance 1, deviation 2");
        refused(
                "layer norm gain: expected 2 numbers, got [1]",
                () -> algebra.layerNorm(vector(1, 2), vector(1), vector(1, 2), 1));
        refused(
                "layer norm bias: expected 2 numbers, got [3]",
                () -> algebra.layerNorm(vector(1, 2), vector(1, 2), vector(1, 2, 3), 1));
    }

    @Test
    void gatherTakesRows() {
        assertEquals(tensor(shape(3, 3), 4, 5, 6, 1, 2, 3, 4, 5, 6), algebra.gather(twoByThree, vector(1, 0, 1)));
        refused("gather: expected a whole number from 0 to 1, got 2.0", () -> algebra.gather(twoByThree, vector(2)));
        refused("gather: expected a whole number from 0 to 1, got 0.5", () -> algebra.gather(twoByThree, vector(0.5)));
        refused(
                "gather: expected a whole number from 0 to 1, got NaN",
                () -> algebra.gather(twoByThree, vector(Double.NaN)));
        refused("gather: expected a table m × d, got [2]", () -> algebra.gather(vector(1, 2), vector(0)));
    }

    @Test
    void crossEntropyIsTheMeanOverRows() {
        ReferenceTensor logits = tensor(shape(2, 2), 0, Math.log(3), 700, 700);
        ReferenceTensor loss = algebra.crossEntropy(logits, tensor(shape(2, 2), 1, 0, 0, 1));
        assertArrayEquals(shape(), loss.shape());
        assertEquals((Math.log(4) + Math.log(2)) / 2, loss.at(), 1e-12);
        refused(
                "cross-entropy labels: expected the shape [2, 2], got [2]",
                () -> algebra.crossEntropy(logits, vector(0, 1)));
        refused("cross-entropy: expected logits n × c, got [2]", () -> algebra.crossEntropy(vector(0, 1), vector(0)));
    }

    @Test
    void meanSquaredErrorIsTheMeanOverRows() {
        ReferenceTensor predictions = tensor(shape(2, 1), 1, 5);
        assertEquals(number(5), algebra.meanSquaredError(predictions, tensor(shape(2, 1), 2, 2)));
        refused(
                "squared error: expected predictions n × 1, got [2]",
                () -> algebra.meanSquaredError(vector(1, 5), vector(2, 2)));
        refused(
                "squared error targets: expected the shape [2, 1], got [2]",
                () -> algebra.meanSquaredError(predictions, vector(2, 2)));
    }

    @Test
    void aTensorKnowsItsEntries() {
        assertEquals(6, twoByThree.at(1, 2));
        refused("entry: expected an index within [2, 3], got [1, 3]", () -> twoByThree.at(1, 3));
        refused("entry: expected an index within [2, 3], got [1]", () -> twoByThree.at(1));
        refused("tensor: expected 6 values for shape [2, 3], got 1", () -> tensor(shape(2, 3), 1));
        assertEquals(vector(0.1f), ReferenceTensor.of(new FloatTensor(shape(1), new float[] {0.1f})));
        assertNotEquals(vector(0.1), ReferenceTensor.of(new FloatTensor(shape(1), new float[] {0.1f})));
        twoByThree.values()[0] = 7;
        twoByThree.shape()[0] = 7;
        assertEquals(1, twoByThree.at(0, 0));
        assertEquals("double[2, 3] [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]", twoByThree.toString());
    }

    @Test
    void rmsNormDividesByTheRootOfTheMeanSquare() {
        ReferenceTensor normed = algebra.rmsNorm(twoByThree, vector(1, 2, -1), 0.5);
        double first = Math.sqrt(14.0 / 3 + 0.5);
        double second = Math.sqrt(77.0 / 3 + 0.5);
        assertEquals(1 / first, normed.at(0, 0), CLOSE);
        assertEquals(4 / first, normed.at(0, 1), CLOSE);
        assertEquals(-6 / second, normed.at(1, 2), CLOSE);
        refused("RMS norm gain: expected 3 numbers, got [2]", () -> algebra.rmsNorm(twoByThree, vector(1, 1), 0));
    }

    @Test
    void logProbabilitiesAreThoseOfTheSoftmax() {
        ReferenceTensor logits = tensor(shape(2, 3), 1, 2, 3, 1000, 0, 1000);
        ReferenceTensor found = algebra.logProbability(logits, vector(0, 2));
        assertArrayEquals(shape(2, 1), algebra.shape(found));
        assertEquals(-Math.log(1 + Math.E + Math.E * Math.E), found.at(0, 0), CLOSE);
        assertEquals(-Math.log(2), found.at(1, 0), CLOSE);
        refused(
                "log-probability classes: expected the shape [2], got [1]",
                () -> algebra.logProbability(logits, vector(0)));
        refused(
                "log-probability: expected a whole number from 0 to 2, got 3.0",
                () -> algebra.logProbability(logits, vector(0, 3)));
        refused(
                "log-probability: expected logits n × c, got [2]",
                () -> algebra.logProbability(vector(1, 2), vector(0)));
    }
}
