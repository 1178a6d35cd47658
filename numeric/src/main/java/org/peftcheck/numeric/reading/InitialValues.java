package org.peftcheck.numeric.reading;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.peftcheck.theory.adapter.Initialiser;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.Shape;

/** The slots of an adapter as they are before training. */
public final class InitialValues {

    private InitialValues() {}

    /**
     * Draws the slots one after the other, row by row.
     *
     * @param adapter the adapter
     * @param dimensions the dimensions, as numbers
     * @param random the source of randomness
     * @return a value for each slot
     * @throws IllegalArgumentException if a slot takes its values from elsewhere
     */
    public static Map<String, DenseMatrix> draw(WeightAdapter adapter, Dimensions dimensions, RandomGenerator random) {
        Map<String, DenseMatrix> values = new LinkedHashMap<>();
        for (Slot slot : adapter.slots()) {
            double bound = bound(adapter, slot, dimensions);
            Shape shape = slot.shape().at(dimensions.values());
            int rows = shape.rows().constantValue().intValueExact();
            int columns = shape.columns().constantValue().intValueExact();
            values.put(
                    slot.symbol(),
                    DenseMatrix.of(rows, columns, (i, j) -> bound == 0 ? 0 : random.nextDouble(-bound, bound)));
        }
        return values;
    }

    private static double bound(WeightAdapter adapter, Slot slot, Dimensions dimensions) {
        if (slot.initialiser() instanceof Initialiser.Given given) {
            throw new IllegalArgumentException(adapter.title() + " " + slot.symbol()
                    + ": expected an initialiser that can be drawn, got values from " + given.from());
        }
        if (slot.initialiser() instanceof Initialiser.UniformFanIn uniform) {
            double fanIn = uniform.fanIn()
                    .substitute(dimensions.values())
                    .constantValue()
                    .doubleValue();
            return 1 / Math.sqrt(fanIn);
        }
        return 0;
    }
}
