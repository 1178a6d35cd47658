package org.peftcheck.theory.audit;

import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.audit.Quantities;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.HiddenAdapter;

/**
 * Quantities of models by name: {@code MODEL: QUANTITY}.
 *
 * <p>A quantity is the name of a denominator of the model ({@code with pooler}), {@code blocks}, {@code hidden size},
 * {@code feed-forward size}, or the trainable parameters of a method. A method that rewrites weights is followed by its settings, as
 * in {@code lora rank=8 targets=query+value}, with {@code blocks=4..11}, {@code depth=6} and {@code orientation=transposed} where
 * wanted, or {@code fourierft coefficients=1000 targets=query+value}; a method on hidden states by its bottleneck, if it has one:
 * {@code houlsby bottleneck=10}, {@code red}. All counts are those of the methods' own slots.
 */
public final class ModelQuantities implements Quantities {

    private static final Map<String, ToLongFunction<Architecture>> SIZES = Map.of(
            "blocks",
            Architecture::blocks,
            "hidden size",
            Architecture::hiddenSize,
            "feed-forward size",
            Architecture::feedForwardSize);

    private final Function<String, Architecture> architectures;
    private final MethodCounts counts;

    /**
     * Quantities of some architectures, with the methods of the toolkit.
     *
     * @param architectures an architecture by its name; an unknown name is refused with an {@link IllegalArgumentException}
     */
    public ModelQuantities(Function<String, Architecture> architectures) {
        this(architectures, MethodCounts.standard());
    }

    /**
     * Quantities of some architectures, with other methods under the ids of the toolkit's.
     *
     * @param architectures an architecture by its name; an unknown name is refused with an {@link IllegalArgumentException}
     * @param weights the methods that rewrite weights, by id
     * @param hidden the methods on hidden states, by id
     */
    public ModelQuantities(
            Function<String, Architecture> architectures,
            Function<String, AdapterMethod> weights,
            Function<String, HiddenAdapter> hidden) {
        this(architectures, new MethodCounts(weights, hidden));
    }

    private ModelQuantities(Function<String, Architecture> architectures, MethodCounts counts) {
        this.architectures = architectures;
        this.counts = counts;
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
        if (MethodCounts.isCount(quantity)) {
            return counts.of(architecture, quantity);
        }
        return BigInteger.valueOf(architecture.denominator(quantity).parameters());
    }
}
