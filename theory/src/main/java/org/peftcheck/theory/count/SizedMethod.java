package org.peftcheck.theory.count;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.FullFineTuning;
import org.peftcheck.theory.adapter.HiddenAdapter;
import org.peftcheck.theory.adapter.HiddenDimensions;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Dimension;

/**
 * The number of parameters of a method on a model, as a function of the one setting that a user sizes it by: a rank or width, a depth,
 * a number of coefficients, a bottleneck. The sizes are {@code smallest, smallest + step, …, largest}; the count grows with them.
 *
 * @param title the method
 * @param kind what the size is
 * @param smallest the smallest size
 * @param step from a size to the next
 * @param largest the largest size that makes sense
 * @param limit why a larger one does not, in words; it ends the message that refuses one
 * @param counts the parameters of a size
 */
public record SizedMethod(
        String title,
        Kind kind,
        int smallest,
        int step,
        int largest,
        String limit,
        IntFunction<ParameterCount> counts) {

    /** What a size is. */
    public enum Kind {
        /** The rank of an update. */
        RANK("rank"),
        /** The hidden width of a tweaker, or the inner size of a method whose updates are not bounded in rank by it. */
        WIDTH("width"),
        /** The layers of a tweaker. */
        DEPTH("depth"),
        /** The coefficients of a spectrum. */
        COEFFICIENTS("coefficients"),
        /** The bottleneck of a method on hidden states. */
        BOTTLENECK("bottleneck"),
        /** There is nothing to choose. */
        NONE("none");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word for it. */
        public String word() {
            return word;
        }
    }

    private static final Set<String> LOW_RANK =
            Set.of("lora", "pissa", "milora", "dora", "adalora", "dylora", "roselora", "multiplicative-lora");
    private static final int DEEPEST = 64;
    private static final int NO_SIZE = 1;

    /**
     * A method that rewrites weights, by its rank or width. A low-rank method has at most the rank of the smallest side of a layer; a
     * tweaker of twice the smallest side can already do all that the invariance guarantees (PEANuT, Proposition 3.2); for the rest
     * (VeRA) twice the largest side of a layer is taken as the end.
     *
     * @param adapter the method
     * @param layers the layers that it adapts, at least one
     * @return the method by rank, or without a size where its count does not depend on the rank
     */
    public static SizedMethod byRank(WeightAdapter adapter, List<LayerShape> layers) {
        IntFunction<ParameterCount> counts = rank -> ParameterCount.of(adapter, layers, rank);
        if (adapter.trainableCount().degree(Dimension.RANK) < 1) {
            return fixed(adapter.title(), counts.apply(NO_SIZE));
        }
        LayerShape tightest =
                layers.stream().min(Comparator.comparingInt(SizedMethod::side)).orElseThrow();
        if (LOW_RANK.contains(adapter.id())) {
            String limit = "the smaller side of " + tightest.name() + ", " + tightest.dOut() + " x " + tightest.dIn();
            return new SizedMethod(adapter.title(), Kind.RANK, 1, 1, side(tightest), limit, counts);
        }
        if (adapter.id().equals("vera")) {
            int largest = 2
                    * layers.stream()
                            .mapToInt(layer -> Math.max(layer.dOut(), layer.dIn()))
                            .max()
                            .orElseThrow();
            return new SizedMethod(
                    adapter.title(), Kind.WIDTH, 1, 1, largest, "twice the largest side of a layer", counts);
        }
        int twice = 2 * layers.stream().mapToInt(SizedMethod::side).max().orElseThrow();
        return new SizedMethod(
                adapter.title(), Kind.WIDTH, 1, 1, twice, "twice the largest rank that a layer can have", counts);
    }

    private static int side(LayerShape layer) {
        return Math.min(layer.dOut(), layer.dIn());
    }

    /**
     * A method that has a depth, by its depth.
     *
     * @param method the method
     * @param options its other options
     * @param layers the layers that it adapts
     * @param rank its width
     * @return the method by depth 2, 4, … 64
     */
    public static SizedMethod byDepth(AdapterMethod method, AdapterOptions options, List<LayerShape> layers, int rank) {
        WeightAdapter shallow = method.configure(options.withDepth(2));
        return new SizedMethod(
                shallow.title(),
                Kind.DEPTH,
                2,
                2,
                DEEPEST,
                "the deepest that is looked at",
                depth -> ParameterCount.of(method.configure(options.withDepth(depth)), layers, rank));
    }

    /**
     * A method that has a number of coefficients, by that number.
     *
     * @param method the method
     * @param options its other options
     * @param layers the layers that it adapts, at least one
     * @return the method by its coefficients a layer
     */
    public static SizedMethod byCoefficients(AdapterMethod method, AdapterOptions options, List<LayerShape> layers) {
        long entries = layers.stream()
                .mapToLong(layer -> (long) layer.dOut() * layer.dIn())
                .min()
                .orElseThrow();
        return new SizedMethod(
                method.configure(options.withCoefficients(1)).title(),
                Kind.COEFFICIENTS,
                1,
                1,
                (int) Math.min(entries, Integer.MAX_VALUE - 1),
                "the entries of the smallest layer",
                number -> ParameterCount.of(method.configure(options.withCoefficients(number)), layers, NO_SIZE));
    }

    /**
     * A method on hidden states, by its bottleneck.
     *
     * @param method the method
     * @param dimensions the dimensions of the model; the bottleneck among them plays no part
     * @return the method by bottleneck, or without a size where its count does not depend on it
     */
    public static SizedMethod byBottleneck(HiddenAdapter method, HiddenDimensions dimensions) {
        IntFunction<ParameterCount> counts = size -> count(method, dimensions, size);
        if (method.trainableCount().degree(Dimension.BOTTLENECK) < 1) {
            return fixed(method.title(), counts.apply(NO_SIZE));
        }
        return new SizedMethod(
                method.title(), Kind.BOTTLENECK, 1, 1, dimensions.hidden(), "the features of a hidden state", counts);
    }

    private static ParameterCount count(HiddenAdapter method, HiddenDimensions model, int size) {
        HiddenDimensions sized =
                new HiddenDimensions(model.hidden(), model.feedForward(), size, model.blocks(), model.classes());
        return new ParameterCount(
                method.trainableCount().substitute(sized.values()).constantValue(), BigInteger.ZERO);
    }

    /**
     * Full fine-tuning of everything that the outputs depend on: weights, biases, normalisations and embeddings.
     *
     * @param architecture the model
     * @param setting its head; a pooler that no head reads is not trained
     * @return the method, without a size
     */
    public static SizedMethod ofEverything(Architecture architecture, StepSetting setting) {
        BigInteger all = new ModelStep(architecture, setting, GradientFlow.of(0, true, Map.of(), true)).parameters();
        return fixed(new FullFineTuning().title(), new ParameterCount(all, BigInteger.ZERO));
    }

    private static SizedMethod fixed(String title, ParameterCount count) {
        return new SizedMethod(title, Kind.NONE, NO_SIZE, 1, NO_SIZE, "there is nothing to choose", any -> count);
    }

    /** How many sizes there are. */
    int steps() {
        return (largest - smallest) / step + 1;
    }

    /** The size of a number from 0. */
    int size(int index) {
        return smallest + index * step;
    }

    /**
     * The parameters of a size.
     *
     * @param size one of the sizes
     * @return the parameters
     * @throws IllegalArgumentException when it is not, with the reason; a width may be larger than what makes sense
     */
    public ParameterCount at(int size) {
        if (size < smallest) {
            throw new IllegalArgumentException(
                    title + " " + kind.word() + ": expected at least " + smallest + ", got " + size);
        }
        if (size > largest && kind != Kind.WIDTH) {
            throw new IllegalArgumentException(
                    title + " " + kind.word() + ": expected at most " + largest + " (" + limit + "), got " + size);
        }
        return counts.apply(size);
    }
}
