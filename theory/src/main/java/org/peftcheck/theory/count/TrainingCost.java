package org.peftcheck.theory.count;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.papers.architecture.LinearRole;
import org.peftcheck.theory.adapter.FullFineTuning;
import org.peftcheck.theory.adapter.HiddenAdapter;
import org.peftcheck.theory.adapter.HiddenAdapter.Hook;
import org.peftcheck.theory.adapter.HiddenAdapter.Site;
import org.peftcheck.theory.adapter.HiddenDimensions;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.Polynomial;

/**
 * Operations and peak memory of a training step of a model with a method.
 *
 * @param flops operations
 * @param memory bytes
 */
public record TrainingCost(Flops flops, Memory memory) {

    /** Bytes of a trained parameter, of its gradient and of each of its two moments: single precision. */
    public static final int TRAINED_BYTES = 4;

    /**
     * Floating-point operations of the products of matrices of a step, and of the rest of what the method adds.
     *
     * @param modelForward forward pass of the model as it is, with its attention and the head
     * @param adapterForward what the method adds to it
     * @param modelBackward backward pass of the model with all weights frozen but the head's: the gradients of all values that depend
     *     on something trained
     * @param adapterBackward what the method adds to it, with a penalty in its loss and the gradient of that
     * @param adapterEntrywise operations of the method that are no products of matrices, forward and backward
     */
    public record Flops(
            BigInteger modelForward,
            BigInteger adapterForward,
            BigInteger modelBackward,
            BigInteger adapterBackward,
            BigInteger adapterEntrywise) {

        private Flops with(BigInteger forward, BigInteger backward) {
            return new Flops(
                    modelForward,
                    adapterForward.add(forward),
                    modelBackward,
                    adapterBackward.add(backward),
                    adapterEntrywise);
        }

        /** The operations of all products of a step. */
        public BigInteger total() {
            return modelForward.add(adapterForward).add(modelBackward).add(adapterBackward);
        }
    }

    /**
     * Bytes at the peak of a step.
     *
     * @param frozenWeights the weights of the model, and frozen slots that are stored
     * @param trainedWeights the trained parameters
     * @param gradients their gradients
     * @param optimiser two moments of each
     * @param modelActivations what the blocks keep for the backward pass, with the logits and their gradient
     * @param adapterActivations what the method keeps beside that
     * @param workspace gradients of what one layer forms once a step
     */
    public record Memory(
            BigInteger frozenWeights,
            BigInteger trainedWeights,
            BigInteger gradients,
            BigInteger optimiser,
            BigInteger modelActivations,
            BigInteger adapterActivations,
            BigInteger workspace) {

        /** The sum. */
        public BigInteger total() {
            return frozenWeights
                    .add(trainedWeights)
                    .add(gradients)
                    .add(optimiser)
                    .add(modelActivations)
                    .add(adapterActivations)
                    .add(workspace);
        }
    }

    /**
     * The cost of a method that rewrites weights.
     *
     * @param architecture the model
     * @param layers the layers that are adapted
     * @param adapter the method
     * @param rank its rank; without effect where it has none
     * @param form how the adapted weights are applied
     * @param setting batch, length and format
     * @return the cost
     * @throws IllegalArgumentException when the layers of the attention and the feed-forward network are not named as usual
     */
    public static TrainingCost of(
            Architecture architecture,
            List<LinearLayer> layers,
            WeightAdapter adapter,
            int rank,
            TrainingStep.Form form,
            StepSetting setting) {
        GradientFlow flow = GradientFlow.of(
                architecture.blocks(),
                false,
                trained(layers),
                layers.stream().anyMatch(layer -> layer.role() == LinearRole.POOLER));
        ModelStep model = new ModelStep(architecture, setting, flow);
        List<LayerShape> shapes = layers.stream()
                .map(layer -> new LayerShape(layer.pattern(), layer.dOut(), layer.dIn(), layer.count()))
                .toList();
        List<Adapted> adapted = adapted(model, layers, adapter, rank, form);
        boolean reads = adapted.stream().anyMatch(some -> some.step().backward().keepsInput());
        ParameterCount count = ParameterCount.of(adapter, shapes, rank);
        Flops flops = flops(model, adapted, layers)
                .with(repeated(model, layers, adapter, rank, form).negate(), penalty(adapter, adapted));
        BigInteger frozen = count.frozen()
                .add(replaced(adapter, layers, slot -> !slot.isTrainable()))
                .add(remade(setting, adapter, layers))
                .add(identity(setting, adapter, rank));
        return new TrainingCost(
                flops,
                new StepMemory(model, adapted, reads ? layers : List.of())
                        .of(count.trainable(), frozen, replaced(adapter, layers, slot -> true)));
    }

