package org.peftcheck.theory.count;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.Shape;

/**
 * The parameters that an adapter adds to a list of layers. Heads and biases of the model are not among them.
 *
 * @param trainable the number of trainable parameters
 * @param frozen the number of parameters that are stored but not trained
 */
public record ParameterCount(BigInteger trainable, BigInteger frozen) {

    /**
     * The count over layers. A slot that layers share is counted once for each shape that it takes. A frozen slot that stands in the
     * place of the pre-trained weight, or that is made anew of a seed, is no further parameter.
     *
     * @param adapter the adapter
     * @param layers the layers that are adapted
     * @param rank the rank, at least 1
     * @return the count
     */
    public static ParameterCount of(WeightAdapter adapter, List<LayerShape> layers, int rank) {
        Set<Map.Entry<String, Shape>> seen = new HashSet<>();
        BigInteger trainable = BigInteger.ZERO;
        BigInteger frozen = BigInteger.ZERO;
        for (LayerShape layer : layers) {
            Dimensions dimensions = Dimensions.of(layer.dOut(), layer.dIn(), rank);
            for (Slot slot : adapter.slots()) {
                Shape shape = slot.shape().at(dimensions.values());
                BigInteger entries =
                        shape.entries().constantValue().multiply(copies(slot, shape, layer.multiplicity(), seen));
                trainable = slot.isTrainable() ? trainable.add(entries) : trainable;
                frozen = slot.isTrainable() ? frozen : frozen.add(entries);
            }
        }
        return new ParameterCount(trainable, frozen);
    }

    private static BigInteger copies(Slot slot, Shape shape, int layers, Set<Map.Entry<String, Shape>> seen) {
        return switch (slot.sharing()) {
            case PER_LAYER -> BigInteger.valueOf(layers);
            case SHARED -> seen.add(Map.entry(slot.symbol(), shape)) ? BigInteger.ONE : BigInteger.ZERO;
            case IN_PLACE, RECOMPUTED -> slot.isTrainable() ? BigInteger.valueOf(layers) : BigInteger.ZERO;
        };
    }

    /**
     * The trainable parameters as a share of a number of parameters that the caller names.
     *
     * @param denominator the number, at least 1
     * @return the exact share, 1 for all
     */
    public BigFraction shareOf(BigInteger denominator) {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("share: expected a denominator >= 1, got " + denominator);
        }
        return new BigFraction(trainable, denominator);
    }
}
