package org.peftcheck.theory.adapter;

import java.util.List;
import java.util.stream.Collectors;
import org.peftcheck.theory.algebra.Activation;

/** The methods on hidden states that the toolkit knows, a line each. */
public final class HiddenRegistry {

    private static final List<HiddenAdapter> STANDARD = List.of(
            new Houlsby(Activation.GELU),
            new AdapterFnn(Activation.RELU),
            new BitFit(),
            new Red(),
            new LoReft(),
            new DiReft(),
            new LinearProbing());

    private HiddenRegistry() {}

    /**
     * All methods.
     *
     * @return the methods, with the activations that the released implementations use
     */
    public static List<HiddenAdapter> methods() {
        return STANDARD;
    }

    /**
     * The method with an id.
     *
     * @param id the id
     * @return the method
     * @throws IllegalArgumentException if there is none
     */
    public static HiddenAdapter method(String id) {
        return STANDARD.stream()
                .filter(m -> m.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("method on hidden states: expected one of "
                        + STANDARD.stream().map(HiddenAdapter::id).collect(Collectors.joining(", ")) + ", got " + id));
    }
}
