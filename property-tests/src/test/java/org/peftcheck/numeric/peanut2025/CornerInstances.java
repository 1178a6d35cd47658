package org.peftcheck.numeric.peanut2025;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/** Exact instances whose weights, shapes, ranks and targets are mostly corner cases, each drawn by name. */
public final class CornerInstances {

    private CornerInstances() {}

    /** What is special about the shape of W0. */
    public enum ShapeKind {
        /** d_out = 3 d_in, where LoRA and 2r units have as many parameters. */
        THRICE,
        /** More rows than columns. */
        TALL,
        /** As many rows as columns. */
        SQUARE,
        /** More columns than rows. */
        WIDE,
        /** A single column. */
        COLUMN,
        /** A single row. */
        ROW
    }

    /** What is special about W0. */
    public enum WeightKind {
        /** Nothing. */
        GENERIC,
        /** A product of thinner factors. */
        RANK_DEFICIENT,
        /** A row of zeros. */
        ZERO_ROW,
        /** Two equal rows. */
        REPEATED_ROWS,
        /** Two opposite rows. */
        OPPOSITE_ROWS,
        /** Zero. */
        ZERO,
        /** A column of positive entries. */
        POSITIVE_COLUMN,
        /** A positive vector annihilates the columns, so that K = {0}. */
        TRIVIAL_CONE,
        /** Entries multiplied by powers of two from 2^-40 to 2^40. */
        MIXED_SCALES
    }

    /** What is special about the rank of the target. */
    public enum RankKind {
        /** r = 1. */
        ONE,
        /** r = min(d_out, d_in). */
        FULL,
        /** r = 2. */
        TWO
    }

    /** What is special about A and B. */
    public enum TargetKind {
        /** Nothing. */
        GENERIC,
        /** A column of A is zero. */
        ZERO_COLUMN,
        /** A is zero. */
        ZERO,
        /** A is negative in every entry. */
        NEGATIVE,
        /** B has a row of zeros. */
        ZERO_ROW_OF_B,
        /** Entries multiplied by powers of two from 2^-40 to 2^40. */
        MIXED_SCALES
    }

    /**
     * An instance with the names of its corner cases.
     *
     * @param shape of W0
     * @param weight of W0
     * @param rank of the target
     * @param target of A and B
     * @param instance the instance
     */
    public record Corner(ShapeKind shape, WeightKind weight, RankKind rank, TargetKind target, ExactInstance instance) {
        @Override
        public String toString() {
            return shape + " " + weight + " " + rank + " " + target + " " + instance;
        }
    }

    /** Instances in which every combination of corner cases is as likely as any other. */
    public static Arbitrary<Corner> all() {
        return Combinators.combine(
                        Arbitraries.of(ShapeKind.class),
                        Arbitraries.of(WeightKind.class),
                        Arbitraries.of(RankKind.class),
                        Arbitraries.of(TargetKind.class),
                        Arbitraries.randoms())
                .as(CornerInstances::corner);
    }

    /** An instance with the given corner cases, otherwise at random. */
    public static Corner corner(ShapeKind shape, WeightKind weight, RankKind rank, TargetKind target, Random random) {
        int dIn = columns(shape, random);
        int dOut = rows(shape, dIn, random);
        int r = switch (rank) {
            case ONE -> 1;
            case TWO -> 2;
            case FULL -> Math.min(dOut, dIn);
        };
        RationalMatrix w0 = weight(weight, dOut, dIn, random);
        return new Corner(shape, weight, rank, target, target(target, w0, r, random));
    }

    private static int columns(ShapeKind shape, Random random) {
        return switch (shape) {
            case THRICE -> 1 + random.nextInt(2);
            case COLUMN -> 1;
            case WIDE -> 3 + random.nextInt(2);
            default -> 2 + random.nextInt(2);
        };
    }

