package org.peftcheck.numeric.lattice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.exact.ExactRank;
import org.peftcheck.numeric.exact.ExactSolver;
import org.peftcheck.theory.exact.ExactDouble;
import org.peftcheck.theory.exact.RationalMatrix;

/** Laws of lattice reduction, looked at in exact arithmetic: what is in doubles is taken as the rational numbers that it is. */
class LatticeReductionProperties {

    /** Reduced in doubles with 0.99 and 0.501; seen exactly, the rounding shows in the last digits. */
    private static final BigFraction DELTA = new BigFraction(98999, 100000);

    private static final BigFraction ETA = new BigFraction(50101, 100000);

    /** An integer basis, as rows. */
    record Basis(long[][] rows) {

        double[][] doubles() {
            double[][] doubles = new double[rows.length][rows.length];
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < rows.length; j++) {
                    doubles[i][j] = rows[i][j];
                }
            }
            return doubles;
        }

        RationalMatrix exact() {
            return RationalMatrix.of(rows.length, rows.length, (i, j) -> new BigFraction(rows[i][j]));
        }

        boolean isIndependent() {
            return ExactRank.of(exact()) == rows.length;
        }
    }

    /** Random, skewed as a knapsack, on mixed scales, nearly dependent, or already reduced; 1 to 8 rows. */
    @Provide
    Arbitrary<Basis> bases() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 8);
        return Combinators.combine(
                        sizes,
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.longs().withoutEdgeCases())
                .as((size, kind, seed) -> basis(size, kind, new Random(seed)));
    }

    private static Basis basis(int size, int kind, Random random) {
        long[][] rows = new long[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                rows[i][j] = switch (kind) {
                    case 0 -> random.nextInt(201) - 100;
                    case 1 -> i == j ? 1 : j == size - 1 ? random.nextInt(1 << 24) : 0;
                    case 2 -> (long) (random.nextInt(7) - 3) << (random.nextInt(3) * 10);
                    case 3 -> (i == 0 ? 1 : rows[0][j]) + (i == j ? 1 : 0);
                    default -> i == j ? 1L << random.nextInt(20) : 0;
                };
            }
        }
        return new Basis(rows);
    }

    @Property(tries = 150, seed = "20261124")
    void theReducedBasisSpansTheSameLatticeAndIsReduced(@ForAll("bases") Basis basis) {
        if (!basis.isIndependent()) {
            return;
        }
        Reduced reduced = Reduced.of(basis);
        assertEquals(BigInteger.ONE, Reduced.determinant(reduced.multipliers()).abs(), "unimodular");
        assertEquals(
                Reduced.determinant(basis.exact()).abs(),
                Reduced.determinant(reduced.basis()).abs());
        assertTrue(reduced.largestMultiplierOfGramSchmidt().compareTo(ETA) <= 0, "size reduction");
        assertTrue(reduced.smallestLovaszRatio().compareTo(DELTA) >= 0, "Lovasz condition");
    }

    /** More rows than a window has, so that the windows' transformations have to fit together. */
    @Property(tries = 10, seed = "20261130")
    void severalWindowsReduceOneBasis(@ForAll Random random) {
        theReducedBasisSpansTheSameLatticeAndIsReduced(basis(36, 1, random));
    }

    @Property(tries = 150, seed = "20261125")
    void aReducedBasisStaysAsItIs(@ForAll("bases") Basis basis) {
        if (!basis.isIndependent()) {
            return;
        }
        double[][] once = Reduced.of(basis).basis().toDoubles();
        Optional<double[][]> change =
                BlockReduction.reduce(copy(GramSchmidt.of(once).lower()));
        assertTrue(change.isEmpty());
    }

    @Property(tries = 150, seed = "20261126")
    void whatNearestPlaneLeavesIsShort(@ForAll("bases") Basis basis, @ForAll Random random) {
        if (!basis.isIndependent()) {
            return;
        }
        Reduced reduced = Reduced.of(basis);
        int d = basis.rows().length;
        double[] target = random.doubles(d, -1e6, 1e6).toArray();
        double[] rest = target.clone();
        double[] integers = new NearestPlane(GramSchmidt.of(reduced.basis().toDoubles()))
                .reduce(rest)
                .clone();
        RationalMatrix combination = row(integers).times(reduced.basis());
        RationalMatrix exactRest = row(target).minus(combination);
        BigFraction allowed = reduced.squaredLengths().divide(4).multiply(new BigFraction(1_000_001, 1_000_000));
        assertTrue(exactRest.squaredFrobeniusNorm().compareTo(allowed) <= 0, "Babai's bound");
        for (int j = 0; j < d; j++) {
            assertEquals(exactRest.get(0, j).doubleValue(), rest[j], 1e-6, "what remains");
        }
    }

    @Property(tries = 200, seed = "20261127")
    void dependentRowsAreRefused(@ForAll Random random) {
        int d = 2 + random.nextInt(8);
        double[][] rows = basis(d, 0, random).doubles();
        rows[d - 1] = rows[random.nextInt(d - 1)].clone();
        if (random.nextBoolean()) {
            java.util.Arrays.fill(rows[random.nextInt(d)], 0);
        }
        GramSchmidtOutcome outcome = GramSchmidtOutcome.of(rows);
        assertTrue(
                outcome.refused() || outcome.smallest() < 1e-9,
                "a vector in the span of the others has no length of its own");
    }

    @Property(tries = 60, seed = "20261128")
    void aWrongTransformationIsSeen(@ForAll("bases") Basis basis, @ForAll Random random) {
        if (!basis.isIndependent() || basis.rows().length < 2) {
            return;
        }
        RationalMatrix good = Reduced.of(basis).multipliers();
        int i = random.nextInt(good.rows());
        RationalMatrix doubled = RationalMatrix.of(
                good.rows(), good.columns(), (a, b) -> a == i ? good.get(a, b).multiply(2) : good.get(a, b));
        assertEquals(BigInteger.TWO, Reduced.determinant(doubled).abs());
        RationalMatrix skewed = RationalMatrix.of(
                good.rows(),
                good.columns(),
                (a, b) -> a == i
                        ? good.get(a, b).add(good.get((i + 1) % good.rows(), b).multiply(2))
                        : good.get(a, b));
        Reduced wrong = new Reduced(skewed, skewed.times(basis.exact()));
        assertTrue(wrong.largestMultiplierOfGramSchmidt().compareTo(ETA) > 0
                || wrong.smallestLovaszRatio().compareTo(DELTA) < 0);
    }

    @Property(tries = 100, seed = "20261132")
    void hugeAndTinyScalesAreReducedAlike(@ForAll("bases") Basis basis, @ForAll Random random) {
        if (!basis.isIndependent()) {
            return;
        }
        int exponent = random.nextInt(801) - 400;
        double[][] scaled = basis.doubles();
        for (double[] row : scaled) {
            for (int j = 0; j < row.length; j++) {
                row[j] = Math.scalb(row[j], exponent);
            }
        }
        Optional<double[][]> plain =
                BlockReduction.reduce(GramSchmidt.of(basis.doubles()).lower());
        Optional<double[][]> other =
                BlockReduction.reduce(GramSchmidt.of(scaled).lower());
        assertEquals(plain.isPresent(), other.isPresent());
        for (int i = 0; plain.isPresent() && i < scaled.length; i++) {
            assertArrayEquals(plain.get()[i], other.get()[i]);
        }
    }

    @Property(tries = 100, seed = "20261131")
    void theIntegralReductionIsExact(@ForAll("bases") Basis basis) {
        if (!basis.isIndependent()) {
            return;
        }
        int d = basis.rows().length;
        BigInteger[][] vectors = new BigInteger[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                vectors[i][j] = BigInteger.valueOf(basis.rows()[i][j]);
            }
        }
        IntegralReduction.reduce(vectors);
        RationalMatrix reduced = RationalMatrix.of(d, d, (i, j) -> new BigFraction(vectors[i][j]));
        RationalMatrix multipliers = ExactSolver.solve(basis.exact().transpose(), reduced.transpose())
                .orElseThrow()
                .transpose();
        assertEquals(BigInteger.ONE, Reduced.determinant(multipliers).abs(), "unimodular");
        Reduced exact = new Reduced(multipliers, reduced);
        assertTrue(exact.largestMultiplierOfGramSchmidt().compareTo(BigFraction.ONE_HALF) <= 0, "size reduction");
        assertTrue(exact.smallestLovaszRatio().compareTo(new BigFraction(3, 4)) >= 0, "Lovasz condition");
    }

    @Property(tries = 50, seed = "20261129")
    void multipliersTooLargeForDoublesAreRefused(@ForAll Random random) {
        double[][] rows = {{1, 0}, {Math.scalb(1 + random.nextDouble(), 60), 1}};
        assertThrows(
                ArithmeticException.class,
                () -> BlockReduction.reduce(copy(GramSchmidt.of(rows).lower())));
    }

    /** Whether Gram–Schmidt refuses, or else the smallest length relative to the rows. */
    private record GramSchmidtOutcome(boolean refused, double smallest) {

        static GramSchmidtOutcome of(double[][] rows) {
            try {
                double[][] lower = GramSchmidt.of(rows).lower();
                double smallest = Double.MAX_VALUE;
                for (int i = 0; i < lower.length; i++) {
                    smallest = Math.min(smallest, lower[i][i]);
                }
                return new GramSchmidtOutcome(false, smallest);
            } catch (ArithmeticException e) {
                return new GramSchmidtOutcome(true, 0);
            }
        }
    }

    private static RationalMatrix row(double[] values) {
        return RationalMatrix.of(1, values.length, (i, j) -> ExactDouble.of(values[j]));
    }

    private static double[][] copy(double[][] rows) {
        List<double[]> copies = new ArrayList<>();
        for (double[] row : rows) {
            copies.add(row.clone());
        }
        return copies.toArray(double[][]::new);
    }

    /** A reduction carried out exactly: U and U B. */
    record Reduced(RationalMatrix multipliers, RationalMatrix basis) {

        static Reduced of(Basis basis) {
            RationalMatrix u = RationalMatrix.identity(basis.rows().length);
            RationalMatrix reduced = basis.exact();
            Optional<double[][]> change = BlockReduction.reduce(
                    copy(GramSchmidt.of(reduced.toDoubles()).lower()));
            while (change.isPresent()) {
                double[][] found = change.get();
                RationalMatrix step =
                        RationalMatrix.of(found.length, found.length, (i, j) -> ExactDouble.of(found[i][j]));
                u = step.times(u);
                reduced = step.times(reduced);
                change = BlockReduction.reduce(
                        copy(GramSchmidt.of(reduced.toDoubles()).lower()));
            }
            return new Reduced(u, reduced);
        }

        /** By elimination over the rationals; an integer for integer matrices. */
        static BigInteger determinant(RationalMatrix matrix) {
            int n = matrix.rows();
            BigFraction[][] a = new BigFraction[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    a[i][j] = matrix.get(i, j);
                }
            }
            BigFraction product = BigFraction.ONE;
            for (int c = 0; c < n; c++) {
                int pivot = c;
                while (pivot < n && a[pivot][c].signum() == 0) {
                    pivot++;
                }
                if (pivot == n) {
                    return BigInteger.ZERO;
                }
                BigFraction[] row = a[pivot];
                a[pivot] = a[c];
                a[c] = row;
                product = product.multiply(pivot == c ? row[c] : row[c].negate());
                for (int i = c + 1; i < n; i++) {
                    BigFraction factor = a[i][c].divide(row[c]);
                    for (int j = c; j < n; j++) {
                        a[i][j] = a[i][j].subtract(factor.multiply(row[j]));
                    }
                }
            }
            assertEquals(BigInteger.ONE, product.getDenominator());
            return product.getNumerator();
        }

        private RationalMatrix[] orthogonal() {
            int n = basis.rows();
            RationalMatrix[] orthogonal = new RationalMatrix[n];
            for (int i = 0; i < n; i++) {
                RationalMatrix own = basis.selectRows(List.of(i));
                orthogonal[i] = own;
                for (int j = 0; j < i; j++) {
                    orthogonal[i] = orthogonal[i].minus(orthogonal[j].scale(coefficient(own, orthogonal[j])));
                }
            }
            return orthogonal;
        }

        private static BigFraction coefficient(RationalMatrix row, RationalMatrix star) {
            return row.times(star.transpose()).get(0, 0).divide(star.squaredFrobeniusNorm());
        }

        BigFraction largestMultiplierOfGramSchmidt() {
            RationalMatrix[] star = orthogonal();
            BigFraction largest = BigFraction.ZERO;
            for (int i = 0; i < star.length; i++) {
                for (int j = 0; j < i; j++) {
                    BigFraction mu =
                            coefficient(basis.selectRows(List.of(i)), star[j]).abs();
                    largest = mu.compareTo(largest) > 0 ? mu : largest;
                }
            }
            return largest;
        }

        BigFraction smallestLovaszRatio() {
            RationalMatrix[] star = orthogonal();
            BigFraction smallest = BigFraction.ONE;
            for (int i = 1; i < star.length; i++) {
                BigFraction mu = coefficient(basis.selectRows(List.of(i)), star[i - 1]);
                BigFraction ratio = star[i].squaredFrobeniusNorm()
                        .divide(star[i - 1].squaredFrobeniusNorm())
                        .add(mu.multiply(mu));
                smallest = ratio.compareTo(smallest) < 0 ? ratio : smallest;
            }
            return smallest;
        }

        BigFraction squaredLengths() {
            BigFraction sum = BigFraction.ZERO;
            for (RationalMatrix star : orthogonal()) {
                sum = sum.add(star.squaredFrobeniusNorm());
            }
            return sum;
        }
    }
}
