package org.peftcheck.theory.count;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peftcheck.papers.architecture.LinearRole;

/**
 * Which values of a transformer have a gradient in a training step: those that depend on something trained. What has none is neither
 * computed backwards nor a reason to keep anything.
 *
 * @param blocks the values of each block
 * @param states whether the states that leave the last block have one
 * @param pooled whether what a head reads has one: the states that leave the last block, through a pooler or not
 */
record GradientFlow(List<GradientFlow.Block> blocks, boolean states, boolean pooled) {

    /**
     * The values of a block.
     *
     * @param states the states that enter it
     * @param query the queries
     * @param key the keys
     * @param value the values
     * @param middle the states between its two halves
     * @param gate the gate of its feed-forward network, where it has one, before the activation
     * @param inner what the last layer of its feed-forward network reads
     */
    record Block(
            boolean states, boolean query, boolean key, boolean value, boolean middle, boolean gate, boolean inner) {

        /** The scores of the attention, q kᵀ. */
        boolean scores() {
            return query || key;
        }

        /** What the output projection of the attention reads. */
        boolean context() {
            return scores() || value;
        }

        /** How many of the factors of the attention's two products, q kᵀ and the one with v, have a gradient. */
        int factors() {
            return (query ? 1 : 0) + (key ? 1 : 0) + (scores() ? 1 : 0) + (value ? 1 : 0);
        }

        /** The input of a layer in the block. */
        boolean input(LinearRole role) {
            return switch (role) {
                case ATTENTION_OUTPUT -> context();
                case GATE, UP -> middle;
                case DOWN -> inner;
                default -> states;
            };
        }
    }

    /**
     * The flow.
     *
     * @param count the number of blocks
     * @param embeddings whether anything before the blocks is trained
     * @param trained for each block the layers that are trained, adapted, or followed by something that is; {@link
     *     LinearRole#OTHER_IN_BLOCK} stands for what leaves the block
     * @param pooler whether a pooler is trained or adapted
     * @return the flow
     */
    static GradientFlow of(int count, boolean embeddings, Map<Integer, Set<LinearRole>> trained, boolean pooler) {
        List<Block> blocks = new ArrayList<>();
        boolean states = embeddings;
        for (int i = 0; i < count; i++) {
            Set<LinearRole> own = trained.getOrDefault(i, Set.of());
            boolean query = states || own.contains(LinearRole.QUERY);
            boolean key = states || own.contains(LinearRole.KEY);
            boolean value = states || own.contains(LinearRole.VALUE);
            boolean middle = query || key || value || own.contains(LinearRole.ATTENTION_OUTPUT);
            boolean gate = middle || own.contains(LinearRole.GATE);
            boolean inner = gate || own.contains(LinearRole.UP);
            Block block = new Block(states, query, key, value, middle, gate, inner);
            blocks.add(block);
            states = inner || own.contains(LinearRole.DOWN) || own.contains(LinearRole.OTHER_IN_BLOCK);
        }
        return new GradientFlow(blocks, states, states || pooler);
    }

    /** How many blocks have values with a gradient. */
    int trainedBlocks() {
        boolean last = states;
        int count = 0;
        for (int i = blocks.size() - 1; i >= 0 && last; i--) {
            count++;
            last = blocks.get(i).states();
        }
        return count;
    }
}
