package org.peftcheck.training.samediff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.peftcheck.numeric.checkpoint.FloatValues;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.plan.NarrowNumbers;
import org.peftcheck.training.plan.Numbers;
import org.peftcheck.training.plan.Storage;

/**
 * The tensors of a network, shared by all graphs and plans of a session, and which of them are trained: those in bf16 that are not trained
 * may stay where and as they are, all others are outside the heap.
 */
final class NetworkTensors {

    private final boolean keepsBf16;
    private final Map<String, INDArray> arrays = new TreeMap<>();
    private final Map<String, Numbers> numbers = new TreeMap<>();
    private final Map<String, int[]> shapes = new TreeMap<>();
    private final Map<FloatTensor, INDArray> sharedArrays = new IdentityHashMap<>();
    private final Map<Object, Numbers> sharedNumbers = new IdentityHashMap<>();
    private final List<TrainedTensor> trained = new ArrayList<>();
    private final Map<String, Storage> gradients = new LinkedHashMap<>();

    /**
     * The tensors of a network.
     *
     * @param network the network
     * @param keepsBf16 whether what reads them can read bf16
     */
    NetworkTensors(FineTuning network, boolean keepsBf16) {
        this.keepsBf16 = keepsBf16;
        new TreeMap<>(network.weights()).forEach((name, tensor) -> {
            if (!network.formula().uses(name)) {
                refuseTraining(name, network);
                return;
            }
            if (network.trainedWeights().contains(name)) {
                train(name, tensor, TrainedTensor.Group.ENCODER, tensor.shape().length > 1);
            } else {
                put(name, inPlaceOf(name, network).orElse(tensor));
            }
        });
        new TreeMap<>(network.adapted())
                .forEach((name, adapted) -> putSlots(name, adapted.adapter().slots(), adapted.slots()));
        new TreeMap<>(network.states()).forEach((place, states) -> putSlots(place, states.siteSlots(), states.slots()));
        if (network.penalty() > 0) {
            network.adapted().values().stream()
                    .mapToInt(AdaptedWeight::rank)
                    .distinct()
                    .forEach(rank -> put(identityName(rank), identity(rank)));
        }
        new TreeMap<>(network.head()).forEach((name, tensor) -> {
            train(name, tensor, TrainedTensor.Group.HEAD, tensor.shape().length > 1);
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

    private void putSlots(String of, List<Slot> slots, Map<String, FloatTensor> values) {
        for (Slot slot : slots) {
            String name = AdaptedWeight.slotName(of, slot.symbol());
            FloatTensor value = values.get(slot.symbol());
            if (slot.isTrainable()) {
                train(name, value, TrainedTensor.Group.ENCODER, true);
            } else {
                put(name, value);
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

    private void put(String name, FloatTensor tensor) {
        shapes.put(name, tensor.shape());
        if (keepsBf16 && tensor.data() instanceof FloatValues.Bf16 values) {
            numbers.put(name, sharedNumbers.computeIfAbsent(tensor, t -> new NarrowNumbers(values)));
        } else {
            putWide(name, tensor);
        }
    }

    private void putWide(String name, FloatTensor tensor) {
        shapes.put(name, tensor.shape());
        long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
        INDArray array = sharedArrays.computeIfAbsent(tensor, t -> Nd4j.create(t.values(), shape, 'c'));
        arrays.put(name, array);
        numbers.put(name, sharedNumbers.computeIfAbsent(array, a -> storage(array)));
    }

    private static Storage storage(INDArray array) {
        FloatPointer pointer = new FloatPointer(array.data().addressPointer());
        return new Storage(pointer.limit(array.length()).capacity(array.length()));
    }

    private void train(String name, FloatTensor initial, TrainedTensor.Group group, boolean decays) {
        putWide(name, initial);
        Storage gradient = Storage.allocate(initial.size());
        gradients.put(name, gradient);
        Storage value = (Storage) numbers(name);
        trained.add(new TrainedTensor(name, shape(name), group, decays, value.buffer(), gradient.buffer()));
    }

    /** The bytes of all tensors, each once. */
    long bytes() {
        Map<Numbers, Boolean> distinct = new IdentityHashMap<>();
        numbers.values().forEach(each -> distinct.put(each, true));
        return distinct.keySet().stream()
                .mapToLong(each -> (long) each.width() * each.capacity())
                .sum();
    }

    Iterable<String> names() {
        return numbers.keySet();
    }

    /** Whether a tensor stays in bf16, and so is no array. */
    boolean staysInBf16(String name) {
        return numbers(name) instanceof NarrowNumbers;
    }

    /** A tensor that does not stay in bf16, as an array of ND4J. */
    INDArray array(String name) {
        requireKnown(name);
        return Objects.requireNonNull(arrays.get(name), name + " stays in bf16");
    }

    /** The numbers of a tensor; the same object for tensors that are one. */
    Numbers numbers(String name) {
        requireKnown(name);
        return numbers.get(name);
    }

    int[] shape(String name) {
        requireKnown(name);
        return shapes.get(name).clone();
    }

    private void requireKnown(String name) {
        if (!numbers.containsKey(name)) {
            throw new IllegalArgumentException("network: expected a tensor " + name + ", found none of that name");
        }
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
