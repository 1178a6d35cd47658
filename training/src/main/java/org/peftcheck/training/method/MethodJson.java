package org.peftcheck.training.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.NormAxis;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.algebra.Activation;

/** A method and its settings as JSON, for the record of a run. */
public final class MethodJson {

    private MethodJson() {}

    /**
     * Writes a method.
     *
     * @param method the method
     * @return an object with what is set
     */
    public static ObjectNode of(MethodChoice method) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("id", method.id());
        method.rank().ifPresent(rank -> node.put("rank", rank));
        ArrayNode targets = node.putArray("targets");
        method.targets().forEach(targets::add);
        AdapterOptions options = method.options();
        options.scaling().ifPresent(value -> node.put("scaling", ScalingText.of(value)));
        options.activation().ifPresent(value -> node.put("activation", value.id()));
        options.orientation().ifPresent(value -> node.put("orientation", value.id()));
        options.depth().ifPresent(value -> node.put("depth", value));
        options.normAxis().ifPresent(value -> node.put("norm_axis", value.id()));
        options.coefficients().ifPresent(value -> node.put("coefficients", value));
        options.seed().ifPresent(value -> node.put("frequency_seed", value));
        return node;
    }

    /**
     * Reads a method that {@link #of} has written.
     *
     * @param node the object
     * @return the method
     * @throws IllegalArgumentException if it names no method or setting
     */
    public static MethodChoice parse(JsonNode node) {
        AdapterOptions options = AdapterOptions.DEFAULT;
        if (node.has("scaling")) {
            options = options.with(ScalingText.parse(node.get("scaling").asText()));
        }
        if (node.has("activation")) {
            options = options.with(Activation.parse(node.get("activation").asText()));
        }
        if (node.has("orientation")) {
            options = options.with(Orientation.parse(node.get("orientation").asText()));
        }
        if (node.has("depth")) {
            options = options.withDepth(node.get("depth").asInt());
        }
        if (node.has("norm_axis")) {
            options = options.with(NormAxis.parse(node.get("norm_axis").asText()));
        }
        if (node.has("coefficients")) {
            options = options.withCoefficients(node.get("coefficients").asInt());
        }
        if (node.has("frequency_seed")) {
            options = options.withSeed(node.get("frequency_seed").asLong());
        }
        List<String> targets = new ArrayList<>();
        node.path("targets").forEach(target -> targets.add(target.asText()));
        OptionalInt rank = node.has("rank") ? OptionalInt.of(node.get("rank").asInt()) : OptionalInt.empty();
        return new MethodChoice(node.path("id").asText(), options, rank, targets);
    }
}
