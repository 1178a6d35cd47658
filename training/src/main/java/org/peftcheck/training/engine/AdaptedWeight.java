package org.peftcheck.training.engine;

import java.util.Map;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.training.model.FloatTensor;

/**
 * A weight of the encoder with an adapter on it.
 *
 * @param adapter the method
 * @param rank r
 * @param slots the values of its slots, trained and frozen, by symbol; tensors that layers share are the same object
 */
public record AdaptedWeight(WeightAdapter adapter, int rank, Map<String, FloatTensor> slots) {

    /** Copies the map. */
    public AdaptedWeight {
        slots = Map.copyOf(slots);
    }

    /**
     * The name by which the tensor of a slot goes in a network.
     *
     * @param weight the name of the adapted weight
     * @param symbol the slot's symbol
     * @return such as {@code encoder.layer.0.attention.self.query.weight:Theta1}
     */
    public static String slotName(String weight, String symbol) {
        return weight + ":" + symbol;
    }
}
