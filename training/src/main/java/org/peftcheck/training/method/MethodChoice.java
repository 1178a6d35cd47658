package org.peftcheck.training.method;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.peftcheck.papers.NearNames;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.training.run.AdamWSettings;

/**
 * A method with its settings.
 *
 * @param id its id, one of {@link #ids()}
 * @param options its settings; a method refuses what it does not heed
 * @param rank r, for methods that have one
 * @param targets the layers that are adapted, by role, module name or glob; none for query and value
 */
public record MethodChoice(String id, AdapterOptions options, OptionalInt rank, List<String> targets) {

    /** Everything in the encoder is trained. */
    public static final String FULL = "full";
    /** Only the head is trained. */
    public static final String LINEAR_PROBING = "linear-probing";
    /** Only the biases of the encoder are trained. */
    public static final String BITFIT = "bitfit";

    private static final List<String> USUAL_TARGETS = List.of("query", "value");

    /** Its loss has a penalty and its rank a schedule. */
    private static final String UNTRAINED = "adalora";

    /** Copies the list; {@code lp} is linear probing. */
    public MethodChoice {
        id = id.equals("lp") ? LINEAR_PROBING : id;
        targets = List.copyOf(targets);
        if (!ids().contains(id)) {
            throw new IllegalArgumentException(
                    "method `" + id + "`: expected one that can be trained here" + NearNames.hint(id, ids()));
        }
        if (!rewritesWeights(id)) {
            refuseSettings(id, options, rank, targets);
        }
    }

    private static void refuseSettings(String id, AdapterOptions options, OptionalInt rank, List<String> targets) {
        String found = rank.isPresent()
                ? "rank " + rank.getAsInt()
                : targets.isEmpty() ? String.join(", ", names(options)) : "targets " + String.join(",", targets);
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(id + ": expected no rank, targets or other settings, got " + found);
        }
    }

    private static List<String> names(AdapterOptions options) {
        return options.given().stream()
                .map(option -> option.name().toLowerCase(java.util.Locale.ROOT))
                .toList();
    }

    /** The ids of the methods that can be trained, those that rewrite weights first. */
    public static List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (AdapterMethod method : AdapterRegistry.standard().methods()) {
            if (!method.id().equals(FULL) && !method.id().equals(UNTRAINED)) {
                ids.add(method.id());
            }
        }
        ids.addAll(List.of(FULL, BITFIT, LINEAR_PROBING));
        return ids;
    }

    private static boolean rewritesWeights(String id) {
        return !List.of(FULL, BITFIT, LINEAR_PROBING).contains(id);
    }

    /** Whether the method puts an adapter on weights, rather than training some of the encoder's own tensors or none. */
    public boolean rewritesWeights() {
        return rewritesWeights(id);
    }

    /**
     * The adapter.
     *
     * @return the adapter of a method that rewrites weights
     * @throws IllegalArgumentException if a setting is given that it does not heed
     */
    public WeightAdapter adapter() {
        return method().configure(options);
    }

    /**
     * The line of the registry.
     *
     * @return the line of a method that rewrites weights
     */
    public AdapterMethod method() {
        return AdapterRegistry.standard().method(id);
    }

    /** Whether it is sized by a number of coefficients and has no rank. */
    public boolean hasCoefficients() {
        return rewritesWeights() && method().heeded().contains(AdapterOptions.Option.COEFFICIENTS);
    }

    /**
     * This method with a rank.
     *
     * @param value the rank
     * @return the method
     */
    public MethodChoice withRank(int value) {
        return new MethodChoice(id, options, OptionalInt.of(value), targets);
    }

    /**
     * The layers that are adapted.
     *
     * @param architecture the model
     * @return the layers, a run of blocks an entry; none for a method that rewrites no weights
     * @throws IllegalArgumentException if a target names no layer, with near names
     */
    public List<LinearLayer> layers(Architecture architecture) {
        return rewritesWeights() ? architecture.layers(targets.isEmpty() ? USUAL_TARGETS : targets) : List.of();
    }

    /** The learning rate of the encoder that usually suits: pre-trained weights want a far smaller one than what starts at nothing. */
    public double usualRate() {
        return id.equals(FULL) ? 5e-5 : AdamWSettings.defaults().encoderRate();
    }
}
