package org.peftcheck.training.samediff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.plan.Storage;

/** The tensors of a network outside the heap, shared by all graphs and plans of a session, and which of them are trained. */
final class NetworkTensors {

    private final Map<String, INDArray> arrays = new TreeMap<>();
    private final List<TrainedTensor> trained = new ArrayList<>();
    private final Map<String, Storage> gradients = new LinkedHashMap<>();

    NetworkTensors(FineTuning network) {
        Map<FloatTensor, INDArray> shared = new IdentityHashMap<>();
        new TreeMap<>(network.weights()).forEach((name, tensor) -> {
            if (!network.formula().uses(name)) {
                refuseTraining(name, network);
                return;
            }
            put(name, inPlaceOf(name, network).orElse(tensor), shared);
            if (network.trainedWeights().contains(name)) {
                train(name, TrainedTensor.Group.ENCODER, tensor.shape().length > 1);
            }
        });
        new TreeMap<>(network.adapted())
                .forEach((name, adapted) -> putSlots(name, adapted.adapter().slots(), adapted.slots(), shared));
        new TreeMap<>(network.states())
                .forEach((place, states) -> putSlots(place, states.siteSlots(), states.slots(), shared));
        if (network.penalty() > 0) {
            network.adapted().values().stream()
                    .mapToInt(AdaptedWeight::rank)
                    .distinct()
                    .forEach(rank -> put(identityName(rank), identity(rank), shared));
        }
        new TreeMap<>(network.head()).forEach((name, tensor) -> {
            put(name, tensor, shared);
            train(name, TrainedTensor.Group.HEAD, tensor.shape().length > 1);
        });
    }

    private static void refuseTraining(String unused, FineTuning network) {
        if (network.trainedWeights().contains(unused)) {
            throw new IllegalArgumentException("network: expected trained tensors that the loss depends on, got "
                    + unused + ", which is not used");
        }
    }

    /** The slot that stands in the place of a weight, which then need not be held beside it. */
    private static Optional<FloatTensor> inPlaceOf(String weight, FineTuning network) {
        return Optional.ofNullable(network.adapted().get(weight))
                .flatMap(adapted -> adapted.adapter().slots().stream()
                        .filter(slot -> slot.sharing() == Slot.Sharing.IN_PLACE)
                        .findFirst()
                        .map(slot -> adapted.slots().get(slot.symbol())));
    }

    private void putSlots(
            String of, List<Slot> slots, Map<String, FloatTensor> values, Map<FloatTensor, INDArray> shared) {
        for (Slot slot : slots) {
            String name = AdaptedWeight.slotName(of, slot.symbol());
            put(name, values.get(slot.symbol()), shared);
            if (slot.isTrainable()) {
                train(name, TrainedTensor.Group.ENCODER, true);
            }
        }
    }

    /** The name of the identity r × r that a penalty takes away. */
    static String identityName(int rank) {
        return "identity:" + rank;
    }

    private static FloatTensor identity(int rank) {
        FloatTensor identity = FloatTensor.zeros(rank, rank);
        for (int k = 0; k < rank; k++) {
            identity.values()[k * rank + k] = 1;
        }
        return identity;
    }

    private void put(String name, FloatTensor tensor, Map<FloatTensor, INDArray> shared) {
        long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
        arrays.put(name, shared.computeIfAbsent(tensor, t -> Nd4j.create(t.values(), shape, 'c')));
    }

    private void train(String name, TrainedTensor.Group group, boolean decays) {
        INDArray array = arrays.get(name);
        Storage gradient = Storage.allocate(array.length());
        gradients.put(name, gradient);
        trained.add(new TrainedTensor(
                name, shape(name), group, decays, storage(name).buffer(), gradient.buffer()));
    }

    /** The bytes of all tensors, each once. */
    long bytes() {
        Map<INDArray, Boolean> distinct = new IdentityHashMap<>();
        arrays.values().forEach(array -> distinct.put(array, true));
        return distinct.keySet().stream().mapToLong(INDArray::length).sum() * Float.BYTES;
    }

    Iterable<String> names() {
        return arrays.keySet();
    }

    INDArray array(String name) {
        INDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("network: expected a tensor " + name + ", found none of that name");
        }
        return array;
    }

    int[] shape(String name) {
        return Arrays.stream(array(name).shape()).mapToInt(Math::toIntExact).toArray();
    }

    Storage storage(String name) {
        FloatPointer pointer = new FloatPointer(array(name).data().addressPointer());
        return new Storage(
                pointer.limit(array(name).length()).capacity(array(name).length()));
    }

    boolean isTrained(String name) {
        return gradients.containsKey(name);
    }

    Storage gradient(String name) {
        return gradients.get(name);
    }

    List<TrainedTensor> trained() {
        return Collections.unmodifiableList(trained);
    }

    /** Lets go of the memory. */
    void release() {
        gradients.values().forEach(Storage::release);
        arrays.values().forEach(array -> {
            if (array.closeable()) {
                array.close();
            }
        });
    }
}
