package org.peftcheck.numeric.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.peanut2025.IndependentColumnDensityConstruction;
import org.peftcheck.numeric.peanut2025.IndependentRowsDensityConstruction;
import org.peftcheck.numeric.peanut2025.KroneckerPhases;
import org.peftcheck.numeric.peanut2025.OneParameterDensityConstruction;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.ExactReal;
import org.peftcheck.theory.exact.ExactRealMatrix;
import org.peftcheck.theory.exact.RationalMatrix;

/** Instances of Proposition B.1 and its relatives: weights of irrational numbers, with targets at random. */
final class KroneckerInstances {

    private static final BigFraction THOUSANDTH = new BigFraction(1, 1000);

    private KroneckerInstances() {}

    /** A weight d1×d2 with a rank r. */
    private record Size(String name, ExactRealMatrix w0, int rank, BigFraction epsilon) {}

    private static List<Size> sizes() {
        ExactRealMatrix roots = ExactRealMatrix.squareRootsOfPrimes(24, 3);
        ExactRealMatrix powers = ExactRealMatrix.powersOfRootOfTwo(7);
        return List.of(
                new Size("square roots 24x3, r 2", roots, 2, THOUSANDTH),
                new Size("square roots 5x8, r 4", ExactRealMatrix.squareRootsOfPrimes(5, 8), 4, THOUSANDTH),
                new Size("square roots 12x1, r 1", ExactRealMatrix.squareRootsOfPrimes(12, 1), 1, THOUSANDTH),
                new Size("powers of the 7th root of 2, 7x1, r 1", powers, 1, new BigFraction(1, 1_000_000)),
                new Size("one independent column of two, 6x2, r 2", mixed(), 2, THOUSANDTH),
                new Size("one by one", ExactRealMatrix.squareRootsOfPrimes(1, 1), 1, THOUSANDTH));
    }

    /** A first column of equal entries, a second of quadratic numbers a + b√c on very different scales. */
    private static ExactRealMatrix mixed() {
        long[] radicands = {2, 3, 5, 7, 11, 13};
        return ExactRealMatrix.of(
                6,
                2,
                (i, j) -> j == 0
                        ? ExactReal.of(BigFraction.ONE)
                        : ExactReal.sqrt(radicands[i])
                                .times(new BigFraction(1, 1L << (7 * i)))
                                .plus(ExactReal.of(new BigFraction(i, 3))));
    }

    static List<ClaimConstruction.Case> columns(long seed) {
        List<ClaimConstruction.Case> cases = new ArrayList<>();
        for (Size size : sizes()) {
            RationalMatrix a = target(seed, size.w0().rows(), size.rank());
            RationalMatrix b = target(seed + 1, size.rank(), size.w0().columns());
            cases.add(new ClaimConstruction.Case(
                    size.name(),
                    () -> new Drafting.Drafted(IndependentColumnDensityConstruction.sine(
                            size.w0(), a, b, size.epsilon(), seed, (stage, bits, error) -> {}))));
        }
        return cases;
    }

    static List<ClaimConstruction.Case> periodic(long seed) {
        List<ClaimConstruction.Case> cases = new ArrayList<>();
        for (Activation activation : List.of(Activation.SIN2PI, Activation.TRIANGLE, Activation.SIN_PLUS_COS)) {
            ExactRealMatrix w0 = ExactRealMatrix.squareRootsOfPrimes(10, 3);
            RationalMatrix a = target(seed, 10, 2);
            RationalMatrix b = target(seed + 1, 2, 3);
            cases.add(new ClaimConstruction.Case(
                    "square roots 10x3, r 2, " + activation.id(),
                    () -> new Drafting.Drafted(
                            IndependentColumnDensityConstruction.periodic(activation, w0, a, b, THOUSANDTH, seed))));
        }
        return cases;
    }

    static List<ClaimConstruction.Case> rows(long seed) {
        List<ClaimConstruction.Case> cases = new ArrayList<>();
        for (ExactRealMatrix w0 : List.of(
                ExactRealMatrix.squareRootsOfPrimes(30, 4), repeatedColumn(), ExactRealMatrix.of(fullRowRank()))) {
            RationalMatrix a = target(seed, w0.rows(), 2).map(x -> x.divide(4));
            cases.add(new ClaimConstruction.Case(w0.rows() + "x" + w0.columns() + ", r 2", () -> {
                KroneckerPhases phases = KroneckerPhases.search(
                        w0, a, Activation.SIN2PI, THOUSANDTH.doubleValue(), seed, (stage, bits, error) -> {});
                return new Drafting.Drafted(IndependentRowsDensityConstruction.entrywise(w0, a, phases, THOUSANDTH));
            }));
        }
        return cases;
    }

    /** Equal columns, in none of which the entries are independent: √2, √3 and their sum below them √5. */
    private static ExactRealMatrix repeatedColumn() {
        ExactReal two = ExactReal.sqrt(2);
        ExactReal three = ExactReal.sqrt(3);
        ExactReal[][] entries = {{two, two, three}, {three, three, two}, {two.plus(three), two.plus(three), two}};
        return ExactRealMatrix.of(3, 3, (i, j) -> entries[i][j]);
    }

    /** Rational numbers, where full row rank is what independence of the rows comes to. */
    private static RationalMatrix fullRowRank() {
        return RationalMatrix.of(3, 4, (i, j) -> new BigFraction(i == j ? 5 : i - j, 7));
    }

    static List<ClaimConstruction.Case> oneParameter(long seed) {
        List<ClaimConstruction.Case> cases = new ArrayList<>();
        for (int rank : new int[] {1, 2, 8}) {
            ExactRealMatrix w0 = ExactRealMatrix.squareRootsOfPrimes(8, 8);
            RationalMatrix a = target(seed, 8, rank);
            RationalMatrix b = target(seed + 1, rank, 8);
            cases.add(new ClaimConstruction.Case(
                    "square roots 8x8, r " + rank,
                    () -> new Drafting.Drafted(OneParameterDensityConstruction.sine(w0, a, b, THOUSANDTH, seed))));
        }
        return cases;
    }

    /** Numbers between −4 and 4 in steps of 1/64. */
    private static RationalMatrix target(long seed, int rows, int columns) {
        Random random = new Random(seed);
        return RationalMatrix.of(rows, columns, (i, j) -> new BigFraction(random.nextInt(513) - 256, 64));
    }
}
