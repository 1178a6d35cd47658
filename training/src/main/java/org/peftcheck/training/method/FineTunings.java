package org.peftcheck.training.method;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.papers.architecture.LinearRole;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;

/** Makes networks to be fine-tuned: a pre-trained encoder, a method on it, and a head. */
public final class FineTunings {

    private static final String POOLER = "pooler.";

    private FineTunings() {}

    /**
     * A network with its initial values. The same arguments give the same bits.
     *
     * @param config the encoder's sizes
     * @param weights the pre-trained tensors, by the names of Hugging Face without the prefix of the model
     * @param method the method
     * @param head the head
     * @param form how an adapted layer is computed
     * @param seed what the initial values follow from, together with the names of the layers
     * @return the network
     * @throws IllegalArgumentException if a setting or size is not one of the method's, a target names no layer, or a weight is missing
     *     or of another shape than the sizes say; in one line
     */
    public static FineTuning of(
            EncoderConfig config,
            Map<String, FloatTensor> weights,
            MethodChoice method,
            HeadChoice head,
            UpdateForm form,
            long seed) {
        return new FineTuning(
                config,
                weights,
                method.rewritesWeights() ? adapted(config, weights, method, head, seed) : Map.of(),
                trained(weights.keySet(), method, head),
                head.draw(config.hidden(), seed),
                form);
    }

    private static Map<String, AdaptedWeight> adapted(
            EncoderConfig config, Map<String, FloatTensor> weights, MethodChoice method, HeadChoice head, long seed) {
        InitialSlots slots = new InitialSlots(method.adapter(), MethodSizes.rank(method, config), seed);
        Map<String, FloatTensor> w0 = new LinkedHashMap<>();
        for (LinearLayer layer : method.layers(MethodSizes.architecture(config))) {
            if (layer.role() == LinearRole.POOLER && head.pooling() != Pooling.POOLER) {
                throw new IllegalArgumentException(
                        "target pooler: expected a head that uses the pooler, got pooling by " + head.pooling());
            }
            for (String module : layer.names()) {
                String name = module + ".weight";
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
                    + " by the sizes of the encoder, found "
                    + (weight == null ? "none" : Arrays.toString(weight.shape())));
        }
        return weight;
    }

    /** The encoder's own tensors that are trained; not those of a pooler that the head does not use. */
    private static Set<String> trained(Set<String> names, MethodChoice method, HeadChoice head) {
        return names.stream()
                .filter(name -> head.pooling() == Pooling.POOLER || !name.startsWith(POOLER))
                .filter(name -> method.id().equals(MethodChoice.FULL)
                        || method.id().equals(MethodChoice.BITFIT) && name.endsWith(".bias"))
                .collect(Collectors.toSet());
    }
}
