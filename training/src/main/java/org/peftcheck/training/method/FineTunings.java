package org.peftcheck.training.method;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.training.engine.AdaptedStates;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.model.FloatTensor;

/** Makes networks to be fine-tuned: a pre-trained model, a method on it, and a head. */
public final class FineTunings {

    private FineTunings() {}

    /**
     * A network with its initial values. The same arguments give the same bits.
     *
     * @param formula the kind of network and its sizes
     * @param weights the pre-trained tensors, by the names of Hugging Face without the prefix of the model
     * @param method the method
     * @param form how an adapted layer is computed
     * @param seed what the initial values follow from, together with the names of the layers
     * @return the network
     * @throws IllegalArgumentException if a setting or size is not one of the method's, a target names no layer, or a weight is missing
     *     or of another shape than the sizes say; in one line
     */
    public static FineTuning of(
            NetworkFormula formula, Map<String, FloatTensor> weights, MethodChoice method, UpdateForm form, long seed) {
        return new FineTuning(
                formula,
                weights,
                method.rewritesWeights() ? adapted(formula, weights, method, seed) : Map.of(),
                trained(formula, weights.keySet(), method),
                InitialHead.draw(formula.headShapes(), seed),
                form,
                method.editsStates() ? states(formula, method, seed) : Map.of(),
                method.id().equals(MethodChoice.ADALORA) ? method.pruning().penalty() : 0);
    }

    private static Map<String, AdaptedStates> states(NetworkFormula formula, MethodChoice method, long seed) {
        int bottleneck = MethodSizes.rank(method, formula.architecture());
        return InitialStates.draw(method.hiddenAdapter(), formula.architecture(), bottleneck, seed);
    }

    private static Map<String, AdaptedWeight> adapted(
            NetworkFormula formula, Map<String, FloatTensor> weights, MethodChoice method, long seed) {
        InitialSlots slots = new InitialSlots(method.adapter(), MethodSizes.rank(method, formula.architecture()), seed);
        Map<String, FloatTensor> w0 = new LinkedHashMap<>();
        for (LinearLayer layer : method.layers(formula.architecture())) {
            for (String module : layer.names()) {
                String name = module + ".weight";
                if (!formula.uses(name)) {
                    throw new IllegalArgumentException("target " + layer.target()
                            + ": expected a layer that the outputs depend on, got one that this head does not use");
                }
                w0.put(name, weight(weights, name, layer));
            }
        }
        Map<String, AdaptedWeight> adapted = new ConcurrentHashMap<>();
        w0.entrySet().parallelStream()
                .forEach(entry -> adapted.put(entry.getKey(), slots.on(entry.getKey(), entry.getValue())));
        return adapted;
    }

    private static FloatTensor weight(Map<String, FloatTensor> weights, String name, LinearLayer layer) {
        FloatTensor weight = weights.get(name);
        int[] expected = {layer.dOut(), layer.dIn()};
        if (weight == null || !Arrays.equals(weight.shape(), expected)) {
            throw new IllegalArgumentException("weight '" + name + "': expected " + Arrays.toString(expected)
                    + " by the sizes of the model, found "
                    + (weight == null ? "none" : Arrays.toString(weight.shape())));
        }
        return weight;
    }

    /** The model's own tensors that are trained; not those that the outputs do not depend on. */
    private static Set<String> trained(NetworkFormula formula, Set<String> names, MethodChoice method) {
        return names.stream()
                .filter(formula::uses)
                .filter(name -> method.id().equals(MethodChoice.FULL)
                        || method.id().equals(MethodChoice.BITFIT)
                                && name.endsWith(".bias")
                                && !name.startsWith("pooler."))
                .collect(Collectors.toSet());
    }
}
