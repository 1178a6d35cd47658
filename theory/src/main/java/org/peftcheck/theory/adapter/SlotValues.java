package org.peftcheck.theory.adapter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * The slots of an adapter on one layer, each with its value in some reading.
 *
 * @param <M> what a matrix is in the reading
 */
public final class SlotValues<M> {

    private final String title;
    private final Map<Dimension, Polynomial> dimensions;
    private final Map<String, M> values;

    private SlotValues(String title, Map<Dimension, Polynomial> dimensions, Map<String, M> values) {
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
        return checked(adapter, adapter.slots(), dimensions.values(), values, shape);
    }

    /**
     * Values whose shapes are checked against some slots.
     *
     * @param adapter the adapter that the slots belong to
     * @param slots the slots
     * @param dimensions what to put in for the dimensions
     * @param values a value for each slot and for nothing else
     * @param shape the shape of a value
     * @param <M> what a matrix is in the reading
     * @return the checked values
     * @throws IllegalArgumentException naming the slot, if one is missing, not known or of another shape
     */
    public static <M> SlotValues<M> checked(
            Adapter adapter,
            List<Slot> slots,
            Map<Dimension, Polynomial> dimensions,
            Map<String, M> values,
            Function<M, Shape> shape) {
        List<String> symbols = slots.stream().map(Slot::symbol).toList();
        for (String symbol : values.keySet()) {
            if (!symbols.contains(symbol)) {
                throw new IllegalArgumentException(
                        adapter.title() + ": expected slots " + String.join(", ", symbols) + ", got " + symbol);
            }
        }
        return drawn(adapter, slots, dimensions, slot -> {
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
        return drawn(adapter, adapter.slots(), dimensions.values(), value);
    }

    /**
     * Values made slot by slot.
     *
     * @param adapter the adapter that the slots belong to
     * @param slots the slots
     * @param dimensions what to put in for the dimensions
     * @param value makes the value of a slot
     * @param <M> what a matrix is in the reading
     * @return the values
     */
    public static <M> SlotValues<M> drawn(
            Adapter adapter, List<Slot> slots, Map<Dimension, Polynomial> dimensions, Function<Slot, M> value) {
        Map<String, M> values = new LinkedHashMap<>();
        slots.forEach(slot -> values.put(slot.symbol(), value.apply(slot)));
        return new SlotValues<>(adapter.title(), dimensions, values);
    }

    /**
     * Values as they are before training: what the pre-trained weight and earlier slots determine is computed, everything else drawn.
     *
     * @param adapter the adapter
     * @param dimensions the dimensions of the layer and the rank
     * @param algebra the reading in which is computed
     * @param w0 the pre-trained weight, d_out × d_in
     * @param drawn makes the value of a slot that is not {@link Initialiser.Derived}
     * @param <M> what a matrix is in the reading
     * @return the values
     */
    public static <M> SlotValues<M> initial(
            WeightAdapter adapter, Dimensions dimensions, MatrixAlgebra<M> algebra, M w0, Function<Slot, M> drawn) {
        Map<String, M> values = new LinkedHashMap<>();
        SlotValues<M> before = new SlotValues<>(adapter.title(), dimensions.values(), values);
        for (Slot slot : adapter.slots()) {
            M value = slot.initialiser() instanceof Initialiser.Derived derived
                    ? derived.formula().value(algebra, w0, before)
                    : drawn.apply(slot);
            values.put(slot.symbol(), value);
        }
        return before;
    }

    static void requireShape(
            Adapter adapter, String symbol, Shape formal, Map<Dimension, Polynomial> dimensions, Shape found) {
        if (!formal.at(dimensions).equals(found)) {
            throw new IllegalArgumentException(expectation(adapter, symbol, formal, dimensions) + found);
        }
    }

    private static String expectation(
            Adapter adapter, String symbol, Shape formal, Map<Dimension, Polynomial> dimensions) {
        Shape actual = formal.at(dimensions);
        String number = actual.equals(formal) ? "" : " = " + actual;
        return adapter.title() + " " + symbol + ": expected " + formal + number + ", got ";
    }

    /**
     * The values by the symbols of their slots, in the order of the slots.
     *
     * @return the values
     */
    public Map<String, M> asMap() {
        return Collections.unmodifiableMap(values);
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
        return dimension(Dimension.RANK);
    }

    /**
     * A dimension of the layer.
     *
     * @param dimension which
     * @return its name or number
     */
    public Polynomial dimension(Dimension dimension) {
        return dimensions.getOrDefault(dimension, Polynomial.of(dimension));
    }
}
