package org.peftcheck.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.peftcheck.papers.NearNames;
import org.peftcheck.theory.adapter.Adapter;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.HiddenRegistry;
import org.peftcheck.theory.adapter.NormAxis;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.method.ScalingText;
import picocli.CommandLine.Option;

/** The settings of a method that a user gives. */
final class MethodOptions {

    @Option(
            names = "--depth",
            paramLabel = "D",
            description = "Layers of the tweaker: 2, 4, 6, ... (peanut; 2 if not given).")
    private Optional<Integer> depth = Optional.empty();

    @Option(
            names = "--orientation",
            paramLabel = "NAME",
            description = "standard (as in the paper) or transposed (as in released code) (peanut).")
    private String orientation;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            description =
                    "relu, leaky-relu, gelu, tanh, silu, sin2pi, triangle or sin-plus-cos; no count depends on it.")
    private String activation;

    @Option(
            names = "--norm-axis",
            paramLabel = "NAME",
            description = "row (as in released code) or column (as printed) (dora).")
    private String normAxis;

    @Option(
            names = "--scaling",
            paramLabel = "S",
            description = "The factor in front of the update: a number, 16/r or 16/sqrt(r); no count depends on it.")
    private String scaling;

    @Option(names = "--coefficients", paramLabel = "N", description = "Coefficients a layer (fourierft).")
    private Optional<Integer> coefficients = Optional.empty();

    /** The ids of all methods, those that rewrite weights first. */
    static List<String> ids() {
        List<String> ids = new ArrayList<>();
        AdapterRegistry.standard().methods().forEach(method -> ids.add(method.id()));
        HiddenRegistry.methods().forEach(method -> ids.add(method.id()));
        return ids;
    }

    /**
     * The method that rewrites weights of an id, if it is one of those.
     *
     * @throws IllegalArgumentException when it is no method at all, with near names
     */
    static Optional<AdapterMethod> weightMethod(String id) {
        if (!ids().contains(id)) {
            if (id.isBlank()) {
                throw new IllegalArgumentException(
                        "method: expected names separated by single commas, got an empty one");
            }
            throw new IllegalArgumentException("method `" + id + "`: not known" + NearNames.hint(id, ids()));
        }
        return AdapterRegistry.standard().methods().stream()
                .filter(method -> method.id().equals(id))
                .findFirst();
    }

    /** What the user gave; a method refuses what it does not heed. */
    AdapterOptions all() {
        AdapterOptions options = AdapterOptions.DEFAULT;
        if (orientation != null) {
            options = options.with(Orientation.parse(orientation));
        }
        if (activation != null) {
            options = options.with(Activation.parse(activation));
        }
        if (normAxis != null) {
            options = options.with(NormAxis.parse(normAxis));
        }
        if (scaling != null) {
            options = options.with(ScalingText.parse(scaling));
        }
        if (coefficients.isPresent()) {
            options = options.withCoefficients(coefficients.get());
        }
        return depth.isPresent() ? options.withDepth(depth.get()) : options;
    }

    /** Of what the user gave that which a method heeds: with several methods, each takes what is meant for it. */
    AdapterOptions heededBy(AdapterMethod method) {
        return among(method.heeded());
    }

    /** Of what the user gave that which is among some options. */
    AdapterOptions among(Set<AdapterOptions.Option> some) {
        AdapterOptions all = all();
        AdapterOptions heeded = AdapterOptions.DEFAULT;
        for (AdapterOptions.Option option : all.given()) {
            if (some.contains(option)) {
                heeded = with(heeded, all, option);
            }
        }
        return heeded;
    }

    private static AdapterOptions with(AdapterOptions to, AdapterOptions from, AdapterOptions.Option option) {
        return switch (option) {
            case ORIENTATION -> to.with(from.orientation().orElseThrow());
            case ACTIVATION -> to.with(from.activation().orElseThrow());
            case NORM_AXIS -> to.with(from.normAxis().orElseThrow());
            case COEFFICIENTS -> to.withCoefficients(from.coefficients().orElseThrow());
            case DEPTH -> to.withDepth(from.depth().orElseThrow());
            case SCALING -> to.with(from.scaling().orElseThrow());
            case SEED -> to.withSeed(from.seed().orElseThrow());
        };
    }

    /**
     * Refuses all settings, for a method that has none.
     *
     * @param method the method
     */
    void refuseFor(Adapter method) {
        if (!all().given().isEmpty()) {
            throw new IllegalArgumentException(method.title() + ": expected options among none, got "
                    + all().given().iterator().next().name().toLowerCase(Locale.ROOT));
        }
    }
}
