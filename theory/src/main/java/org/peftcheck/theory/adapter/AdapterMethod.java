package org.peftcheck.theory.adapter;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.adapter.AdapterOptions.Option;
import org.peftcheck.theory.algebra.Activation;

/**
 * A line of the registry: how to make a method's adapter of options, and which options it heeds.
 *
 * @param id the id of the method
 * @param factory makes the adapter
 * @param heeded the options that the method heeds; another one is refused rather than dropped
 */
public record AdapterMethod(String id, Function<AdapterOptions, ? extends WeightAdapter> factory, Set<Option> heeded) {

    private static final List<Activation> ACTIVATIONS = List.of(
            Activation.RELU,
            Activation.LEAKY_RELU,
            Activation.GELU,
            Activation.TANH,
            Activation.SILU,
            Activation.SIN2PI,
            Activation.TRIANGLE,
            Activation.SIN_PLUS_COS);
    private static final List<Scaling> SCALINGS =
            List.of(Scaling.ONE, Scaling.constant(new BigFraction(1, 100)), Scaling.alphaOverRank(new BigFraction(16)));
    private static final List<Integer> DEPTHS = List.of(2, 4, 6);
    private static final List<Integer> COEFFICIENTS = List.of(1000, 10000);

    /** Copies the set. */
    public AdapterMethod {
        heeded = Set.copyOf(heeded);
    }

    /**
     * The adapter with the given options.
     *
     * @param options the options
     * @return the adapter
     * @throws IllegalArgumentException if an option is given that the method does not heed
     */
    public WeightAdapter configure(AdapterOptions options) {
        WeightAdapter adapter = factory.apply(options);
        for (Option option : options.given()) {
            if (!heeded.contains(option)) {
                String names = heeded.stream().sorted().map(AdapterMethod::name).collect(Collectors.joining(", "));
                throw new IllegalArgumentException(adapter.title() + ": expected options among "
                        + (names.isEmpty() ? "none" : names) + ", got " + name(option));
            }
        }
        return adapter;
    }

    private static String name(Option option) {
        return option.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The adapters of this method with all combinations of the settings that the paper uses: three scalings, six activations, both
     * orientations, depth 2, 4 and 6, both norm axes, 1000 and 10000 coefficients, so far as the method heeds them.
     *
     * @return the adapters
     */
    public List<WeightAdapter> variants() {
        Stream<AdapterOptions> options = Stream.of(AdapterOptions.DEFAULT);
        options = cross(options, Option.SCALING, SCALINGS, AdapterOptions::with);
        options = cross(options, Option.ACTIVATION, ACTIVATIONS, AdapterOptions::with);
        options = cross(options, Option.ORIENTATION, List.of(Orientation.values()), AdapterOptions::with);
        options = cross(options, Option.DEPTH, DEPTHS, AdapterOptions::withDepth);
        options = cross(options, Option.NORM_AXIS, List.of(NormAxis.values()), AdapterOptions::with);
        options = cross(options, Option.COEFFICIENTS, COEFFICIENTS, AdapterOptions::withCoefficients);
        return options.<WeightAdapter>map(factory::apply).toList();
    }

    private <T> Stream<AdapterOptions> cross(
            Stream<AdapterOptions> options,
            Option option,
            List<T> values,
            java.util.function.BiFunction<AdapterOptions, T, AdapterOptions> with) {
        return heeded.contains(option)
                ? options.flatMap(o -> values.stream().map(value -> with.apply(o, value)))
                : options;
    }
}
