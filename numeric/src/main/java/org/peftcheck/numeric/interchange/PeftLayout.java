package org.peftcheck.numeric.interchange;

import java.util.List;
import org.peftcheck.theory.adapter.WeightAdapter;

/** A method as PEFT configures and stores it. */
public sealed interface PeftLayout permits LoRaLayout, VeRaLayout, FourierFtLayout, PeanutLayout {

    /** The name by which PEFT's configurations call the method, as in {@code LORA}. */
    String peftType();

    /**
     * The adapter of a module, with its scaling.
     *
     * @param module the path of the module in the model, as in {@code encoder.layer.0.attention.self.query}
     * @return the adapter
     */
    WeightAdapter adapter(String module);

    /**
     * The rank of a module.
     *
     * @param module the path of the module in the model
     * @return the rank, 1 for a method without one
     */
    int rank(String module);

    /** The tensors that each module has of its own. */
    List<StoredSlot> stored();

    /** The tensors that all modules may have in common, by their whole names. */
    default List<String> shared() {
        return List.of();
    }
}
