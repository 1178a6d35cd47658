package org.peftcheck.numeric.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.theory.exact.ExactDouble;
import org.peftcheck.theory.exact.RationalMatrix;

/** Products with radii beside the exact products. */
class BallProductTest {

    private static double[][] matrix(int rows, int columns, Random random, int exponents) {
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            for (int j = 0; j < columns; j++) {
                int shift = exponents == 0 ? 0 : random.nextInt(2 * exponents + 1) - exponents;
                row[j] = random.nextInt(8) == 0 ? 0 : Math.scalb(random.nextGaussian(), shift);
            }
        }
        return matrix;
    }

    private static double[][] scaled(double[][] matrix, int exponent) {
        double[][] scaled = new double[matrix.length][];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = java.util.Arrays.stream(matrix[i])
                    .map(x -> Math.scalb(x, exponent))
                    .toArray();
        }
        return scaled;
    }

    private static void requireEncloses(BallMatrix ball, RationalMatrix exact) {
        assertEquals(exact.rows(), ball.rows());
        assertEquals(exact.columns(), ball.columns());
        for (int i = 0; i < exact.rows(); i++) {
            for (int j = 0; j < exact.columns(); j++) {
                BigFraction distance = ExactDouble.of(ball.mid()[i][j])
                        .subtract(exact.get(i, j))
                        .abs();
                assertTrue(
                        distance.compareTo(ExactDouble.of(ball.rad()[i][j])) <= 0,
                        "entry " + i + ", " + j + ": " + ball.mid()[i][j] + " +- " + ball.rad()[i][j]);
                assertTrue(ExactDouble.of(ball.lower(i, j)).compareTo(exact.get(i, j)) <= 0);
                assertTrue(ExactDouble.of(ball.upper(i, j)).compareTo(exact.get(i, j)) >= 0);
            }
        }
    }

    private static RationalMatrix exact(double[][] matrix) {
        return RationalMatrix.ofDoubles(matrix);
    }

    /** Scales: entries of x and of y, and how far the entries of each differ from one another. */
    @ParameterizedTest
    @CsvSource({
        "0,0,0",
        "40,0,0",
        "0,-500,0",
        "0,-500,-500",
        "0,-540,-530",
        "0,400,0",
        "0,400,400",
        "0,-1060,3",
        "200,-300,0"
    })
    void aProductIsEnclosed(int exponents, int left, int right) {
        Random random = new Random(31L * exponents + 7L * left + right);
        for (int n = 0; n < 60; n++) {
            double[][] x = scaled(matrix(4, 9, random, exponents), left);
            double[][] y = scaled(matrix(9, 3, random, exponents), right);
            requireEncloses(CompensatedProduct.of(x, y), exact(x).times(exact(y)));
            requireEncloses(BallMatrix.exact(x).times(y), exact(x).times(exact(y)));
        }
    }

    /** Four hundred products that are each rounded to zero. */
    @Test
    void manyUnderflowsAreBounded() {
        double[][] x = new double[1][400];
        double[][] y = new double[400][1];
        java.util.Arrays.fill(x[0], 0x1p-537);
        for (double[] row : y) {
            row[0] = 0x1.fp-539;
        }
        RationalMatrix product = exact(x).times(exact(y));
        assertEquals(0, CompensatedProduct.of(x, y).mid()[0][0]);
        requireEncloses(CompensatedProduct.of(x, y), product);
        requireEncloses(BallMatrix.exact(x).times(y), product);
    }

    @Test
    void cancellationLeavesASmallRadius() {
        Random random = new Random(3);
        for (int n = 0; n < 200; n++) {
            double[][] x = matrix(3, 8, random, 0);
            double[][] y = matrix(8, 3, random, 0);
            RationalMatrix product = exact(x).times(exact(y));
            double[][] subtrahend = product.toDoubles();
            BallMatrix difference = CompensatedProduct.minus(x, y, subtrahend);
            requireEncloses(difference, product.minus(exact(subtrahend)));
            assertTrue(difference.rad()[0][0] < 1e-28, "radius " + difference.rad()[0][0]);
        }
    }

    @Test
    void totalCancellationIsExact() {
        double[][] x = {{0x1p60, 1, -0x1p60}};
        double[][] y = {{1}, {0x1p-60}, {1}};
        BallMatrix product = CompensatedProduct.of(x, y);
        requireEncloses(product, exact(x).times(exact(y)));
        assertEquals(0x1p-60, product.mid()[0][0]);
    }

    @Test
    void radiiAreCarriedThroughBothProducts() {
        Random random = new Random(4);
        for (int n = 0; n < 200; n++) {
            double[][] mid = matrix(5, 4, random, 3);
            double[][] rad = new double[5][4];
            for (double[] row : rad) {
                for (int j = 0; j < 4; j++) {
                    row[j] = Math.scalb(random.nextDouble(), -random.nextInt(40));
                }
            }
            RationalMatrix corner = RationalMatrix.of(
                    5,
                    4,
                    (i, j) -> ExactDouble.of(mid[i][j])
                            .add(ExactDouble.of(random.nextBoolean() ? rad[i][j] : -rad[i][j])));
            BallMatrix ball = new BallMatrix(mid, rad);
            double[][] factor = matrix(4, 3, random, 3);
            double[][] left = matrix(5, 2, random, 3);
            requireEncloses(ball.times(factor), corner.times(exact(factor)));
            requireEncloses(
                    CompensatedProduct.transposedTimes(left, ball),
                    exact(left).transpose().times(corner));
        }
    }

    @Test
    void normsAreBoundedOnBothSides() {
        Random random = new Random(5);
        for (int n = 0; n < 300; n++) {
            double[][] x = scaled(matrix(3, 4, random, 20), new int[] {0, -500, -540, 400}[n % 4]);
            BigFraction squared = exact(x).squaredFrobeniusNorm();
            BallMatrix ball = BallMatrix.exact(x);
            assertTrue(ExactDouble.of(ball.frobeniusUpper()).pow(2).compareTo(squared) >= 0);
            assertTrue(ExactDouble.of(ball.frobeniusLower()).pow(2).compareTo(squared) <= 0);
            assertTrue(ExactDouble.of(Up.frobenius(x)).pow(2).compareTo(squared) >= 0);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-308, 1, 3, 1e10, 1e154})
    void upIsUpwards(double a) {
        for (double b : new double[] {0, Double.MIN_VALUE, 0.1, 7, 1e150}) {
            BigDecimal x = new BigDecimal(a);
            BigDecimal y = new BigDecimal(b);
            assertTrue(new BigDecimal(Up.add(a, b)).compareTo(x.add(y)) >= 0);
            assertTrue(new BigDecimal(Up.multiply(a, b)).compareTo(x.multiply(y)) >= 0);
            if (b > 0 && Double.isFinite(Up.divide(a, b))) {
                assertTrue(new BigDecimal(Up.divide(a, b)).multiply(y).compareTo(x) >= 0);
            }
            BigDecimal root = new BigDecimal(Up.sqrt(b));
            assertTrue(root.multiply(root).compareTo(y) >= 0);
        }
    }

    @Test
    void gammaIsAnUpperBound() {
        for (long n : new long[] {1, 2, 100, 1 << 20}) {
            BigFraction nu = new BigFraction(n).multiply(ExactDouble.of(Up.U));
            BigFraction gamma = nu.divide(BigFraction.ONE.subtract(nu));
            assertTrue(ExactDouble.of(Up.gamma(n)).compareTo(gamma) >= 0);
        }
    }

    @Test
    void anOverflowIsNeverAFiniteBound() {
        double[][] huge = {{1e300, -1e300}};
        double[][] factor = {{1e300}, {1e300}};
        assertFalse(Double.isFinite(CompensatedProduct.of(huge, factor).frobeniusUpper()));
        assertFalse(Double.isFinite(BallMatrix.exact(huge).times(factor).frobeniusUpper()));
        double[][] sum = {{Double.MAX_VALUE, Double.MAX_VALUE}};
        double[][] ones = {{1}, {1}};
        assertFalse(Double.isFinite(CompensatedProduct.of(sum, ones).frobeniusUpper()));
        assertFalse(Double.isFinite(BallMatrix.exact(new double[][] {{1e200}}).frobeniusUpper()));
    }
}