    private static int rows(ShapeKind shape, int dIn, Random random) {
        return switch (shape) {
            case THRICE -> 3 * dIn;
            case SQUARE -> dIn;
            case TALL, COLUMN -> dIn + 1 + random.nextInt(3);
            case WIDE -> 2;
            case ROW -> 1;
        };
    }

    private static RationalMatrix weight(WeightKind kind, int dOut, int dIn, Random random) {
        RationalMatrix generic = integers(dOut, dIn, 5, random);
        int first = random.nextInt(dOut);
        int second = (first + 1) % dOut;
        return switch (kind) {
            case GENERIC -> generic;
            case RANK_DEFICIENT -> {
                int rank = Math.max(1, Math.min(dOut, dIn) - 1);
                yield integers(dOut, rank, 3, random).times(integers(rank, dIn, 3, random));
            }
            case ZERO_ROW -> withRow(generic, first, first, BigFraction.ZERO);
            case REPEATED_ROWS -> withRow(generic, second, first, BigFraction.ONE);
            case OPPOSITE_ROWS -> withRow(generic, second, first, BigFraction.MINUS_ONE);
            case ZERO -> RationalMatrix.zero(dOut, dIn);
            case POSITIVE_COLUMN ->
                RationalMatrix.of(
                        dOut, dIn, (i, j) -> j == 0 ? generic.get(i, 0).abs().add(BigFraction.ONE) : generic.get(i, j));
            case TRIVIAL_CONE -> trivialCone(generic, random);
            case MIXED_SCALES -> mixed(generic, random);
        };
    }

    /** The last row becomes minus a positive combination of the others. */
    private static RationalMatrix trivialCone(RationalMatrix generic, Random random) {
        int last = generic.rows() - 1;
        int[] weights = random.ints(generic.rows(), 1, 4).toArray();
        return RationalMatrix.of(generic.rows(), generic.columns(), (i, j) -> {
            if (i < last) {
                return generic.get(i, j);
            }
            BigFraction sum = BigFraction.ZERO;
            for (int l = 0; l < last; l++) {
                sum = sum.subtract(generic.get(l, j).multiply(weights[l]));
            }
            return sum;
        });
    }

    private static ExactInstance target(TargetKind kind, RationalMatrix w0, int r, Random random) {
        RationalMatrix a = integers(w0.rows(), r, 6, random);
        RationalMatrix b = integers(r, w0.columns(), 6, random);
        int chosen = random.nextInt(r);
        return switch (kind) {
            case GENERIC -> new ExactInstance(w0, a, b);
            case ZERO_COLUMN ->
                new ExactInstance(
                        w0, RationalMatrix.of(a.rows(), r, (i, j) -> j == chosen ? BigFraction.ZERO : a.get(i, j)), b);
            case ZERO -> new ExactInstance(w0, RationalMatrix.zero(a.rows(), r), b);
            case NEGATIVE -> new ExactInstance(w0, a.map(x -> x.abs().negate().subtract(BigFraction.ONE)), b);
            case ZERO_ROW_OF_B -> new ExactInstance(w0, a, withRow(b, chosen, chosen, BigFraction.ZERO));
            case MIXED_SCALES -> new ExactInstance(w0, mixed(a, random), mixed(b, random));
        };
    }

    private static RationalMatrix withRow(RationalMatrix matrix, int row, int from, BigFraction factor) {
        return RationalMatrix.of(
                matrix.rows(),
                matrix.columns(),
                (i, j) -> i == row ? matrix.get(from, j).multiply(factor) : matrix.get(i, j));
    }

    private static RationalMatrix mixed(RationalMatrix matrix, Random random) {
        return matrix.map(x -> x.multiply(new BigFraction(Math.scalb(1.0, random.nextInt(81) - 40))));
    }

    /**
     * A matrix of integers.
     *
     * @param bound the greatest absolute value
     * @return entries uniform in [−bound, bound]
     */
    public static RationalMatrix integers(int rows, int columns, int bound, Random random) {
        return RationalMatrix.of(rows, columns, (i, j) -> new BigFraction(random.nextInt(2 * bound + 1) - bound));
    }
}
