package org.peftcheck.training.engine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.peftcheck.theory.adapter.HiddenAdapter;
import org.peftcheck.theory.adapter.HiddenAdapter.Hook;
import org.peftcheck.theory.adapter.HiddenDimensions;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.StatesByRows;
import org.peftcheck.training.model.TensorAlgebra;

/**
 * Hidden states of a block with an adapter on them. It works on the states of all tokens, those of padding included, which no other
 * token sees.
 *
 * @param adapter the method
 * @param hook where in the block
 * @param block which block, from 0
 * @param dimensions the dimensions of the model with the bottleneck
 * @param slots the values of its slots by symbol
 */
public record AdaptedStates(
        HiddenAdapter adapter, Hook hook, int block, HiddenDimensions dimensions, Map<String, FloatTensor> slots) {

    /** Copies the map. */
    public AdaptedStates {
        slots = Map.copyOf(slots);
    }

    /**
     * The name of a place.
     *
     * @param hook where in a block
     * @param block which block, from 0
     * @return such as {@code block.0.after-attention}
     */
    public static String place(Hook hook, int block) {
        return "block." + block + "." + hook.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of its place. */
    public String place() {
        return place(hook, block);
    }

    /** The slots of the method at such a place, in their order. */
    public List<Slot> siteSlots() {
        return adapter.site(hook).slots();
    }

    /**
     * The name by which the tensor of a slot goes in a network.
     *
     * @param symbol the slot's symbol
     * @return such as {@code block.0.after-attention:W1}
     */
    public String slotName(String symbol) {
        return AdaptedWeight.slotName(place(), symbol);
    }

    /**
     * These states with other values.
     *
     * @param values the values of the slots by symbol
     * @return the adapter at the same place
     */
    public AdaptedStates with(Map<String, FloatTensor> values) {
        return new AdaptedStates(adapter, hook, block, dimensions, values);
    }

    /**
     * What becomes of the hidden states.
     *
     * @param algebra the reading
     * @param states n × d
     * @param tensor a tensor of the network by its name
     * @param <T> what a tensor is
     * @return n × d
     */
    public <T> T forward(TensorAlgebra<T> algebra, T states, Function<String, T> tensor) {
        return StatesByRows.forward(
                algebra, adapter, hook, dimensions.values(), states, symbol -> tensor.apply(slotName(symbol)));
    }
}
