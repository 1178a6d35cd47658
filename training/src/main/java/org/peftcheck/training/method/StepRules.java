package org.peftcheck.training.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.peftcheck.theory.adapter.Initialiser;
import org.peftcheck.theory.adapter.LoRa;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.run.StepRule;

/** What methods do in each step beside the optimiser. */
public final class StepRules {

    private StepRules() {}

    /**
     * The rule of a method on a network in training.
     *
     * @param method the method
     * @param network the network that it was put on
     * @param trained the trained tensors of the session
     * @param steps the steps of the run
     * @param seed the seed of the run
     * @return the rule, {@link StepRule#NONE} for most methods
     * @throws IllegalArgumentException if the method's schedule does not fit the number of steps
     */
    public static StepRule of(
            MethodChoice method, FineTuning network, List<TrainedTensor> trained, int steps, long seed) {
        Map<String, TrainedTensor> byName =
                trained.stream().collect(Collectors.toMap(TrainedTensor::name, Function.identity()));
        if (method.id().equals(MethodChoice.ADALORA)) {
            return allocation(method, network, byName, steps);
        }
        if (method.id().equals(MethodChoice.DYLORA)) {
            return randomRank(network, byName, seed);
        }
        if (method.id().equals(MethodChoice.ROSELORA)) {
            SparseRows rule = new SparseRows(method.pruning(), steps);
            new TreeMap<>(network.adapted())
                    .keySet()
                    .forEach(weight -> rule.add(
                            byName.get(AdaptedWeight.slotName(weight, "A")),
                            byName.get(AdaptedWeight.slotName(weight, "B"))));
            return rule;
        }
        List<TrainedTensor> orthonormal = orthonormal(network, byName);
        return orthonormal.isEmpty() ? StepRule.NONE : new Orthonormal(orthonormal);
    }

    /**
     * Checks that a method's schedule fits a number of steps.
     *
     * @param method the method
     * @param steps the steps of a run
     * @throws IllegalArgumentException if it does not
     */
    public static void check(MethodChoice method, int steps) {
        if (method.id().equals(MethodChoice.ADALORA)) {
            int rank = method.rank().orElse(1);
            method.pruning().schedule(rank, method.pruning().targetOf(rank), steps);
        }
        if (method.id().equals(MethodChoice.ROSELORA)) {
            method.pruning().schedule(1, 1, steps);
        }
    }

    private static StepRule allocation(
            MethodChoice method, FineTuning network, Map<String, TrainedTensor> byName, int steps) {
        List<RankAllocation.Layer> layers = new ArrayList<>();
        int start = 0;
        int end = 0;
        for (Map.Entry<String, AdaptedWeight> layer : new TreeMap<>(network.adapted()).entrySet()) {
            Function<String, TrainedTensor> slot = symbol -> byName.get(AdaptedWeight.slotName(layer.getKey(), symbol));
            layers.add(RankAllocation.Layer.of(slot.apply("P"), slot.apply("lambda"), slot.apply("Q")));
            start += layer.getValue().rank();
            end += method.pruning().targetOf(layer.getValue().rank());
        }
        return new RankAllocation(layers, method.pruning().schedule(start, end, steps));
    }

    private static StepRule randomRank(FineTuning network, Map<String, TrainedTensor> byName, long seed) {
        List<TrainedTensor> first = new TreeMap<>(network.adapted())
                .keySet().stream()
                        .map(weight -> byName.get(AdaptedWeight.slotName(weight, "A")))
                        .toList();
        AdaptedWeight any = network.adapted().values().iterator().next();
        int rank = any.rank();
        Scaling scaling = ((LoRa) any.adapter()).scaling();
        return new RandomRank(
                first,
                step -> SeededRandom.of(seed, "rank of step " + step).nextInt(1, rank + 1),
                drawn -> ratio(scaling, rank, drawn));
    }

    /** s(b)/s(r). */
    static double ratio(Scaling scaling, int rank, int drawn) {
        if (scaling instanceof Scaling.AlphaOverRank) {
            return (double) rank / drawn;
        }
        return scaling instanceof Scaling.AlphaOverRootRank ? Math.sqrt((double) rank / drawn) : 1;
    }

    /** The slots that start with orthonormal rows, and are to keep them. */
    private static List<TrainedTensor> orthonormal(FineTuning network, Map<String, TrainedTensor> byName) {
        List<TrainedTensor> tensors = new ArrayList<>();
        new TreeMap<>(network.states()).values().forEach(states -> {
            for (Slot slot : states.siteSlots()) {
                if (slot.isTrainable() && slot.initialiser() instanceof Initialiser.OrthonormalRows) {
                    tensors.add(byName.get(states.slotName(slot.symbol())));
                }
            }
        });
        return tensors;
    }
}
