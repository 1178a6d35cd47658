package org.peftcheck.theory.adapter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * The slots of an adapter on one layer, each with its value in some reading.
 *
 * @param <M> what a matrix is in the reading
 */
public final class SlotValues<M> {

    private final String title;
    private final Dimensions dimensions;
    private final Map<String, M> values;

    private SlotValues(String title, Dimensions dimensions, Map<String, M> values) {
        this.title = title;
        this.dimensions = dimensions;
        this.values = values;
    }

    /**
     * Values whose shapes are checked against the slots.
     *
     * @param adapter the adapter
     * @param dimensions the dimensions of the layer and the rank
     * @param values a value for each slot of the adapter and for nothing else
     * @param shape the shape of a value
     * @param <M> what a matrix is in the reading
     * @return the checked values
     * @throws IllegalArgumentException naming the slot, if one is missing, not known or of another shape
     */
    public static <M> SlotValues<M> checked(
            WeightAdapter adapter, Dimensions dimensions, Map<String, M> values, Function<M, Shape> shape) {
        List<String> symbols = adapter.slots().stream().map(Slot::symbol).toList();
        for (String symbol : values.keySet()) {
            if (!symbols.contains(symbol)) {
                throw new IllegalArgumentException(
                        adapter.title() + ": expected slots " + String.join(", ", symbols) + ", got " + symbol);
            }
        }
        return drawn(adapter, dimensions, slot -> {
            M value = values.get(slot.symbol());
            if (value == null) {
                throw new IllegalArgumentException(
                        expectation(adapter, slot.symbol(), slot.shape(), dimensions) + "nothing");
            }
            requireShape(adapter, slot.symbol(), slot.shape(), dimensions, shape.apply(value));
            return value;
        });
    }

    /**
     * Values made slot by slot.
     *
     * @param adapter the adapter
     * @param dimensions the dimensions of the layer and the rank
     * @param value makes the value of a slot
     * @param <M> what a matrix is in the reading
     * @return the values
     */
    public static <M> SlotValues<M> drawn(WeightAdapter adapter, Dimensions dimensions, Function<Slot, M> value) {
        Map<String, M> values = new LinkedHashMap<>();
        adapter.slots().forEach(slot -> values.put(slot.symbol(), value.apply(slot)));
        return new SlotValues<>(adapter.title(), dimensions, values);
    }

    static void requireShape(WeightAdapter adapter, String symbol, Shape formal, Dimensions dimensions, Shape found) {
        if (!formal.at(dimensions.values()).equals(found)) {
            throw new IllegalArgumentException(expectation(adapter, symbol, formal, dimensions) + found);
        }
    }

    private static String expectation(WeightAdapter adapter, String symbol, Shape formal, Dimensions dimensions) {
        Shape actual = formal.at(dimensions.values());
        String number = actual.equals(formal) ? "" : " = " + actual;
        return adapter.title() + " " + symbol + ": expected " + formal + number + ", got ";
    }

    /**
     * The value of a slot.
     *
     * @param symbol the symbol of the slot
     * @return its value
     * @throws IllegalArgumentException if the adapter has no such slot
     */
    public M get(String symbol) {
        M value = values.get(symbol);
        if (value == null) {
            throw new IllegalArgumentException(
                    title + ": expected one of the slots " + String.join(", ", values.keySet()) + ", got " + symbol);
        }
        return value;
    }

    /**
     * The rank.
     *
     * @return the rank, a name or a number
     */
    public Polynomial rank() {
        return dimensions.rank();
    }
}
