package org.peftcheck.numeric.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CertifiedRankTest {

    private static List<IntegerColumn> columns(double[]... columns) {
        return Arrays.stream(columns).map(IntegerColumn::of).toList();
    }

    /** Columns that are products of random integer factors of an inner dimension. */
    private static List<IntegerColumn> product(int rows, int inner, int columns, Random random) {
        double[][] left = new double[inner][rows];
        for (double[] column : left) {
            Arrays.setAll(column, i -> random.nextInt(-50, 51));
        }
        List<IntegerColumn> product = new ArrayList<>();
        for (int j = 0; j < columns; j++) {
            double[] column = new double[rows];
            for (double[] factor : left) {
                int weight = random.nextInt(-50, 51);
                for (int i = 0; i < rows; i++) {
                    column[i] += weight * factor[i];
                }
            }
            product.add(IntegerColumn.of(column));
        }
        return product;
    }

    @Test
    void deficientRanksAreProved() {
        Random random = new Random(4);
        for (int inner = 1; inner < 8; inner++) {
            assertEquals(new CertifiedRank(inner, true), CertifiedRank.of(product(12, inner, 9, random)));
            assertEquals(new CertifiedRank(inner, true), CertifiedRank.of(product(9, inner, 14, random)));
        }
        assertEquals(new CertifiedRank(9, true), CertifiedRank.of(product(12, 9, 9, random)));
    }

    @Test
    void aDeterminantThatThePrimeDividesIsNotZero() {
        double prime = Integer.MAX_VALUE;
        List<IntegerColumn> columns = columns(new double[] {1, 1}, new double[] {1, prime + 1});
        assertEquals(1, ModularRank.of(columns, Integer.MAX_VALUE));
        assertEquals(new CertifiedRank(2, true), CertifiedRank.of(columns));
    }

    @Test
    void zeroAndSingleColumns() {
        assertEquals(new CertifiedRank(0, true), CertifiedRank.of(columns(new double[3], new double[3])));
        assertEquals(
                new CertifiedRank(1, true), CertifiedRank.of(columns(new double[] {0, Double.MIN_VALUE, 0x1p500})));
        assertEquals(new CertifiedRank(1, true), CertifiedRank.of(columns(new double[] {3}, new double[] {0})));
    }

    @Test
    void aPowerOfTwoApartIsDependentAndAUnitIsNot() {
        double[] one = {0.1, 0x1p-1074, 3e300};
        double[] half = {0.05, 0, 1.5e300};
        assertEquals(new CertifiedRank(2, true), CertifiedRank.of(columns(one, half)));
        double[] twice = {0.2, 0x1p-1073, 6e300};
        assertEquals(new CertifiedRank(1, true), CertifiedRank.of(columns(one, twice)));
        double[] next = {0.2, 0x1p-1073, Math.nextUp(6e300)};
        assertEquals(new CertifiedRank(2, true), CertifiedRank.of(columns(one, next)));
    }

    @Test
    void withoutTimeOnlyABoundIsClaimed() {
        List<IntegerColumn> deficient = product(12, 3, 9, new Random(1));
        assertEquals(new CertifiedRank(3, false), CertifiedRank.of(deficient, 100));
        assertEquals(new CertifiedRank(9, true), CertifiedRank.of(product(12, 9, 9, new Random(1)), 100));
    }

    @Test
    void theNextPrimes() {
        assertEquals(2147483629L, CertifiedRank.primeBelow(Integer.MAX_VALUE));
        assertEquals(2147483587L, CertifiedRank.primeBelow(2147483629L));
    }

    @Test
    void aLargeMatrixOfFullRank() {
        Random random = new Random(8);
        double[][] columns = new double[200][300];
        for (double[] column : columns) {
            Arrays.setAll(column, i -> (float) random.nextGaussian());
        }
        assertEquals(new CertifiedRank(200, true), CertifiedRank.of(columns(columns)));
        columns[3] = columns[7].clone();
        columns[3][5] *= 2;
        assertTrue(CertifiedRank.of(columns(columns)).exact());
    }
}
