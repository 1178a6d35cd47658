package org.peftcheck.training.method;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.InitialValues;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.model.FloatTensor;

/**
 * The slots of a method's layers before training. A layer's own slots follow from the seed and the layer's name; slots that layers have
 * in common, or that are made anew of the method's own seed, follow from their shape, and are one object for all layers of that shape. Layers may be
 * made by several threads: what they get does not depend on their order.
 */
final class InitialSlots {

    private final WeightAdapter adapter;
    private final int rank;
    private final long seed;
    private final Map<Map.Entry<String, Shape>, FloatTensor> common = new ConcurrentHashMap<>();

    InitialSlots(WeightAdapter adapter, int rank, long seed) {
        this.adapter = adapter;
        this.rank = rank;
        this.seed = seed;
    }

    /** The adapter on a weight. */
    AdaptedWeight on(String name, FloatTensor w0) {
        Dimensions dimensions = Dimensions.of(w0.shape()[0], w0.shape()[1], rank);
        Map<String, DenseMatrix> drawn =
                InitialValues.draw(adapter, dimensions, Matrices.inDoubles(w0), SeededRandom.of(seed, name));
        Map<String, FloatTensor> slots = new LinkedHashMap<>();
        for (Slot slot : adapter.slots()) {
            slots.put(
                    slot.symbol(),
                    switch (slot.sharing()) {
                        case PER_LAYER, IN_PLACE -> Matrices.rounded(drawn.get(slot.symbol()));
                        case SHARED ->
                            common(slot, slot.shape().at(dimensions.values()), () -> shared(slot, dimensions));
                        case RECOMPUTED -> common(slot, dimensions.weight(), () -> drawn.get(slot.symbol()));
                    });
        }
        return new AdaptedWeight(adapter, rank, slots);
    }

    /** One tensor for all layers of the same key: the shape of the slot, or that of the layer where the values follow from that. */
    private FloatTensor common(Slot slot, Shape shape, java.util.function.Supplier<DenseMatrix> value) {
        return common.computeIfAbsent(Map.entry(slot.symbol(), shape), any -> Matrices.rounded(value.get()));
    }

    private DenseMatrix shared(Slot slot, Dimensions dimensions) {
        String purpose = slot.symbol() + " " + slot.shape().at(dimensions.values());
        return InitialValues.draw(adapter, slot, dimensions.values(), SeededRandom.of(seed, purpose));
    }
}
