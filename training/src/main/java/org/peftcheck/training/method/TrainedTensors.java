package org.peftcheck.training.method;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.training.engine.AdaptedStates;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.model.FloatTensor;

/** What is trained of a network, by the names that training and its files have for it. */
public final class TrainedTensors {

    private TrainedTensors() {}

    /**
     * The trained tensors of the encoder: slots of adapters, and pre-trained tensors that are trained themselves.
     *
     * @param network the network
     * @return the values by their names, in the order of the names
     */
    public static Map<String, FloatTensor> ofEncoder(FineTuning network) {
        Map<String, FloatTensor> values = new LinkedHashMap<>();
        new TreeMap<>(network.adapted())
                .forEach((weight, adapted) ->
                        put(values, weight, adapted.adapter().slots(), adapted.slots()));
        new TreeMap<>(network.states())
                .forEach((place, states) -> put(values, place, states.siteSlots(), states.slots()));
        new TreeSet<>(network.trainedWeights())
                .forEach(name -> values.put(name, network.weights().get(name)));
        return values;
    }

    private static void put(
            Map<String, FloatTensor> values, String of, List<Slot> slots, Map<String, FloatTensor> slotValues) {
        for (Slot slot : slots) {
            if (slot.isTrainable()) {
                values.put(AdaptedWeight.slotName(of, slot.symbol()), slotValues.get(slot.symbol()));
            }
        }
    }

    /**
     * The trained tensors of the encoder and the head.
     *
     * @param network the network
     * @return the values by their names
     */
    public static Map<String, FloatTensor> of(FineTuning network) {
        Map<String, FloatTensor> values = ofEncoder(network);
        values.putAll(new TreeMap<>(network.head()));
        return values;
    }

    /**
     * The number of parameters of some tensors.
     *
     * @param tensors the tensors
     * @return the sum of their entries
     */
    public static long count(Map<String, FloatTensor> tensors) {
        return tensors.values().stream().mapToLong(FloatTensor::size).sum();
    }

    /**
     * The network with other values of what is trained.
     *
     * @param network the network
     * @param values a value for each trained tensor of encoder and head and for nothing else
     * @return the network with these values
     * @throws IllegalArgumentException if a tensor is missing, not known, or of another shape, naming it
     */
    public static FineTuning replaced(FineTuning network, Map<String, FloatTensor> values) {
        requireFitting(of(network), values);
        Map<String, AdaptedWeight> adapted = new LinkedHashMap<>();
        network.adapted().forEach((weight, before) -> {
            Map<String, FloatTensor> slots = replaced(weight, before.slots(), values);
            adapted.put(weight, new AdaptedWeight(before.adapter(), before.rank(), slots));
        });
        Map<String, AdaptedStates> states = new LinkedHashMap<>();
        network.states()
                .forEach((place, before) -> states.put(place, before.with(replaced(place, before.slots(), values))));
        Map<String, FloatTensor> weights = new LinkedHashMap<>(network.weights());
        network.trainedWeights().forEach(name -> weights.put(name, values.get(name)));
        Map<String, FloatTensor> head = new LinkedHashMap<>(network.head());
        head.replaceAll((name, old) -> values.get(name));
        return new FineTuning(
                network.formula(),
                weights,
                adapted,
                network.trainedWeights(),
                head,
                network.form(),
                states,
                network.penalty());
    }

    private static Map<String, FloatTensor> replaced(
            String of, Map<String, FloatTensor> before, Map<String, FloatTensor> values) {
        Map<String, FloatTensor> slots = new LinkedHashMap<>(before);
        slots.replaceAll((symbol, old) -> values.getOrDefault(AdaptedWeight.slotName(of, symbol), old));
        return slots;
    }

    private static void requireFitting(Map<String, FloatTensor> expected, Map<String, FloatTensor> found) {
        Set<String> superfluous = new TreeSet<>(found.keySet());
        superfluous.removeAll(expected.keySet());
        if (!superfluous.isEmpty()) {
            throw new IllegalArgumentException("trained tensors: expected none called '"
                    + superfluous.iterator().next() + "', which is not trained in this network, found one");
        }
        expected.forEach((name, value) -> {
            FloatTensor tensor = found.get(name);
            if (tensor == null || !Arrays.equals(tensor.shape(), value.shape())) {
                throw new IllegalArgumentException("trained tensor '" + name + "': expected shape "
                        + Arrays.toString(value.shape()) + ", found "
                        + (tensor == null ? "none" : Arrays.toString(tensor.shape())));
            }
        });
    }
}
