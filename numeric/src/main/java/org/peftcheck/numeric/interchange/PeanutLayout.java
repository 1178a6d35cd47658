package org.peftcheck.numeric.interchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Activation;

/**
 * PEANuT in the orientation of PEFT, {@link Orientation#TRANSPOSED}: Δ = s f(W0ᵀ)ᵀ. Each tensor is the weight of a linear map and so
 * the transposed slot: {@code peanut_A.weight} (r × d_out) is Θ1ᵀ, {@code peanut_B.weight} (d_out × r) is Θ2ᵀ.
 *
 * @param rank the hidden width r
 * @param blocks what PEFT calls {@code depth}: the number of encoders, and of decoders; the depth of the paper is 2 · blocks + 2
 * @param activation the function σ
 * @param scaling the factor s
 */
public record PeanutLayout(int rank, int blocks, Activation activation, BigFraction scaling) implements PeftLayout {

    private static final Map<String, Activation> ACTIVATIONS = Map.of(
            "relu", Activation.RELU,
            "leaky_relu", Activation.LEAKY_RELU,
            "gelu", Activation.GELU,
            "tanh", Activation.TANH,
            "silu", Activation.SILU);

    /** Checks the numbers. */
    public PeanutLayout {
        if (rank < 1 || blocks < 0) {
            throw new IllegalArgumentException(
                    "PEANuT: expected a rank of at least 1 and a depth of at least 0, got " + rank + " and " + blocks);
        }
        nameOf(activation);
    }

    /** The activation that PEFT calls so. */
    static Activation activation(String name) {
        Activation found = ACTIVATIONS.get(name.equals("swish") ? "silu" : name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "activation: expected one of gelu, leaky_relu, relu, silu, swish, tanh, got " + name);
        }
        return found;
    }

    private static String nameOf(Activation activation) {
        return ACTIVATIONS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(activation))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "activation: expected one that PEFT has a name for, got " + activation.id()));
    }

    /** What PEFT calls the activation. */
    String activationName() {
        return nameOf(activation);
    }

    @Override
    public String peftType() {
        return "PEANUT";
    }

    @Override
    public WeightAdapter adapter(String module) {
        AdapterOptions options = AdapterOptions.DEFAULT
                .with(Scaling.constant(scaling))
                .with(activation)
                .with(Orientation.TRANSPOSED)
                .withDepth(2 * blocks + 2);
        return AdapterRegistry.standard().method("peanut").configure(options);
    }

    @Override
    public int rank(String module) {
        return rank;
    }

    @Override
    public List<StoredSlot> stored() {
        List<StoredSlot> slots = new ArrayList<>();
        slots.add(linear("peanut_A", "Theta1"));
        for (int i = 0; i < blocks; i++) {
            slots.add(linear("peanut_encoders." + i, "E" + i));
            slots.add(linear("peanut_decoders." + i, "D" + i));
        }
        slots.add(linear("peanut_B", "Theta2"));
        return List.copyOf(slots);
    }

    private static StoredSlot linear(String name, String symbol) {
        return new StoredSlot(name + ".weight", symbol, StoredSlot.Form.TRANSPOSED);
    }
}
