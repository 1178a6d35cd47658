package org.peftcheck.theory.count;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Cost;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.Polynomial;

/**
 * What a step of training costs: floating-point operations, and the bytes that are in use at its peak.
 *
 * <p>Assumptions. An operation is an addition or a multiplication; of the frozen model its linear layers and attention products are
 * counted, and no norms, activations or embeddings. The backward pass goes down to the first adapted block. There a frozen linear layer
 * costs as much as forwards (the gradient of its input), attention twice as much, what an adapter computes twice as much, and where
 * a whole weight is formed or trained its gradient costs 2 d_out d_in a token. Attention is computed in full, also under a causal
 * mask. Frozen weights and activations have the bytes of the setup; trained numbers, their gradients, the two moments of AdamW, and
 * what an adapter computes have 4. No checkpointing. Kept of a token in a block: inputs and outputs of the two norms, queries, keys,
 * values, attention probabilities, their sums of values, and the inner values of the feed-forward network before and after
 * its activation (gated: gate, its activation, up, their product). Of a head on every token: outputs and their gradient, 4 bytes each.
 *
 * @param setup how the model is trained
 * @param form how the update is applied
 * @param flops the operations of a step
 * @param memory the bytes at the peak
 */
public record TrainingCost(TrainingSetup setup, UpdateForm form, List<CostItem> flops, List<CostItem> memory) {

    /** Copies the lists. */
    public TrainingCost {
        flops = List.copyOf(flops);
        memory = List.copyOf(memory);
    }

    /** The operations of a step. */
    public BigInteger flopsPerStep() {
        return CostItem.sum(flops);
    }

    /** The operations of a token, rounded down. */
    public BigInteger flopsPerToken() {
        return flopsPerStep().divide(BigInteger.valueOf(setup.tokens()));
    }

    /** The bytes at the peak. */
    public BigInteger peakBytes() {
        return CostItem.sum(memory);
    }

    /**
     * The cost of a method on a model.
     *
     * @param model the model
     * @param layers the layers that are adapted, at least one
     * @param adapter the method
     * @param rank its rank, at least 1
     * @param setup how the model is trained
     * @param form how the update is applied
     * @return the cost
     */
    public static TrainingCost of(
            ModelSizes model,
            List<LinearLayer> layers,
            WeightAdapter adapter,
            int rank,
            TrainingSetup setup,
            UpdateForm form) {
        return new Calculation(model, layers, adapter, rank, setup, form).cost();
    }

