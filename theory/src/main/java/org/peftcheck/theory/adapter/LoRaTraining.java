package org.peftcheck.theory.adapter;

import java.util.List;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;

/**
 * A method with LoRA's slots and formula that differs from LoRA by what a step of training does with them. All that is said of one
 * layer and its values is said by {@link #lora()}.
 */
public sealed interface LoRaTraining extends WeightAdapter permits DyLoRa, RoseLoRa {

    /** The formula. */
    LoRa lora();

    @Override
    default List<Slot> slots() {
        return lora().slots();
    }

    @Override
    default Polynomial statedCount() {
        return lora().statedCount();
    }

    @Override
    default boolean startsAtPretrained() {
        return lora().startsAtPretrained();
    }

    @Override
    default <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return lora().update(algebra, w0, slots);
    }
}
