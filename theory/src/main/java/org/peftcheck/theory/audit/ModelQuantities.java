package org.peftcheck.theory.audit;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.peftcheck.papers.NearNames;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.papers.audit.Quantities;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.count.LayerShape;
import org.peftcheck.theory.count.ParameterCount;

/**
 * Quantities of models by name: {@code MODEL: QUANTITY}.
 *
 * <p>A quantity is the name of a denominator of the model ({@code with pooler}), {@code blocks}, {@code hidden size},
 * {@code feed-forward size}, or the trainable parameters of a method, as {@code lora rank=8 targets=query+value}, with
 * {@code blocks=4..11}, {@code depth=6} and {@code orientation=transposed} where wanted.
 */
public final class ModelQuantities implements Quantities {

    private static final String RANK = "rank";
    private static final String TARGETS = "targets";
    private static final String BLOCKS = "blocks";
    private static final String DEPTH = "depth";
    private static final String ORIENTATION = "orientation";
    private static final List<String> SETTINGS = List.of(RANK, TARGETS, BLOCKS, DEPTH, ORIENTATION);
    private static final Map<String, ToLongFunction<Architecture>> SIZES = Map.of(
            BLOCKS,
            Architecture::blocks,
            "hidden size",
            Architecture::hiddenSize,
            "feed-forward size",
            a -> a.layers(List.of("up")).get(0).dOut());

    private final Function<String, Architecture> architectures;

    /**
     * Quantities of some architectures.
     *
     * @param architectures an architecture by its name; an unknown name is refused with an {@link IllegalArgumentException}
     */
    public ModelQuantities(Function<String, Architecture> architectures) {
        this.architectures = architectures;
    }

    @Override
    public BigInteger of(String name) {
        int colon = name.indexOf(": ");
        if (colon < 0) {
            throw new IllegalArgumentException("quantity `" + name + "`: expected MODEL: QUANTITY");
        }
        Architecture architecture = architectures.apply(name.substring(0, colon));
        String quantity = name.substring(colon + 2).strip();
        if (SIZES.containsKey(quantity)) {
            return BigInteger.valueOf(SIZES.get(quantity).applyAsLong(architecture));
        }
        if (quantity.contains("=")) {
            return count(architecture, quantity.split("\\s+"));
        }
        return BigInteger.valueOf(architecture.denominator(quantity).parameters());
    }

    private static BigInteger count(Architecture architecture, String... words) {
        Map<String, String> settings = settings(words);
        AdapterMethod method = AdapterRegistry.standard().method(words[0]);
        AdapterOptions options = AdapterOptions.DEFAULT;
        if (settings.containsKey(DEPTH)) {
            options = options.withDepth(number(DEPTH, settings.get(DEPTH)));
        }
        if (settings.containsKey(ORIENTATION)) {
            options = options.with(Orientation.parse(settings.get(ORIENTATION)));
        }
        List<LayerShape> layers = architecture
                .layers(List.of(settings.get(TARGETS).split("\\+")))
                .stream()
                .map(layer -> inBlocks(layer, settings.get(BLOCKS)))
                .map(l -> new LayerShape(l.pattern(), l.dOut(), l.dIn(), l.count()))
                .toList();
        int rank = number(RANK, settings.get(RANK));
        return ParameterCount.of(method.configure(options), layers, rank).trainable();
    }

    private static Map<String, String> settings(String... words) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            String[] parts = word.split("=", 2);
            if (parts.length != 2 || !SETTINGS.contains(parts[0])) {
                throw new IllegalArgumentException(
                        "setting `" + word + "` of a count: not known" + NearNames.hint(parts[0], SETTINGS));
            }
            settings.put(parts[0], parts[1]);
        }
        for (String needed : List.of(RANK, TARGETS)) {
            if (!settings.containsKey(needed)) {
                throw new IllegalArgumentException("count of " + words[0] + ": expected " + needed + "=..., got none");
            }
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
