package org.peftcheck.training.method;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.theory.adapter.HiddenDimensions;
import org.peftcheck.theory.count.BudgetFit;
import org.peftcheck.theory.count.LayerShape;
import org.peftcheck.theory.count.ParameterCount;
import org.peftcheck.theory.count.SizedMethod;

/** The sizes of methods on a model: which are allowed, and which fit a number of trained parameters. */
public final class MethodSizes {

    private MethodSizes() {}

    /** Layers as the counts take them. */
    private static List<LayerShape> shapes(List<LinearLayer> layers) {
        return layers.stream()
                .map(layer -> new LayerShape(layer.pattern(), layer.dOut(), layer.dIn(), layer.count()))
                .toList();
    }

    /** The dimensions of a model that methods on hidden states see. */
    static HiddenDimensions hidden(Architecture architecture, int bottleneck) {
        return new HiddenDimensions(
                architecture.hiddenSize(), architecture.feedForwardSize(), bottleneck, architecture.blocks(), 1);
    }

    private static SizedMethod sized(MethodChoice method, Architecture architecture) {
        if (method.editsStates()) {
            return SizedMethod.byBottleneck(method.hiddenAdapter(), hidden(architecture, 1));
        }
        List<LayerShape> shapes = shapes(method.layers(architecture));
        return method.hasCoefficients()
                ? SizedMethod.byCoefficients(method.method(), method.options(), shapes)
                : SizedMethod.byRank(method.adapter(), shapes);
    }

    /**
     * The rank that a method is trained with.
     *
     * @param method a method that rewrites weights or edits hidden states
     * @param architecture the model
     * @return its rank or bottleneck, 1 for a method without one
     * @throws IllegalArgumentException if the rank is missing, is given to a method without one, or is one that it cannot have
     */
    public static int rank(MethodChoice method, Architecture architecture) {
        count(method, architecture);
        return method.rank().orElse(1);
    }

    /**
     * The count of a method that rewrites weights or edits hidden states, by theory.
     *
     * @param method the method
     * @param architecture the model
     * @return its parameters, without the head
     * @throws IllegalArgumentException as {@link #rank}
     */
    public static ParameterCount count(MethodChoice method, Architecture architecture) {
        SizedMethod sized = sized(method, architecture);
        if (method.hasCoefficients()) {
            if (method.rank().isPresent()) {
                throw new IllegalArgumentException(
                        sized.title() + ": expected a number of coefficients and no rank, got rank "
                                + method.rank().getAsInt());
            }
            return sized.at(method.options().coefficients().orElse(1000));
        }
        if (sized.kind() == SizedMethod.Kind.NONE) {
            if (method.rank().isPresent()) {
                throw new IllegalArgumentException(sized.title() + ": expected no rank, got rank "
                        + method.rank().getAsInt());
            }
            return sized.at(1);
        }
        if (method.rank().isEmpty()) {
            throw new IllegalArgumentException(sized.title() + ": expected a rank >= 1, got none");
        }
        return sized.at(method.rank().getAsInt());
    }

    /**
     * The method in the largest size that fits a number of parameters.
     *
     * @param method the method, without a rank; one that has no size stays as it is
     * @param architecture the model
     * @param budget the number of trained parameters without the head, at least 1
     * @return the method with its rank or its coefficients
     * @throws IllegalArgumentException if its smallest size has more
     */
    public static MethodChoice within(MethodChoice method, Architecture architecture, BigInteger budget) {
        if (!method.isSized()) {
            return method;
        }
        SizedMethod sized = sized(method, architecture);
        BudgetFit fit = BudgetFit.of(sized, budget);
        if (fit instanceof BudgetFit.TooSmall small) {
            throw new IllegalArgumentException("budget " + budget + ": expected at least "
                    + small.count().trainable() + ", the smallest count of " + sized.title() + " here");
        }
        int size = ((BudgetFit.Within) fit).size();
        return method.hasCoefficients()
                ? new MethodChoice(
                        method.id(), method.options().withCoefficients(size), OptionalInt.empty(), method.targets())
                : method.withRank(size);
    }
}
