package org.peftcheck.training.method;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.NormAxis;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.algebra.Activation;

/** A method and its settings as names and texts, for the record of a run; the names are those of the command's options. */
public final class MethodNotes {

    private MethodNotes() {}

    /**
     * Notes down a method.
     *
     * @param method the method
     * @return what is set, by name; the method itself as {@code method}
     */
    public static Map<String, String> of(MethodChoice method) {
        Map<String, String> notes = new TreeMap<>(Map.of("method", method.id()));
        method.rank().ifPresent(rank -> notes.put("rank", "" + rank));
        if (!method.targets().isEmpty()) {
            notes.put("targets", String.join(",", method.targets()));
        }
        AdapterOptions options = method.options();
        options.scaling().ifPresent(value -> notes.put("scaling", ScalingText.of(value)));
        options.activation().ifPresent(value -> notes.put("activation", value.id()));
        options.orientation().ifPresent(value -> notes.put("orientation", value.id()));
        options.depth().ifPresent(value -> notes.put("depth", "" + value));
        options.normAxis().ifPresent(value -> notes.put("norm-axis", value.id()));
        options.coefficients().ifPresent(value -> notes.put("coefficients", "" + value));
        notes.putAll(method.pruning().notes());
        return notes;
    }

    /**
     * What is set of a method, in words.
     *
     * @param method the method
     * @return such as {@code depth 4, rank 16}; empty when nothing is
     */
    public static String settings(MethodChoice method) {
        return of(method).entrySet().stream()
                .filter(note -> !note.getKey().equals("method"))
                .map(note -> note.getKey() + " " + note.getValue())
                .collect(Collectors.joining(", "));
    }

    /**
     * The method of some notes.
     *
     * @param notes what {@link #of} has noted down, and perhaps more
     * @return the method
     * @throws IllegalArgumentException if they name no method or setting
     */
    public static MethodChoice parse(Map<String, String> notes) {
        AdapterOptions options = AdapterOptions.DEFAULT;
        if (notes.containsKey("scaling")) {
            options = options.with(ScalingText.parse(notes.get("scaling")));
        }
        if (notes.containsKey("activation")) {
            options = options.with(Activation.parse(notes.get("activation")));
        }
        if (notes.containsKey("orientation")) {
            options = options.with(Orientation.parse(notes.get("orientation")));
        }
        if (notes.containsKey("depth")) {
            options = options.withDepth(Integer.parseInt(notes.get("depth")));
        }
        if (notes.containsKey("norm-axis")) {
            options = options.with(NormAxis.parse(notes.get("norm-axis")));
        }
        if (notes.containsKey("coefficients")) {
            options = options.withCoefficients(Integer.parseInt(notes.get("coefficients")));
        }
        List<String> targets =
                notes.containsKey("targets") ? List.of(notes.get("targets").split(",")) : List.of();
        OptionalInt rank =
                notes.containsKey("rank") ? OptionalInt.of(Integer.parseInt(notes.get("rank"))) : OptionalInt.empty();
        return new MethodChoice(notes.getOrDefault("method", ""), options, rank, targets, PruningSettings.parse(notes));
    }
}
