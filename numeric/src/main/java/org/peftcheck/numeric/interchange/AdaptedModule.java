package org.peftcheck.numeric.interchange;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peftcheck.numeric.checkpoint.Tensor;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;

/**
 * An adapted module of a model: a linear layer.
 *
 * @param path its path in the model, as in {@code encoder.layer.0.attention.self.query}
 * @param adapter its adapter
 * @param dimensions the dimensions that its tensors tell: always the rank; d_out and d_in only where a tensor has them
 * @param tensors its tensors, by what follows the module in their names
 */
public record AdaptedModule(
        String path, WeightAdapter adapter, Map<Dimension, Polynomial> dimensions, Map<String, Tensor> tensors) {

    /** Copies the maps. */
    public AdaptedModule {
        dimensions = Map.copyOf(dimensions);
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /**
     * A module whose tensors have been checked.
     *
     * @param layout the method
     * @param path the path of the module
     * @param tensors its tensors, by what follows the module in their names
     * @return the module
     * @throws IllegalArgumentException when a tensor is missing, is none of the method's, or has a wrong shape, naming it
     */
    public static AdaptedModule of(PeftLayout layout, String path, Map<String, Tensor> tensors) {
        Map<Dimension, Polynomial> known = new LinkedHashMap<>();
        known.put(Dimension.RANK, Polynomial.constant(layout.rank(path)));
        return bound(layout, path, tensors, known, "");
    }

    /** This module, its tensors checked against a base weight. */
    AdaptedModule on(PeftLayout layout, int dOut, int dIn) {
        Map<Dimension, Polynomial> known = new LinkedHashMap<>();
        known.put(Dimension.RANK, Polynomial.constant(layout.rank(path)));
        known.put(Dimension.D_OUT, Polynomial.constant(dOut));
        known.put(Dimension.D_IN, Polynomial.constant(dIn));
        return bound(layout, path, tensors, known, " for a weight of " + dOut + "x" + dIn);
    }

    private static AdaptedModule bound(
            PeftLayout layout, String path, Map<String, Tensor> tensors, Map<Dimension, Polynomial> known, String why) {
        WeightAdapter adapter = layout.adapter(path);
        List<String> suffixes = layout.stored().stream().map(StoredSlot::suffix).toList();
        for (String suffix : tensors.keySet()) {
            if (!suffixes.contains(suffix)) {
                throw new IllegalArgumentException(name(path, suffix) + ": expected no tensor but "
                        + String.join(", ", suffixes) + " in a module of " + adapter.title() + ", found one");
            }
        }
        for (StoredSlot slot : layout.stored()) {
            Tensor tensor = tensors.get(slot.suffix());
            if (tensor == null) {
                throw new IllegalArgumentException(name(path, slot.suffix()) + ": expected a tensor of shape "
                        + shape(slot.shape(adapter)) + ", found none");
            }
            bind(name(path, slot.suffix()), slot.shape(adapter), tensor.shape(), known, why);
        }
        Map<String, Tensor> named = new LinkedHashMap<>();
        tensors.forEach((suffix, tensor) -> named.put(suffix, tensor.named(PeftAdapter.PREFIX + path + "." + suffix)));
        return new AdaptedModule(path, adapter, known, named);
    }

    private static String name(String path, String suffix) {
        return "tensor '" + PeftAdapter.PREFIX + path + "." + suffix + "'";
    }

    private static String shape(List<Polynomial> shape) {
        return shape.stream()
                .map(side -> side.toString().toLowerCase(Locale.ROOT).replace("rank", "r"))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static void bind(
            String name, List<Polynomial> formal, List<Long> found, Map<Dimension, Polynomial> known, String why) {
        List<Polynomial> expected =
                formal.stream().map(side -> side.substitute(known)).toList();
        boolean fits = expected.size() == found.size();
        for (int i = 0; fits && i < found.size(); i++) {
            Polynomial side = expected.get(i);
            fits = found.get(i) > 0
                    && (!side.isConstant() || side.constantValue().equals(BigInteger.valueOf(found.get(i))));
        }
        if (!fits) {
            String numbers = expected.equals(formal) ? "" : " = " + shape(expected);
            throw new IllegalArgumentException(
                    name + ": expected shape " + shape(formal) + numbers + why + ", found " + found);
        }
        for (int i = 0; i < found.size(); i++) {
            for (Dimension dimension : expected.get(i).dimensions()) {
                known.put(dimension, Polynomial.constant(found.get(i)));
            }
        }
    }

    /** The number of trained parameters, from the adapter's own count. */
    public BigInteger count() {
        return adapter.trainableCount().substitute(dimensions).constantValue();
    }

    /**
     * A dimension, where the tensors tell it.
     *
     * @param dimension the dimension
     * @return its value
     */
    public Optional<BigInteger> dimension(Dimension dimension) {
        return Optional.ofNullable(dimensions.get(dimension)).map(Polynomial::constantValue);
    }
}
