package org.peftcheck.numeric.interchange;

import java.util.Optional;
import java.util.Set;

/**
 * What a configuration says beside the method.
 *
 * @param baseModel the name of the base model, where it has one
 * @param fanInFanOut whether base weights are stored d_in × d_out
 * @param initialisation how LoRA was initialised, where that has a name, as in {@code pissa}
 */
public record PeftOrigin(Optional<String> baseModel, boolean fanInFanOut, Optional<String> initialisation) {

    /** Nothing said. */
    public static final PeftOrigin NONE = new PeftOrigin(Optional.empty(), false, Optional.empty());

    private static final Set<String> HARMLESS = Set.of("gaussian", "eva", "orthogonal");

    /**
     * The initialisation, where it may have changed the base weights.
     *
     * @return its name, none where the base weights are as they were
     */
    Optional<String> changesBase() {
        return initialisation.filter(name -> !HARMLESS.contains(name));
    }
}
