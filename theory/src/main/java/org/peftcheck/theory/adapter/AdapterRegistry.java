package org.peftcheck.theory.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.peftcheck.theory.adapter.AdapterOptions.Option;

/** The methods that the toolkit knows, a line each. */
public final class AdapterRegistry {

    private static final AdapterRegistry STANDARD = new AdapterRegistry(List.of())
            .with("full", FullFineTuning::of)
            .with("lora", LoRa::of, Option.SCALING)
            .with("pissa", PiSsa::of)
            .with("milora", MiLoRa::of)
            .with("dora", DoRa::of, Option.SCALING, Option.NORM_AXIS)
            .with("vera", VeRa::of)
            .with("adalora", AdaLoRa::of, Option.SCALING)
            .with("fourierft", FourierFt::of, Option.SCALING, Option.COEFFICIENTS, Option.SEED)
            .with("multiplicative-lora", MultiplicativeLoRa::of, Option.SCALING)
            .with("nonlinear-lora", NonlinearLoRa::of, Option.SCALING, Option.ACTIVATION)
            .with("peanut", Peanut::of, Option.SCALING, Option.ACTIVATION, Option.ORIENTATION, Option.DEPTH)
            .with("dylora", DyLoRa::of, Option.SCALING)
            .with("roselora", RoseLoRa::of, Option.SCALING);

    private final List<AdapterMethod> methods;

    private AdapterRegistry(List<AdapterMethod> methods) {
        this.methods = List.copyOf(methods);
    }

    /**
     * The methods of the toolkit.
     *
     * @return the registry
     */
    public static AdapterRegistry standard() {
        return STANDARD;
    }

    /**
     * This registry and one more method.
     *
     * @param id the id of the method
     * @param factory makes its adapter of options
     * @param heeded the options that it heeds
     * @return the larger registry
     * @throws IllegalArgumentException if the id is taken, or is not the one that the adapter gives itself
     */
    public AdapterRegistry with(
            String id, Function<AdapterOptions, ? extends WeightAdapter> factory, Option... heeded) {
        if (methods.stream().anyMatch(m -> m.id().equals(id))) {
            throw new IllegalArgumentException("registry: expected an id that is not taken, got " + id);
        }
        String own = factory.apply(AdapterOptions.DEFAULT).id();
        if (!own.equals(id)) {
            throw new IllegalArgumentException("registry: expected the adapter's own id " + own + ", got " + id);
        }
        List<AdapterMethod> more = new ArrayList<>(methods);
        more.add(new AdapterMethod(id, factory, Set.of(heeded)));
        return new AdapterRegistry(more);
    }

    /**
     * The methods, in the order in which they were registered.
     *
     * @return the methods
     */
    public List<AdapterMethod> methods() {
        return methods;
    }

    /**
     * The method with an id.
     *
     * @param id the id
     * @return the method
     * @throws IllegalArgumentException if there is none
     */
    public AdapterMethod method(String id) {
        return methods.stream()
                .filter(m -> m.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("method: expected one of "
                        + methods.stream().map(AdapterMethod::id).collect(Collectors.joining(", ")) + ", got " + id));
    }
}