    /**
     * The cost of training everything that the outputs depend on: weights, biases, normalisations and embeddings.
     *
     * @param architecture the model
     * @param setting batch, length and format
     * @return the cost
     */
    public static TrainingCost ofEverything(Architecture architecture, StepSetting setting) {
        ModelStep frozen =
                new ModelStep(architecture, setting, GradientFlow.of(architecture.blocks(), true, Map.of(), true));
        List<LinearLayer> layers = frozen.layers();
        List<Adapted> adapted = adapted(frozen, layers, new FullFineTuning(), 1, TrainingStep.Form.MATERIALISED);
        BigInteger all = frozen.parameters();
        return new TrainingCost(
                flops(frozen, adapted, layers), new StepMemory(frozen, adapted, layers).of(all, BigInteger.ZERO, all));
    }

    private static BigInteger penalty(WeightAdapter adapter, List<Adapted> adapted) {
        return adapted.stream()
                .map(some -> adapter.penaltyProducts()
                        .substitute(some.values())
                        .constantValue()
                        .multiply(some.copies()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Forward products that several layers of a block have in common, as often as they are not done again. */
    private static BigInteger repeated(
            ModelStep model, List<LinearLayer> layers, WeightAdapter adapter, int rank, TrainingStep.Form form) {
        BigInteger sum = BigInteger.ZERO;
        for (LinearLayer layer : layers) {
            long again = 0;
            for (int block = layer.first(); block < layer.first() + layer.count(); block++) {
                again += readsAfterAnother(adapter, layer, block, layers) ? 1 : 0;
            }
            Map<Dimension, Polynomial> sizes =
                    Dimensions.of(layer.dOut(), layer.dIn(), rank).values();
            sum = sum.add(TrainingStep.of(adapter, form, true, sizes)
                    .at(sizes, model.vectors(layer.role()))
                    .sharedProducts()
                    .multiply(BigInteger.valueOf(again)));
        }
        return sum;
    }

    /**
     * Whether a layer before this one in the block reads the same values and has the same slots for them. What x meets first has d_in
     * columns, so that a shared slot is the same one whatever d_out is; what is made anew of a seed is so for each shape of layers.
     */
    private static boolean readsAfterAnother(
            WeightAdapter adapter, LinearLayer layer, int block, List<LinearLayer> layers) {
        boolean byShape = adapter.slots().stream().anyMatch(slot -> slot.sharing() == Slot.Sharing.RECOMPUTED);
        return ModelStep.reader(layer.role()).isPresent()
                && layers.subList(0, layers.indexOf(layer)).stream()
                        .anyMatch(other -> ModelStep.reader(other.role()).equals(ModelStep.reader(layer.role()))
                                && (other.dOut() == layer.dOut() || !byShape)
                                && other.first() <= block
                                && block < other.first() + other.count());
    }

    private static Map<Integer, Set<LinearRole>> trained(List<LinearLayer> layers) {
        Map<Integer, Set<LinearRole>> trained = new HashMap<>();
        for (LinearLayer layer : layers) {
            for (int block = layer.first();
                    layer.role().isInBlock() && block < layer.first() + layer.count();
                    block++) {
                trained.computeIfAbsent(block, b -> new HashSet<>()).add(layer.role());
            }
        }
        return trained;
    }

    /** The adapted layers, those whose inputs have a gradient and those without apart. */
    private static List<Adapted> adapted(
            ModelStep model, List<LinearLayer> layers, WeightAdapter adapter, int rank, TrainingStep.Form form) {
        List<Adapted> adapted = new ArrayList<>();
        for (LinearLayer layer : layers) {
            long with = model.withInputGradient(layer);
            Map<Dimension, Polynomial> sizes =
                    Dimensions.of(layer.dOut(), layer.dIn(), rank).values();
            Map<Boolean, Long> copies = Map.of(true, with, false, layer.count() - with);
            copies.forEach((gradient, number) -> adapted.add(new Adapted(
                    TrainingStep.of(adapter, form, gradient, sizes),
                    sizes,
                    BigInteger.valueOf(number),
                    model.vectors(layer.role()),
                    gradient,
                    BigInteger.ZERO,
                    Optional.of(layer))));
        }
        return adapted.stream().filter(some -> some.copies().signum() > 0).toList();
    }

    /** Weights of the model in whose place slots of some kind stand. */
    private static BigInteger replaced(WeightAdapter adapter, List<LinearLayer> layers, Predicate<Slot> kind) {
        return adapter.slots().stream().anyMatch(slot -> kind.test(slot) && slot.sharing() == Slot.Sharing.IN_PLACE)
                ? BigInteger.valueOf(
                        layers.stream().mapToLong(LinearLayer::weights).sum())
                : BigInteger.ZERO;
    }

    /** The identity r × r that a penalty on PᵀP − I takes away, where it is held. */
    private static BigInteger identity(StepSetting setting, WeightAdapter adapter, int rank) {
        boolean held = setting.keeping() == StepSetting.Keeping.RECOMPUTED
                && !adapter.penaltyProducts().equals(Polynomial.ZERO);
        return held ? BigInteger.valueOf(rank).pow(2) : BigInteger.ZERO;
    }

    /** Frozen slots that are made anew of a seed, where they are held: once for each shape of layers. */
    private static BigInteger remade(StepSetting setting, WeightAdapter adapter, List<LinearLayer> layers) {
        if (setting.keeping() != StepSetting.Keeping.RECOMPUTED) {
            return BigInteger.ZERO;
        }
        Polynomial entries = adapter.slots().stream()
                .filter(slot -> slot.sharing() == Slot.Sharing.RECOMPUTED)
                .map(Slot::entries)
                .reduce(Polynomial.ZERO, Polynomial::plus);
        return layers.stream()
                .map(layer -> Dimensions.of(layer.dOut(), layer.dIn(), 1))
                .distinct()
                .map(shape -> entries.substitute(shape.values()).constantValue())
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /**
     * The cost of a method on the hidden states of all blocks, or of the head.
     *
     * @param architecture the model
     * @param adapter the method
     * @param dimensions the dimensions of the model, with the bottleneck of the method
     * @param setting batch, length and format; where it has a head, what trains the head has no places of its own
     * @return the cost
     * @throws IllegalArgumentException as for the other one
     */
    public static TrainingCost of(
            Architecture architecture, HiddenAdapter adapter, HiddenDimensions dimensions, StepSetting setting) {
        List<Site> sites = adapter.sites().stream()
                .filter(site -> setting.head().isEmpty() || site.hook() != Hook.HEAD)
                .toList();
        ModelStep model = new ModelStep(architecture, setting, flow(sites, architecture.blocks()));
        List<Adapted> adapted = new ArrayList<>();
        for (Site site : sites) {
            boolean first = adapted.isEmpty() && site.hook() != Hook.BIAS && site.hook() != Hook.HEAD;
            BigInteger copies =
                    site.multiplicity().substitute(dimensions.values()).constantValue();
            BigInteger without = first ? BigInteger.ONE : BigInteger.ZERO;
            adapted.add(place(adapter, site, dimensions, model, copies.subtract(without), true));
            adapted.add(place(adapter, site, dimensions, model, without, false));
        }
        boolean biases = sites.stream().anyMatch(site -> site.hook() == Hook.BIAS);
        BigInteger trainable = sites.stream()
                .map(site ->
                        site.trainableCount().substitute(dimensions.values()).constantValue())
                .reduce(BigInteger.ZERO, BigInteger::add);
        return new TrainingCost(
                flops(model, adapted, List.of()),
                new StepMemory(model, adapted, List.of())
                        .of(trainable, BigInteger.ZERO, biases ? trainable : BigInteger.ZERO));
    }

    /** Biases are trained from the normalisation of the embeddings on. */
    private static GradientFlow flow(List<Site> sites, int blocks) {
        Set<LinearRole> roles = new HashSet<>();
        boolean embeddings = false;
        for (Site site : sites) {
            switch (site.hook()) {
                case BIAS -> embeddings = true;
                case AFTER_ATTENTION -> roles.add(LinearRole.ATTENTION_OUTPUT);
                case AFTER_FEED_FORWARD -> roles.add(LinearRole.DOWN);
                case RESIDUAL_STREAM -> roles.add(LinearRole.OTHER_IN_BLOCK);
                case HEAD -> roles.addAll(Set.of());
            }
        }
        Map<Integer, Set<LinearRole>> trained = new HashMap<>();
        IntStream.range(0, blocks).forEach(block -> trained.put(block, roles));
        return GradientFlow.of(blocks, embeddings, trained, false);
    }

    /** Places of one kind; before the first of a model nothing is trained. */
    private static Adapted place(
            HiddenAdapter adapter,
            Site site,
            HiddenDimensions dimensions,
            ModelStep model,
            BigInteger copies,
            boolean inputGradient) {
        Map<Dimension, Polynomial> values = dimensions.values();
        TrainingStep step = TrainingStep.of(adapter, site, inputGradient);
        StepSetting setting = model.setting();
        BigInteger vectors = site.hook() == Hook.HEAD ? BigInteger.valueOf(setting.batch()) : setting.tokens();
        BigInteger features = site.features().substitute(values).constantValue();
        boolean keeps = step.backward().keepsInput() && !model.keepsStates(site.hook());
        return new Adapted(
                step,
                values,
                copies,
                vectors,
                inputGradient,
                keeps ? features.multiply(vectors).multiply(copies) : BigInteger.ZERO,
                Optional.empty());
    }

    private static Flops flops(ModelStep model, List<Adapted> adapted, List<LinearLayer> replaced) {
        BigInteger forward = BigInteger.ZERO;
        BigInteger backward = BigInteger.ZERO;
        BigInteger entrywise = BigInteger.ZERO;
        for (Adapted place : adapted) {
            TrainingStep.Amounts one = place.amounts();
            forward = forward.add(one.forwardProducts().multiply(place.copies()));
            backward = backward.add(one.backwardProducts().multiply(place.copies()));
            BigInteger rest = one.forward()
                    .add(one.backward())
                    .subtract(one.forwardProducts().add(one.backwardProducts()));
            entrywise = entrywise.add(rest.multiply(place.copies()));
        }
        for (LinearLayer layer : replaced) {
            forward = forward.subtract(model.forward(layer));
            backward = backward.subtract(model.backward(layer));
        }
        return new Flops(model.forward(), forward, model.backward(), backward, entrywise);
    }
}
