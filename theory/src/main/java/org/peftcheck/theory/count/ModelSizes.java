package org.peftcheck.theory.count;

import java.util.List;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.papers.architecture.LinearRole;
import org.peftcheck.papers.architecture.ModelPart;

/**
 * The sizes of a transformer that its costs are made of.
 *
 * @param hidden h, the features of a hidden state
 * @param query a, the outputs of a query layer: heads times the width of a head
 * @param keyValue k, the outputs of a key layer
 * @param feedForward f, the inner features of the feed-forward network
 * @param gated whether the feed-forward network has a gate
 * @param heads H, the attention heads
 * @param blocks L, the blocks
 * @param blockWeights w, the entries of the weights of the linear layers of a block
 * @param vocabulary V, the outputs of the head on every token; 0 when there is none
 * @param parameters P, all parameters
 */
public record ModelSizes(
        int hidden,
        int query,
        int keyValue,
        int feedForward,
        boolean gated,
        int heads,
        int blocks,
        long blockWeights,
        int vocabulary,
        long parameters) {

    /**
     * The sizes of a model. A tied head is applied, though it has no parameters of its own.
     *
     * @param model the model
     * @return the sizes
     * @throws IllegalArgumentException when the number of attention heads is not known
     */
    public static ModelSizes of(Architecture model) {
        int heads = model.attentionHeads()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                model.name()
                                        + ": expected a model whose number of attention heads is known, by name or by its config.json"));
        List<LinearLayer> layers = model.layers();
        long weights = layers.stream()
                .filter(layer -> layer.role().isInBlock())
                .mapToLong(layer -> (long) layer.dOut() * layer.dIn())
                .sum();
        return new ModelSizes(
                model.hiddenSize(),
                outputs(layers, LinearRole.QUERY),
                outputs(layers, LinearRole.KEY),
                model.feedForwardSize(),
                outputs(layers, LinearRole.GATE) > 0,
                heads,
                model.blocks(),
                weights,
                outputs(layers, LinearRole.HEAD),
                model.parts().stream().mapToLong(ModelPart::parameters).sum());
    }

    private static int outputs(List<LinearLayer> layers, LinearRole role) {
        return layers.stream()
                .filter(layer -> layer.role() == role)
                .mapToInt(LinearLayer::dOut)
                .findFirst()
                .orElse(0);
    }

    /** Numbers that the backward pass keeps of a token in a block, for sequences of a length. */
    long keptPerToken(int length) {
        return 4L * hidden + 2L * query + 2L * keyValue + (long) heads * length + (gated ? 4L : 2L) * feedForward;
    }

    /** {@link #keptPerToken} as a formula. */
    String keptFormula() {
        return "4 h + 2 a + 2 k + H T + " + (gated ? "4 f" : "2 f");
    }
}
