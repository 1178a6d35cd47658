package org.peftcheck.theory.adapter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.theory.adapter.ContractInstance.RankCorner;
import org.peftcheck.theory.adapter.ContractInstance.WeightCorner;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * Draws instances for the contract: d_out ≠ d_in, α ≠ r, slots away from their initial values, and special ranks and weights as
 * often as plain ones.
 */
final class ContractInstances {

    private static final int LARGEST_SIDE = 6;

    private ContractInstances() {}

    /** An instance of a method, with settings drawn among all that it heeds. */
    static ContractInstance draw(AdapterMethod method, Random random) {
        return draw(configure(method, random), random);
    }

    /** An instance of an adapter, drawn again where the formula would divide by 0, which it may refuse. */
    static ContractInstance draw(WeightAdapter adapter, Random random) {
        ContractInstance instance = drawOnce(adapter, random);
        while (dividesByZero(instance)) {
            instance = drawOnce(adapter, random);
        }
        return instance;
    }

    private static boolean dividesByZero(ContractInstance instance) {
        if (!divides(instance.adapter())) {
            return false;
        }
        try {
            for (Map<String, RationalMatrix> values :
                    List.of(instance.slots(), instance.others(), instance.initial())) {
                instance.layer(values).weight();
            }
            instance.unmerged(new SurrogateAlgebra(), m -> m);
            return false;
        } catch (IllegalArgumentException e) {
            return e.getMessage().startsWith("quotient: expected divisors other than 0");
        }
    }

    private static boolean divides(WeightAdapter adapter) {
        return adapter instanceof DoRa || adapter.title().contains("DoRA");
    }

    private static ContractInstance drawOnce(WeightAdapter adapter, Random random) {
        int dOut = 1 + random.nextInt(LARGEST_SIDE);
        int other = 1 + random.nextInt(LARGEST_SIDE - 1);
        int dIn = other >= dOut ? other + 1 : other;
        int smaller = Math.min(dOut, dIn);
        RankCorner rankCorner = pick(List.of(RankCorner.values()), random);
        int rank = switch (rankCorner) {
            case ONE -> 1;
            case SMALLER_SIDE -> smaller;
            case BEYOND_SMALLER_SIDE -> smaller + 1;
            case BETWEEN -> 1 + random.nextInt(smaller);
        };
        WeightCorner weightCorner = pick(List.of(WeightCorner.values()), random);
        RationalMatrix w0 = weight(weightCorner, dOut, dIn, random);
        Dimensions dimensions = Dimensions.of(dOut, dIn, rank);
        boolean fullPrecision = weightCorner == WeightCorner.FULL_PRECISION;
        Map<String, RationalMatrix> slots = new LinkedHashMap<>();
        Map<String, RationalMatrix> others = new LinkedHashMap<>();
        Map<String, RationalMatrix> drawn = new LinkedHashMap<>();
        for (Slot slot : adapter.slots()) {
            Shape shape = slot.shape().at(dimensions.values());
            int rows = shape.rows().constantValue().intValueExact();
            int columns = shape.columns().constantValue().intValueExact();
            slots.put(slot.symbol(), awayFromZero(matrix(rows, columns, fullPrecision, random)));
            others.put(slot.symbol(), awayFromZero(matrix(rows, columns, fullPrecision, random)));
            drawn.put(
                    slot.symbol(),
                    slot.initialiser() instanceof Initialiser.Constant constant
                            ? RationalMatrix.of(rows, columns, (i, j) -> nearest(constant.value()))
                            : matrix(rows, columns, fullPrecision, random));
        }
        Map<String, RationalMatrix> initial = SlotValues.initial(
                        adapter, dimensions, new SurrogateAlgebra(), w0, slot -> drawn.get(slot.symbol()))
                .asMap();
        RationalMatrix x = matrix(dIn, 2, fullPrecision, random);
        return new ContractInstance(adapter, dOut, dIn, rank, rankCorner, weightCorner, w0, slots, others, initial, x);
    }

    static WeightAdapter configure(AdapterMethod method, Random random) {
        AdapterOptions options = AdapterOptions.DEFAULT;
        for (AdapterOptions.Option option : AdapterOptions.Option.values()) {
            if (method.heeded().contains(option)) {
                options = switch (option) {
                    case SCALING -> options.with(scaling(random));
                    case ACTIVATION -> options.with(activation(random));
                    case ORIENTATION -> options.with(pick(List.of(Orientation.values()), random));
                    case DEPTH -> options.withDepth(pick(List.of(2, 4, 6, 8), random));
                    case NORM_AXIS -> options.with(pick(List.of(NormAxis.values()), random));
                    case COEFFICIENTS -> options.withCoefficients(1 + random.nextInt(7));
                    case SEED -> options.withSeed(random.nextLong());
                };
            }
        }
        return method.configure(options);
    }

    /** α lies beyond every rank that is drawn, so that α/r is never 1. */
    private static Scaling scaling(Random random) {
        return pick(
                List.of(
                        Scaling.ONE,
                        Scaling.constant(new BigFraction(-1, 3)),
                        Scaling.constant(new BigFraction(1, 100)),
                        Scaling.constant(BigFraction.ZERO),
                        Scaling.alphaOverRank(new BigFraction(16)),
                        Scaling.alphaOverRootRank(new BigFraction(16)),
                        Scaling.alphaOverRank(new BigFraction(9 + random.nextInt(50), 7))),
                random);
    }

    private static Activation activation(Random random) {
        return pick(
                List.of(
                        Activation.RELU,
                        Activation.LEAKY_RELU,
                        new Activation.LeakyRelu(new BigFraction(1 + random.nextInt(8), 9)),
                        Activation.GELU,
                        Activation.TANH,
                        Activation.SILU,
                        Activation.SIN2PI,
                        Activation.TRIANGLE,
                        Activation.SIN_PLUS_COS),
                random);
    }

    static <T> T pick(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    static RationalMatrix weight(WeightCorner corner, int rows, int columns, Random random) {
        RationalMatrix plain = matrix(rows, columns, corner == WeightCorner.FULL_PRECISION, random);
        int row = random.nextInt(rows);
        return switch (corner) {
            case NOTHING, FULL_PRECISION -> plain;
            case ZERO_ROW -> RationalMatrix.of(rows, columns, (i, j) -> i == row ? BigFraction.ZERO : plain.get(i, j));
            case REPEATED_ROW -> RationalMatrix.of(rows, columns, (i, j) -> plain.get(i == row ? 0 : i, j));
            case RANK_DEFICIENT -> matrix(rows, 1, false, random).times(matrix(1, columns, false, random));
            case HUGE -> plain.scale(new BigFraction(0x1p40));
            case TINY -> plain.scale(new BigFraction(0x1p-40));
        };
    }

    /** Entries k/8 with small k, or doubles of 53 random bits: both are exactly doubles. */
    static RationalMatrix matrix(int rows, int columns, boolean fullPrecision, Random random) {
        return RationalMatrix.of(
                rows,
                columns,
                (i, j) -> fullPrecision
                        ? Interval.exactly(random.nextDouble() * 4 - 2)
                        : new BigFraction(random.nextInt(33) - 16, 8));
    }

    private static BigFraction nearest(BigFraction value) {
        return Interval.exactly(value.doubleValue());
    }

    private static RationalMatrix awayFromZero(RationalMatrix matrix) {
        return matrix.isZero() ? matrix.map(x -> BigFraction.ONE) : matrix;
    }
}