    /** The arguments, so that each item can be a method. */
    private record Calculation(
            ModelSizes model,
            List<LinearLayer> layers,
            WeightAdapter adapter,
            int rank,
            TrainingSetup setup,
            UpdateForm form) {

        TrainingCost cost() {
            return new TrainingCost(setup, form, flops(), memory());
        }

        private long reached() {
            boolean outside = layers.stream().noneMatch(layer -> layer.role().isInBlock());
            int first = layers.stream()
                    .filter(layer -> layer.role().isInBlock())
                    .mapToInt(LinearLayer::first)
                    .min()
                    .orElse(model.blocks());
            return outside ? 0 : model.blocks() - first;
        }

        private List<CostItem> flops() {
            BigInteger n = BigInteger.valueOf(setup.tokens());
            long linear = 2 * model.blockWeights();
            long attention = 4L * setup.length() * model.query();
            long head = 2L * model.vocabulary() * model.hidden();
            List<CostItem> items = new ArrayList<>();
            items.add(item("forward, linear layers", "n L 2 w", n, model.blocks() * linear));
            items.add(item("forward, attention", "n L 4 T a", n, model.blocks() * attention));
            items.add(item("backward, linear layers", "n L' 2 w", n, reached() * linear));
            items.add(item("backward, attention", "n L' 8 T a", n, reached() * 2 * attention));
            if (head > 0) {
                items.add(item("head, both ways", "n 4 V h", n, 2 * head));
            }
            StepCost extra = extra();
            Cost whole = extra.total(Polynomial.of(Dimension.VECTORS));
            items.add(new CostItem(
                    "adapter, forward", "sum of " + whole.flops() + " over the layers", overLayers(whole.flops())));
            items.add(new CostItem(
                    "adapter, backward",
                    "twice forward",
                    overLayers(whole.flops().times(2))));
            if (formsWeight()) {
                Polynomial gradient =
                        weight().times(Polynomial.of(Dimension.VECTORS)).times(2);
                items.add(new CostItem(
                        "gradient of the formed weights",
                        "sum of " + gradient + " over the layers",
                        overLayers(gradient)));
            }
            return items;
        }

        private static CostItem item(String name, String formula, BigInteger n, long perToken) {
            return new CostItem(name, formula, n.multiply(BigInteger.valueOf(perToken)));
        }

        private static Polynomial weight() {
            return Polynomial.of(Dimension.D_OUT).times(Polynomial.of(Dimension.D_IN));
        }

        private boolean trainsWeight() {
            return adapter.slots().stream()
                    .anyMatch(slot -> slot.isTrainable() && slot.sharing() == Slot.Sharing.IN_PLACE);
        }

        private boolean formsWeight() {
            return form == UpdateForm.MATERIALISED || trainsWeight();
        }

        /** What an adapted layer costs beyond W0 x. */
        private StepCost extra() {
            StepCost cost = form.cost(adapter);
            Cost plain =
                    new Cost(weight().times(2), Polynomial.of(Dimension.D_OUT).times(4));
            Cost rest = new Cost(
                    cost.perVector().flops().minus(plain.flops()),
                    cost.perVector().bytes().minus(plain.bytes()));
            return new StepCost(cost.once(), rest);
        }

        private BigInteger overLayers(Polynomial perLayer) {
            BigInteger sum = BigInteger.ZERO;
            for (LinearLayer layer : layers) {
                Polynomial one = perLayer.substitute(
                                Dimensions.of(layer.dOut(), layer.dIn(), rank).values())
                        .substitute(java.util.Map.of(Dimension.VECTORS, Polynomial.constant(setup.tokens())));
                sum = sum.add(one.constantValue().multiply(BigInteger.valueOf(layer.count())));
            }
            return sum;
        }

        private List<CostItem> memory() {
            BigInteger trained = BigInteger.valueOf(TrainingSetup.TRAINED_BYTES);
            BigInteger activation = BigInteger.valueOf(setup.bytes());
            ParameterCount count = ParameterCount.of(
                    adapter,
                    layers.stream()
                            .map(layer -> new LayerShape(layer.pattern(), layer.dOut(), layer.dIn(), layer.count()))
                            .toList(),
                    rank);
            BigInteger n = BigInteger.valueOf(setup.tokens());
            String b = setup.bytes() + " ";
            List<CostItem> items = new ArrayList<>();
            items.add(new CostItem(
                    "weights of the model",
                    b + "P",
                    BigInteger.valueOf(model.parameters()).multiply(activation)));
            BigInteger own = trainsWeight() ? count.frozen() : count.trainable().add(count.frozen());
            items.add(new CostItem("weights of the adapter", "4 (t + frozen)", own.multiply(trained)));
            items.add(new CostItem("gradients", "4 t", count.trainable().multiply(trained)));
            items.add(new CostItem(
                    "moments of AdamW",
                    "8 t",
                    count.trainable().multiply(trained).shiftLeft(1)));
            items.add(new CostItem(
                    "activations of the blocks",
                    b + "n L' (" + model.keptFormula() + ")",
                    n.multiply(activation)
                            .multiply(BigInteger.valueOf(reached() * model.keptPerToken(setup.length())))));
            if (model.vocabulary() > 0) {
                items.add(new CostItem(
                        "outputs of the head and their gradient",
                        "8 n V",
                        n.multiply(BigInteger.valueOf(8L * model.vocabulary()))));
            }
            Polynomial kept = extra().total(Polynomial.of(Dimension.VECTORS)).bytes();
            items.add(new CostItem(
                    "values that the adapter keeps", "sum of " + kept + " over the layers", overLayers(kept)));
            if (form == UpdateForm.MATERIALISED && !trainsWeight()) {
                items.add(new CostItem("gradient of a formed weight", "4 d_out d_in of the largest layer", largest()));
            }
            return items;
        }

        private BigInteger largest() {
            return layers.stream()
                    .map(layer -> BigInteger.valueOf(4L * layer.dOut() * layer.dIn()))
                    .max(BigInteger::compareTo)
                    .orElseThrow();
        }
    }
}
