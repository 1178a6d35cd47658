package org.peftcheck.theory.adapter;

import java.util.List;

/** A new method is one class ({@link BilinearAdapter}) and one line of a registry, and then meets the whole contract. */
class ToyAdapterContractProperties extends AdapterContract {

    private static final AdapterRegistry REGISTRY =
            AdapterRegistry.standard().with("bilinear", BilinearAdapter::of, AdapterOptions.Option.SCALING);

    @Override
    List<AdapterMethod> methods() {
        return List.of(REGISTRY.method("bilinear"));
    }
}
