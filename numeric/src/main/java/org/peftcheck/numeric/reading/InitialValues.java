package org.peftcheck.numeric.reading;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.peftcheck.theory.adapter.Adapter;
import org.peftcheck.theory.adapter.Initialiser;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.theory.adapter.SlotValues;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/** The slots of an adapter as they are before training. */
public final class InitialValues {

    private InitialValues() {}

    /**
     * Draws the slots one after the other, row by row, without a pre-trained weight.
     *
     * @param adapter the adapter
     * @param dimensions the dimensions, as numbers
     * @param random the source of randomness
     * @return a value for each slot
     * @throws IllegalArgumentException if a slot takes its values from the pre-trained weight or from elsewhere
     */
    public static Map<String, DenseMatrix> draw(WeightAdapter adapter, Dimensions dimensions, RandomGenerator random) {
        for (Slot slot : adapter.slots()) {
            if (slot.initialiser() instanceof Initialiser.Derived derived) {
                throw new IllegalArgumentException(expectation(adapter, slot) + derived.what());
            }
            if (slot.initialiser() instanceof Initialiser.SingularFactor) {
                throw new IllegalArgumentException(
                        expectation(adapter, slot) + "the singular value decomposition of the pre-trained weight");
            }
        }
        return values(adapter, dimensions, Optional.empty(), random);
    }

    /**
     * Draws the slots one after the other, row by row.
     *
     * @param adapter the adapter
     * @param dimensions the dimensions, as numbers
     * @param w0 the pre-trained weight, d_out × d_in
     * @param random the source of randomness
     * @return a value for each slot
     * @throws IllegalArgumentException if a slot takes its values from elsewhere, or the weight has not the shape or not enough
     *     singular values
     */
    public static Map<String, DenseMatrix> draw(
            WeightAdapter adapter, Dimensions dimensions, DenseMatrix w0, RandomGenerator random) {
        if (!w0.shape().equals(dimensions.weight())) {
            throw new IllegalArgumentException(
                    adapter.title() + " W0: expected " + dimensions.weight() + ", got " + w0.shape());
        }
        return values(adapter, dimensions, Optional.of(w0), random);
    }

    private static Map<String, DenseMatrix> values(
            WeightAdapter adapter, Dimensions dimensions, Optional<DenseMatrix> w0, RandomGenerator random) {
        Supplier<SingularFactors> decomposition = new Supplier<>() {
            private SingularFactors made;

            @Override
            public SingularFactors get() {
                made = made == null ? SingularFactors.of(w0.orElseThrow()) : made;
                return made;
            }
        };
        return SlotValues.initial(adapter, dimensions, new EjmlAlgebra(), w0.orElse(null), slot -> {
                    Shape shape = slot.shape().at(dimensions.values());
                    if (slot.initialiser() instanceof Initialiser.SingularFactor factor) {
                        return decomposition.get().factor(adapter, slot, factor, number(dimensions.rank()));
                    }
                    if (slot.initialiser() instanceof Initialiser.Fourier fourier) {
                        return FourierValues.of(fourier, shape, number(dimensions.dOut()), number(dimensions.dIn()));
                    }
                    return drawn(adapter, slot, shape, dimensions.values(), random);
                })
                .asMap();
    }

    /**
     * Draws a slot that depends on nothing else.
     *
     * @param adapter the adapter that the slot belongs to
     * @param slot the slot
     * @param dimensions numbers for its dimensions
     * @param random the source of randomness
     * @return its value
     * @throws IllegalArgumentException if the slot takes its values from elsewhere
     */
    public static DenseMatrix draw(
            Adapter adapter, Slot slot, Map<Dimension, Polynomial> dimensions, RandomGenerator random) {
        return drawn(adapter, slot, slot.shape().at(dimensions), dimensions, random);
    }

    private static DenseMatrix drawn(
            Adapter adapter, Slot slot, Shape shape, Map<Dimension, Polynomial> dimensions, RandomGenerator random) {
        int rows = number(shape.rows());
        int columns = number(shape.columns());
        DenseMatrix.Entry entry = entry(adapter, slot, dimensions, random);
        return slot.initialiser() instanceof Initialiser.OrthonormalRows
                ? OrthonormalRows.of(adapter, slot, DenseMatrix.of(rows, columns, entry))
                : DenseMatrix.of(rows, columns, entry);
    }

    private static DenseMatrix.Entry entry(
            Adapter adapter, Slot slot, Map<Dimension, Polynomial> dimensions, RandomGenerator random) {
        Initialiser initialiser = slot.initialiser();
        if (initialiser instanceof Initialiser.Constant constant) {
            double value = constant.value().doubleValue();
            return (i, j) -> value;
        }
        if (initialiser instanceof Initialiser.UniformFanIn uniform) {
            double fanIn = number(uniform.fanIn().substitute(dimensions));
            double bound = Math.sqrt(uniform.square() / fanIn);
            return (i, j) -> random.nextDouble(-bound, bound);
        }
        if (initialiser instanceof Initialiser.Normal normal) {
            double deviation = normal.deviation().doubleValue();
            return (i, j) -> deviation * random.nextGaussian();
        }
        if (initialiser instanceof Initialiser.TruncatedNormal normal) {
            double deviation = normal.deviation().doubleValue();
            return (i, j) -> deviation * withinTwo(random);
        }
        if (initialiser instanceof Initialiser.OrthonormalRows) {
            return (i, j) -> random.nextGaussian();
        }
        String from = initialiser instanceof Initialiser.Given given ? given.from() : "the layer";
        throw new IllegalArgumentException(expectation(adapter, slot) + from);
    }

    private static double withinTwo(RandomGenerator random) {
        double value = random.nextGaussian();
        while (Math.abs(value) > 2) {
            value = random.nextGaussian();
        }
        return value;
    }

    private static int number(Polynomial side) {
        return side.constantValue().intValueExact();
    }

    private static String expectation(Adapter adapter, Slot slot) {
        return adapter.title() + " " + slot.symbol() + ": expected an initialiser that can be drawn, got values from ";
    }
}
