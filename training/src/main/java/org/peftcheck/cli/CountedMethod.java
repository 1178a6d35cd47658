package org.peftcheck.cli;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.theory.adapter.Adapter;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.HiddenAdapter;
import org.peftcheck.theory.adapter.HiddenDimensions;
import org.peftcheck.theory.adapter.HiddenRegistry;
import org.peftcheck.theory.adapter.Peanut;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.count.LayerShape;
import org.peftcheck.theory.count.ParameterCount;
import org.peftcheck.theory.count.SizedMethod;
import org.peftcheck.theory.count.StepSetting;

/**
 * A method on a model, for all its sizes.
 *
 * @param id the id of the method
 * @param sized its counts by size
 * @param adapters the method of a size
 * @param rank the rank of a size
 * @param model what it is put on
 */
record CountedMethod(
        String id, SizedMethod sized, IntFunction<Adapter> adapters, IntFunction<Integer> rank, Target model) {

    /**
     * What methods are put on.
     *
     * @param architecture the model
     * @param layers the layers for methods that rewrite weights
     * @param head the head
     * @param everything whether all that the outputs depend on is trained, not only the layers
     */
    record Target(Architecture architecture, List<LinearLayer> layers, HeadPolicy head, boolean everything) {
        Target(Architecture architecture, List<LinearLayer> layers, HeadPolicy head) {
            this(architecture, layers, head, false);
        }

        /** The same with another head. */
        Target with(HeadPolicy other) {
            return new Target(architecture, layers, other, everything);
        }
    }

    /**
     * A line of a count.
     *
     * @param target what the user would type for it
     * @param name the names of the layers, or the place
     * @param count how many
     * @param shape the shape, or the features
     * @param trainable what all of them add
     */
    record Row(String target, String name, long count, String shape, BigInteger trainable) {
        BigInteger each() {
            return trainable.divide(BigInteger.valueOf(count));
        }
    }

    /**
     * A method of an id.
     *
     * @param id the id
     * @param model what it is put on
     * @param options the settings of a method that rewrites weights
     * @param widthForDepth the width, where depths are looked at
     */
    static CountedMethod of(
            String id, Target model, Function<AdapterMethod, AdapterOptions> options, Optional<Integer> widthForDepth) {
        Optional<AdapterMethod> weights = MethodOptions.weightMethod(id);
        return weights.map(known -> ofWeights(known, options.apply(known), model, widthForDepth))
                .orElseGet(() -> ofHiddenStates(id, model));
    }

    /** A method that rewrites weights: by depth when that is wanted and it has one, else by rank or coefficients. */
    private static CountedMethod ofWeights(
            AdapterMethod method, AdapterOptions options, Target model, Optional<Integer> widthForDepth) {
        List<LayerShape> shapes = ModelOptions.shapes(model.layers());
        WeightAdapter adapter = method.configure(options);
        if (model.everything()) {
            StepSetting any = new StepSetting(
                    1, 1, 1, StepSetting.Keeping.FUSED, model.head().task());
            return new CountedMethod(
                    method.id(),
                    SizedMethod.ofEverything(model.architecture(), any),
                    size -> adapter,
                    size -> size,
                    model);
        }
        if (widthForDepth.isPresent() && method.heeded().contains(AdapterOptions.Option.DEPTH)) {
            int width = widthForDepth.get();
            return new CountedMethod(
                    method.id(),
                    SizedMethod.byDepth(method, options, shapes, width),
                    depth -> method.configure(options.withDepth(depth)),
                    depth -> width,
                    model);
        }
        if (method.heeded().contains(AdapterOptions.Option.COEFFICIENTS)) {
            return new CountedMethod(
                    method.id(),
                    SizedMethod.byCoefficients(method, options, shapes),
                    number -> method.configure(options.withCoefficients(number)),
                    number -> 1,
                    model);
        }
        return new CountedMethod(
                method.id(), SizedMethod.byRank(adapter, shapes), size -> adapter, size -> size, model);
    }

    /**
     * A method on hidden states.
     *
     * @throws IllegalArgumentException when the model is not of the kind that it is defined for, or it needs a head and has none
     */
    private static CountedMethod ofHiddenStates(String id, Target model) {
        HiddenAdapter adapter = HiddenRegistry.method(id);
        Architecture architecture = model.architecture();
        String type = architecture.modelType();
        if (id.equals("bitfit") && !List.of("bert", "roberta", "xlm-roberta").contains(type)) {
            throw new IllegalArgumentException(
                    "BitFit: expected an encoder in the manner of BERT, whose biases are known," + " got model_type "
                            + type);
        }
        if (id.equals("linear-probing") && model.head().classes() < 1) {
            throw new IllegalArgumentException(
                    "linear probing: expected --head N with the number of classes, got none");
        }
        return new CountedMethod(
                id, SizedMethod.byBottleneck(adapter, dimensions(model, 1)), size -> adapter, size -> size, model);
    }

    private static HiddenDimensions dimensions(Target model, int bottleneck) {
        Architecture architecture = model.architecture();
        return new HiddenDimensions(
                architecture.hiddenSize(),
                architecture.feedForwardSize(),
                bottleneck,
                architecture.blocks(),
                Math.max(1, model.head().classes()));
    }

    /** The dimensions of the model for a method on hidden states of a size. */
    HiddenDimensions dimensions(int size) {
        return dimensions(model, rank.apply(size));
    }

    /** The count of a size. */
    ParameterCount at(int size) {
        return sized.at(size);
    }

    /** The count of a size, line by line. */
    List<Row> rows(int size) {
        Adapter adapter = adapters.apply(size);
        if (model.everything()) {
            BigInteger all = at(size).trainable();
            return List.of(new Row("everything", "weights, biases, normalisations, embeddings", 1, "", all));
        }
        if (adapter instanceof WeightAdapter weights) {
            return model.layers().stream()
                    .map(layer -> new Row(
                            layer.target(),
                            ModelOptions.blocks(layer),
                            layer.count(),
                            layer.dOut() + " x " + layer.dIn(),
                            ParameterCount.of(weights, List.of(ModelOptions.shape(layer)), rank.apply(size))
                                    .trainable()))
                    .toList();
        }
        HiddenDimensions dimensions = dimensions(size);
        return ((HiddenAdapter) adapter)
                .sites().stream()
                        .map(site -> new Row(
                                site.hook().name().toLowerCase(Locale.ROOT),
                                site.place(),
                                site.multiplicity()
                                        .substitute(dimensions.values())
                                        .constantValue()
                                        .longValueExact(),
                                site.features().substitute(dimensions.values()).toString(),
                                site.trainableCount()
                                        .substitute(dimensions.values())
                                        .constantValue()))
                        .toList();
    }

    /** A size and the settings, as {@code rank 8, depth 6}. */
    String settings(int size) {
        String kind = switch (sized.kind()) {
            case NONE -> "";
            case COEFFICIENTS -> ", " + size + " coefficients a layer";
            case BOTTLENECK -> ", bottleneck " + size;
            case RANK, WIDTH, DEPTH -> ", rank " + rank.apply(size);
        };
        return adapters.apply(size) instanceof Peanut peanut
                ? kind + ", depth " + peanut.depth() + ", orientation "
                        + peanut.orientation().id()
                : kind;
    }

    /** The count as a formula. */
    String formula(int size) {
        Adapter adapter = adapters.apply(size);
        return adapter instanceof WeightAdapter weights
                ? weights.trainableCount().toString()
                : ((HiddenAdapter) adapter).trainableCount().toString();
    }
}
