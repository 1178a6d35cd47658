package org.peftcheck.theory.count;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.theory.count.StepSetting.Keeping;

/**
 * The memory of a training step.
 *
 * @param model the model in the step
 * @param adapted what is adapted
 * @param readers adapted layers that need their inputs
 */
record StepMemory(ModelStep model, List<Adapted> adapted, List<LinearLayer> readers) {

    private static final int TRAINED_BYTES = TrainingCost.TRAINED_BYTES;

    private static BigInteger number(long value) {
        return BigInteger.valueOf(value);
    }

    /**
     * The memory.
     *
     * @param trainable trained parameters of the method
     * @param frozen frozen numbers beside the weights of the model
     * @param replaced weights of the model in whose place other numbers stand
     */
    TrainingCost.Memory of(BigInteger trainable, BigInteger frozen, BigInteger replaced) {
        int hidden = model.architecture().hiddenSize();
        BigInteger head =
                model.setting().head().map(h -> number(h.parameters(hidden))).orElse(BigInteger.ZERO);
        BigInteger trained = trainable.add(head).multiply(number(TRAINED_BYTES));
        BigInteger bytes = number(model.setting().bytes());
        BigInteger weights = model.parameters()
                .subtract(replaced)
                .multiply(number(model.setting().weightBytes()))
                .add(frozen.multiply(bytes));
        return model.setting().keeping() == Keeping.RECOMPUTED
                ? recomputed(weights, trained, bytes)
                : stored(weights, trained, bytes);
    }

    private TrainingCost.Memory stored(BigInteger weights, BigInteger trained, BigInteger bytes) {
        BigInteger blocks = model.keptPerToken().multiply(number(model.flow().trainedBlocks()));
        BigInteger activations = blocks.multiply(model.setting().tokens()).multiply(bytes);
        BigInteger kept = model.inputsPerToken(readers).multiply(model.setting().tokens());
        BigInteger formed = BigInteger.ZERO;
        for (Adapted place : adapted) {
            kept = kept.add(place.amounts().kept().multiply(place.copies())).add(place.states());
            formed = formed.max(place.amounts().formed());
        }
        return new TrainingCost.Memory(
                weights,
                trained,
                trained,
                trained.shiftLeft(1),
                activations.add(model.logits().multiply(number(TRAINED_BYTES))),
                kept.multiply(bytes),
                formed.multiply(bytes));
    }

    private TrainingCost.Memory recomputed(BigInteger weights, BigInteger trained, BigInteger bytes) {
        BlockBuffers buffers = BlockBuffers.of(model);
        BigInteger kept = buffers.sharedInputs(readers);
        Map<String, BigInteger> formed = new HashMap<>();
        List<BlockBuffers.Layer> last = new ArrayList<>();
        for (Adapted place : adapted) {
            TrainingStep.Amounts amounts = place.amounts();
            BigInteger own = amounts.buffersWithOutput();
            if (place.layer().isPresent()) {
                BlockBuffers.Layer layer = new BlockBuffers.Layer(
                        place.layer().get().role(),
                        place.layer().get().dOut(),
                        amounts,
                        place.step().backward().keepsInput(),
                        place.step().backward().buffers().inputGradients());
                own = buffers.kept(layer);
                if (isLast(place)) {
                    last.add(layer);
                }
            }
            kept = kept.add(own.multiply(place.copies())).add(place.states());
            formed.merge(sizes(place), amounts.formedBuffers().multiply(place.copies()), BigInteger::add);
        }
        BigInteger all = buffers.kept().add(kept);
        return new TrainingCost.Memory(
                weights,
                trained,
                trained,
                trained.shiftLeft(1),
                buffers.kept().multiply(bytes),
                kept.multiply(bytes),
                buffers.workspace(last, all, atOnce(formed.values())).multiply(bytes));
    }

    private static String sizes(Adapted place) {
        return place.layer().map(layer -> layer.dOut() + "x" + layer.dIn()).orElse("");
    }

    /**
     * What is formed once a step is formed for all layers at once, first the products and then the weights: of layers of one shape both
     * are there together, of all others one or the other.
     */
    private static BigInteger atOnce(Collection<BigInteger> byShape) {
        BigInteger all = byShape.stream().reduce(BigInteger.ZERO, BigInteger::add);
        return all.add(byShape.stream().reduce(BigInteger.ZERO, BigInteger::max))
                .shiftRight(1);
    }

    /** Whether one of the layers is in the last block; of layers with and without a gradient of their inputs the former is. */
    private boolean isLast(Adapted place) {
        LinearLayer layer = place.layer().orElseThrow();
        int block = model.architecture().blocks() - 1;
        boolean there = layer.role().isInBlock() && layer.first() + layer.count() - 1 == block;
        boolean gradient = there && model.flow().blocks().get(block).input(layer.role());
        return there && gradient == place.hasInputGradient();
    }
}
