package org.peftcheck.training.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.peftcheck.papers.NearNames;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.theory.adapter.AdapterFnn;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.HiddenAdapter;
import org.peftcheck.theory.adapter.HiddenRegistry;
import org.peftcheck.theory.adapter.Houlsby;
import org.peftcheck.theory.adapter.LoRaTraining;
import org.peftcheck.theory.adapter.SymbolicAdapter;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.training.run.AdamWSettings;

/**
 * A method with its settings.
 *
 * @param id its id, one of {@link #ids()}
 * @param options its settings; a method refuses what it does not heed
 * @param rank r, for methods that have one
 * @param targets the layers that are adapted, by role, module name or glob; none for query and value
 * @param pruning the schedule on which parameters are set to 0, for AdaLoRA and RoseLoRA
 */
public record MethodChoice(
        String id, AdapterOptions options, OptionalInt rank, List<String> targets, PruningSettings pruning) {

    /** Everything in the encoder is trained. */
    public static final String FULL = "full";
    /** Only the head is trained. */
    public static final String LINEAR_PROBING = "linear-probing";
    /** Only the biases of the encoder are trained. */
    public static final String BITFIT = "bitfit";

    /** Its loss has a penalty and its rank a schedule. */
    public static final String ADALORA = "adalora";
    /** LoRA of a rank that is drawn in each step. */
    public static final String DYLORA = "dylora";
    /** LoRA whose factors become sparse. */
    public static final String ROSELORA = "roselora";

    private static final List<String> USUAL_TARGETS = List.of("query", "value");
    private static final Map<String, String> SHORT = Map.of("lp", LINEAR_PROBING, "adapterfnn", "adapter-fnn");

    /** Copies the list; {@code lp} is linear probing, {@code adapterfnn} the adapter of Pfeiffer et al. */
    public MethodChoice {
        id = SHORT.getOrDefault(id, id);
        targets = List.copyOf(targets);
        if (!ids().contains(id)) {
            throw new IllegalArgumentException(
                    "method `" + id + "`: expected one that can be trained here" + NearNames.hint(id, ids()));
        }
        if (!rewritesWeights(id)) {
            boolean edits = editedBy(id);
            refuseSettings(id, edits ? unheeded(id, options) : options, edits ? OptionalInt.empty() : rank, targets);
        }
        Optional<String> unheeded = pruning.unheededBy(id);
        if (unheeded.isPresent()) {
            throw new IllegalArgumentException(
                    id + ": expected no settings of pruning that it does not heed, got " + unheeded.get());
        }
    }

    /**
     * A method with the usual settings of pruning, where it has any.
     *
     * @param id its id, one of {@link #ids()}
     * @param options its settings
     * @param rank r, for methods that have one
     * @param targets the layers that are adapted
     */
    public MethodChoice(String id, AdapterOptions options, OptionalInt rank, List<String> targets) {
        this(id, options, rank, targets, PruningSettings.usual());
    }

    private static boolean hasActivation(String id) {
        HiddenAdapter method = HiddenRegistry.method(id);
        return method instanceof Houlsby || method instanceof AdapterFnn;
    }

    /** The settings that a method on hidden states does not heed. */
    private static AdapterOptions unheeded(String id, AdapterOptions options) {
        return hasActivation(id) && options.given().equals(Set.of(AdapterOptions.Option.ACTIVATION))
                ? AdapterOptions.DEFAULT
                : options;
    }

    private static void refuseSettings(String id, AdapterOptions options, OptionalInt rank, List<String> targets) {
        String found = rank.isPresent()
                ? "rank " + rank.getAsInt()
                : targets.isEmpty() ? String.join(", ", names(options)) : "targets " + String.join(",", targets);
        if (!found.isEmpty()) {
            String none = editedBy(id)
                    ? ": expected no targets or other settings, got "
                    : ": expected no rank, targets or other settings, got ";
            throw new IllegalArgumentException(id + none + found);
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
            if (!method.id().equals(FULL)) {
                ids.add(method.id());
            }
        }
        HiddenRegistry.methods().stream()
                .map(HiddenAdapter::id)
                .filter(MethodChoice::editedBy)
                .forEach(ids::add);
        ids.addAll(List.of(FULL, BITFIT, LINEAR_PROBING));
        return ids;
    }

    /** Whether a method has slots of its own at places within the blocks. */
    private static boolean editedBy(String id) {
        return !id.equals(BITFIT)
                && !id.equals(LINEAR_PROBING)
                && HiddenRegistry.methods().stream()
                        .anyMatch(method -> method.id().equals(id));
    }

    private static boolean rewritesWeights(String id) {
        return !List.of(FULL, BITFIT, LINEAR_PROBING).contains(id) && !editedBy(id);
    }

    /** Whether the method puts an adapter on weights, rather than training some of the encoder's own tensors or none. */
    public boolean rewritesWeights() {
        return rewritesWeights(id);
    }

    /** Whether the method puts adapters on hidden states. */
    public boolean editsStates() {
        return editedBy(id);
    }

    /** Whether the method has a rank, a bottleneck or a number of coefficients. */
    public boolean isSized() {
        return rewritesWeights()
                || editsStates() && hiddenAdapter().trainableCount().degree(Dimension.BOTTLENECK) > 0;
    }

    /** The settings that the method heeds. */
    public Set<AdapterOptions.Option> heeded() {
        if (rewritesWeights()) {
            return method().heeded();
        }
        return editsStates() && hasActivation(id) ? Set.of(AdapterOptions.Option.ACTIVATION) : Set.of();
    }

    /** The adapter of a method that edits hidden states. */
    public HiddenAdapter hiddenAdapter() {
        HiddenAdapter usual = HiddenRegistry.method(id);
        if (usual instanceof Houlsby houlsby) {
            return new Houlsby(options.activation().orElse(houlsby.activation()));
        }
        return usual instanceof AdapterFnn fnn
                ? new AdapterFnn(options.activation().orElse(fnn.activation()))
                : usual;
    }

    /**
     * The adapter that is put on weights; of DyLoRA and RoseLoRA, LoRA, as the rule of a step does the rest.
     *
     * @return the adapter of a method that rewrites weights
     * @throws IllegalArgumentException if a setting is given that it does not heed
     */
    public WeightAdapter adapter() {
        WeightAdapter adapter = method().configure(options);
        return adapter instanceof LoRaTraining training ? training.lora() : adapter;
    }

    /** Whether the method's weights are sums of what is frozen and what is trained, whose inputs may see dropout. */
    public boolean takesDropout() {
        return rewritesWeights() && SymbolicAdapter.of(adapter()).summandTerms().isPresent();
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
        return new MethodChoice(id, options, OptionalInt.of(value), targets, pruning);
    }

    /**
     * This method with settings of pruning.
     *
     * @param value the settings
     * @return the method
     * @throws IllegalArgumentException if the method does not heed one that is not the usual one
     */
    public MethodChoice with(PruningSettings value) {
        return new MethodChoice(id, options, rank, targets, value);
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
