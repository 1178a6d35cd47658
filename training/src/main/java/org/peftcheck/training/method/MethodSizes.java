package org.peftcheck.training.method;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;
import org.peftcheck.papers.architecture.BertArchitecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.theory.count.BudgetFit;
import org.peftcheck.theory.count.LayerShape;
import org.peftcheck.theory.count.ParameterCount;
import org.peftcheck.theory.count.SizedMethod;
import org.peftcheck.training.model.EncoderConfig;

/** The sizes of methods on an encoder: which are allowed, and which fit a number of trained parameters. */
public final class MethodSizes {

    private MethodSizes() {}

    /**
     * An encoder as the counts know it.
     *
     * @param config its sizes
     * @return the architecture, named after its family
     */
    public static BertArchitecture architecture(EncoderConfig config) {
        String type = config.family() == EncoderConfig.Family.ROBERTA ? "roberta" : "bert";
        return new BertArchitecture(
                type,
                type,
                config.hidden(),
                config.layers(),
                config.heads(),
                config.intermediate(),
                config.vocabulary(),
                config.positions(),
                config.tokenTypes());
    }

    /** Layers as the counts take them. */
    private static List<LayerShape> shapes(List<LinearLayer> layers) {
        return layers.stream()
                .map(layer -> new LayerShape(layer.pattern(), layer.dOut(), layer.dIn(), layer.count()))
                .toList();
    }

    private static SizedMethod sized(MethodChoice method, EncoderConfig config) {
        List<LayerShape> shapes = shapes(method.layers(architecture(config)));
        return method.hasCoefficients()
                ? SizedMethod.byCoefficients(method.method(), method.options(), shapes)
                : SizedMethod.byRank(method.adapter(), shapes);
    }

    /**
     * The rank that a method is trained with.
     *
     * @param method a method that rewrites weights
     * @param config the encoder
     * @return its rank, 1 for a method without one
     * @throws IllegalArgumentException if the rank is missing, is given to a method without one, or is one that it cannot have
     */
    public static int rank(MethodChoice method, EncoderConfig config) {
        count(method, config);
        return method.rank().orElse(1);
    }

    /**
     * The count of a method that rewrites weights, by theory.
     *
     * @param method the method
     * @param config the encoder
     * @return its parameters, without the head
     * @throws IllegalArgumentException as {@link #rank}
     */
    public static ParameterCount count(MethodChoice method, EncoderConfig config) {
        SizedMethod sized = sized(method, config);
        if (method.hasCoefficients()) {
            if (method.rank().isPresent()) {
                throw new IllegalArgumentException(
                        sized.title() + ": expected a number of coefficients and no rank, got rank "
                                + method.rank().getAsInt());
            }
            return sized.at(method.options().coefficients().orElse(1000));
        }
        if (method.rank().isEmpty()) {
            throw new IllegalArgumentException(sized.title() + ": expected a rank >= 1, got none");
        }
        return sized.at(method.rank().getAsInt());
    }

    /**
     * The method in the largest size that fits a number of parameters.
     *
     * @param method the method, without a rank; one that rewrites no weights has no size and stays as it is
     * @param config the encoder
     * @param budget the number of trained parameters without the head, at least 1
     * @return the method with its rank or its coefficients
     * @throws IllegalArgumentException if its smallest size has more
     */
    public static MethodChoice within(MethodChoice method, EncoderConfig config, BigInteger budget) {
        if (!method.rewritesWeights()) {
            return method;
        }
        SizedMethod sized = sized(method, config);
        BudgetFit fit = BudgetFit.of(sized, budget);
        if (fit instanceof BudgetFit.TooSmall small) {
            throw new IllegalArgumentException("budget " + budget + ": expected at least "
                    + small.count().trainable() + ", the smallest count of " + sized.title() + " here");
        }
        int size = ((BudgetFit.Within) fit).size();
        return method.hasCoefficients()
                ? new MethodChoice(
                        method.id(), method.options().withCoefficients(size), OptionalInt.empty(), method.targets())
                : new MethodChoice(method.id(), method.options(), OptionalInt.of(size), method.targets());
    }
}
