package org.peftcheck.theory.count;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
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
     * Floating-point operations of a step.
     *
     * @param modelForward forward pass of the model as it is, with its attention
     * @param adapterForward what the method adds to it
     * @param modelBackward backward pass of the model with all weights frozen, from the first adapted block on
     * @param adapterBackward what the method adds to it
     */
    public record Flops(
            BigInteger modelForward, BigInteger adapterForward, BigInteger modelBackward, BigInteger adapterBackward) {

        /** The operations of a step. */
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

    /** What is adapted: a step of a kind of layers or places, how many there are, what each sees, and what all keep of that. */
    private record Adapted(
            TrainingStep step,
            Map<Dimension, Polynomial> values,
            BigInteger copies,
            BigInteger vectors,
            BigInteger states) {
        TrainingStep.Amounts amounts() {
            return step.at(values, vectors);
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
        int first = layers.stream()
                .filter(layer -> layer.role().isInBlock())
                .mapToInt(LinearLayer::first)
                .min()
                .orElse(architecture.blocks());
        ModelStep model = new ModelStep(architecture, setting, first);
        TrainingStep step = TrainingStep.of(adapter, form);
        List<Adapted> adapted = new ArrayList<>();
        List<LayerShape> shapes = new ArrayList<>();
        for (LinearLayer layer : layers) {
            adapted.add(new Adapted(
                    step,
                    Dimensions.of(layer.dOut(), layer.dIn(), rank).values(),
                    BigInteger.valueOf(layer.count()),
                    model.vectors(layer.role()),
                    BigInteger.ZERO));
            shapes.add(new LayerShape(layer.pattern(), layer.dOut(), layer.dIn(), layer.count()));
        }
        Flops flops = flops(model, adapted, layers);
        List<LinearLayer> readers = step.backward().keepsInput() ? layers : List.of();
        ParameterCount count = ParameterCount.of(adapter, shapes, rank);
        return new TrainingCost(flops, memory(model, adapted, readers, count, replaced(adapter, layers)));
    }

    /** Weights of the model in whose place trained ones stand. */
    private static BigInteger replaced(WeightAdapter adapter, List<LinearLayer> layers) {
        boolean inPlace = adapter.slots().stream()
                .anyMatch(slot -> slot.isTrainable() && slot.sharing() == Slot.Sharing.IN_PLACE);
        return inPlace
                ? BigInteger.valueOf(
                        layers.stream().mapToLong(LinearLayer::weights).sum())
                : BigInteger.ZERO;
    }

    /**
     * The cost of a method on the hidden states of all blocks, or of the head.
     *
     * @param architecture the model
     * @param adapter the method
     * @param dimensions the dimensions of the model, with the bottleneck of the method
     * @param setting batch, length and format
     * @return the cost
     * @throws IllegalArgumentException as for the other one
     */
    public static TrainingCost of(
            Architecture architecture, HiddenAdapter adapter, HiddenDimensions dimensions, StepSetting setting) {
        boolean inBlocks = adapter.trainableCount().degree(Dimension.BLOCKS) > 0;
        ModelStep model = new ModelStep(architecture, setting, inBlocks ? 0 : architecture.blocks());
        List<Adapted> adapted = adapter.sites().stream()
                .map(site -> place(adapter, site, dimensions, setting))
                .toList();
        BigInteger trainable =
                adapter.trainableCount().substitute(dimensions.values()).constantValue();
        ParameterCount count = new ParameterCount(trainable, BigInteger.ZERO);
        return new TrainingCost(
                flops(model, adapted, List.of()), memory(model, adapted, List.of(), count, BigInteger.ZERO));
    }

    private static Adapted place(HiddenAdapter adapter, Site site, HiddenDimensions dimensions, StepSetting setting) {
        Map<Dimension, Polynomial> values = dimensions.values();
        TrainingStep step = TrainingStep.of(adapter, site);
        BigInteger copies = site.multiplicity().substitute(values).constantValue();
        BigInteger vectors = site.hook() == Hook.HEAD ? BigInteger.valueOf(setting.batch()) : setting.tokens();
        BigInteger features = site.features().substitute(values).constantValue();
        boolean keeps = step.backward().keepsInput();
        return new Adapted(
                step,
                values,
                copies,
                vectors,
                keeps ? features.multiply(vectors).multiply(copies) : BigInteger.ZERO);
    }

    private static Flops flops(ModelStep model, List<Adapted> adapted, List<LinearLayer> replaced) {
        BigInteger attention = model.attention();
        BigInteger forward =
                attention.multiply(BigInteger.valueOf(model.architecture().blocks()));
        BigInteger backward = attention.shiftLeft(1).multiply(BigInteger.valueOf(model.trainedBlocks()));
        for (LinearLayer layer : model.architecture().layers()) {
            forward = forward.add(model.forward(layer));
            backward = backward.add(model.backward(layer));
        }
        BigInteger more = BigInteger.ZERO;
        BigInteger moreBack = BigInteger.ZERO;
        for (Adapted place : adapted) {
            more = more.add(place.amounts().forward().multiply(place.copies()));
            moreBack = moreBack.add(place.amounts().backward().multiply(place.copies()));
        }
        for (LinearLayer layer : replaced) {
            more = more.subtract(model.forward(layer));
            moreBack = moreBack.subtract(model.backward(layer));
        }
        return new Flops(forward, more, backward, moreBack);
    }

    private static Memory memory(
            ModelStep model,
            List<Adapted> adapted,
            List<LinearLayer> readers,
            ParameterCount count,
            BigInteger replaced) {
        BigInteger bytes = BigInteger.valueOf(model.setting().bytes());
        BigInteger trained = count.trainable().multiply(BigInteger.valueOf(TRAINED_BYTES));
        BigInteger blocks = model.keptPerToken().multiply(BigInteger.valueOf(model.trainedBlocks()));
        BigInteger activations = blocks.multiply(model.setting().tokens()).multiply(bytes);
        BigInteger kept = model.inputsPerToken(readers).multiply(model.setting().tokens());
        BigInteger formed = BigInteger.ZERO;
        for (Adapted place : adapted) {
            kept = kept.add(place.amounts().kept().multiply(place.copies())).add(place.states());
            formed = formed.max(place.amounts().formed());
        }
        return new Memory(
                BigInteger.valueOf(model.architecture().parameters())
                        .subtract(replaced)
                        .add(count.frozen())
                        .multiply(bytes),
                trained,
                trained,
                trained.shiftLeft(1),
                activations.add(model.logits().multiply(BigInteger.valueOf(TRAINED_BYTES))),
                kept.multiply(bytes),
                formed.multiply(bytes));
    }
}
