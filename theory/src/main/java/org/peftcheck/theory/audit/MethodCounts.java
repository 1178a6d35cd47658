package org.peftcheck.theory.audit;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.peftcheck.papers.NearNames;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.HiddenAdapter;
import org.peftcheck.theory.adapter.HiddenDimensions;
import org.peftcheck.theory.adapter.HiddenRegistry;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.count.LayerShape;
import org.peftcheck.theory.count.ParameterCount;
import org.peftcheck.theory.count.SizedMethod;

/**
 * The trainable parameters of a method on a model, by words: {@code lora rank=8 targets=query+value}, {@code red}.
 *
 * @param weights the methods that rewrite weights, by id
 * @param hidden the methods on hidden states, by id
 */
record MethodCounts(Function<String, AdapterMethod> weights, Function<String, HiddenAdapter> hidden) {

    private static final String RANK = "rank";
    private static final String TARGETS = "targets";
    private static final String BLOCKS = "blocks";
    private static final String DEPTH = "depth";
    private static final String ORIENTATION = "orientation";
    private static final String COEFFICIENTS = "coefficients";
    private static final String BOTTLENECK = "bottleneck";
    private static final List<String> OF_WEIGHTS = List.of(RANK, TARGETS, BLOCKS, DEPTH, ORIENTATION, COEFFICIENTS);
    private static final List<String> OF_HIDDEN = List.of(BOTTLENECK);
    private static final int NOT_ASKED = 1;

    /** The methods of the toolkit. */
    static MethodCounts standard() {
        return new MethodCounts(AdapterRegistry.standard()::method, HiddenRegistry::method);
    }

    private static boolean isHidden(String method) {
        return HiddenRegistry.methods().stream().anyMatch(m -> m.id().equals(method));
    }

    /** Whether a quantity is a count of a method: its first word is one, or settings follow it. */
    static boolean isCount(String quantity) {
        return quantity.contains("=") || methods().anyMatch(quantity::equals);
    }

    private static Stream<String> methods() {
        return Stream.concat(
                AdapterRegistry.standard().methods().stream().map(AdapterMethod::id),
                HiddenRegistry.methods().stream().map(HiddenAdapter::id));
    }

    /**
     * The count.
     *
     * @param model the model
     * @param quantity the method and its settings
     * @return the trainable parameters
     * @throws IllegalArgumentException if a method or a setting is not known, is missing, or is none of the method's
     */
    BigInteger of(Architecture model, String quantity) {
        String[] words = quantity.split("\\s+");
        if (isHidden(words[0])) {
            return ofHidden(model, hidden.apply(words[0]), settings(OF_HIDDEN, words));
        }
        if (methods().noneMatch(words[0]::equals)) {
            throw new IllegalArgumentException("method `" + words[0] + "` of a count: not known"
                    + NearNames.hint(words[0], methods().toList()));
        }
        return ofWeights(model, weights.apply(words[0]), settings(OF_WEIGHTS, words));
    }

    private static BigInteger ofHidden(Architecture model, HiddenAdapter method, Map<String, String> settings) {
        if (method.trainableCount().degree(Dimension.CLASSES) > 0) {
            throw new IllegalArgumentException("count of " + method.id()
                    + ": expected a method whose count does not depend on the number of classes");
        }
        HiddenDimensions dimensions =
                new HiddenDimensions(model.hiddenSize(), model.feedForwardSize(), NOT_ASKED, model.blocks(), NOT_ASKED);
        int bottleneck =
                sized(method.id(), BOTTLENECK, settings, method.trainableCount().degree(Dimension.BOTTLENECK) > 0);
        return SizedMethod.byBottleneck(method, dimensions).at(bottleneck).trainable();
    }

    private static BigInteger ofWeights(Architecture model, AdapterMethod method, Map<String, String> settings) {
        if (!settings.containsKey(TARGETS)) {
            throw missing(method.id(), TARGETS);
        }
        WeightAdapter adapter = method.configure(options(settings));
        int rank = sized(method.id(), RANK, settings, adapter.trainableCount().degree(Dimension.RANK) > 0);
        List<LayerShape> layers = model.layers(List.of(settings.get(TARGETS).split("\\+"))).stream()
                .map(layer -> inBlocks(layer, settings.get(BLOCKS)))
                .map(l -> new LayerShape(l.pattern(), l.dOut(), l.dIn(), l.count()))
                .toList();
        return ParameterCount.of(adapter, layers, rank).trainable();
    }

    private static AdapterOptions options(Map<String, String> settings) {
        AdapterOptions options = AdapterOptions.DEFAULT;
        if (settings.containsKey(DEPTH)) {
            options = options.withDepth(number(DEPTH, settings.get(DEPTH)));
        }
        if (settings.containsKey(COEFFICIENTS)) {
            options = options.withCoefficients(number(COEFFICIENTS, settings.get(COEFFICIENTS)));
        }
        if (settings.containsKey(ORIENTATION)) {
            options = options.with(Orientation.parse(settings.get(ORIENTATION)));
        }
        return options;
    }

    /** The size that a method is given, which it must be exactly if its count depends on it. */
    private static int sized(String method, String setting, Map<String, String> settings, boolean dependsOnIt) {
        String size = settings.get(setting);
        if (dependsOnIt && size == null) {
            throw missing(method, setting);
        }
        if (!dependsOnIt && size != null) {
            throw new IllegalArgumentException(
                    "count of " + method + ": does not depend on a " + setting + ", got " + setting + "=" + size);
        }
        return size == null ? NOT_ASKED : number(setting, size);
    }

    private static IllegalArgumentException missing(String method, String setting) {
        return new IllegalArgumentException("count of " + method + ": expected " + setting + "=..., got none");
    }

    private static Map<String, String> settings(List<String> known, String... words) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            String[] parts = word.split("=", 2);
            if (parts.length != 2 || !known.contains(parts[0])) {
                throw new IllegalArgumentException(
                        "setting `" + word + "` of a count: not known" + NearNames.hint(parts[0], known));
            }
            settings.put(parts[0], parts[1]);
        }
        return settings;
    }

    private static LinearLayer inBlocks(LinearLayer layer, String blocks) {
        if (blocks == null) {
            return layer;
        }
        String[] ends = blocks.split("\\.\\.", 2);
        return layer.inBlocks(number(BLOCKS, ends[0]), number(BLOCKS, ends[ends.length - 1]));
    }

    private static int number(String setting, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(setting + " of a count: expected a whole number, got `" + text + "`", e);
        }
    }
}
