package org.peftcheck.theory.count;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.papers.architecture.LinearRole;
import org.peftcheck.papers.architecture.LlamaArchitecture;

/**
 * What a training step takes of a model apart from what a method adds: operations of its linear layers and attention, and the
 * activations that its blocks keep.
 *
 * @param architecture the model
 * @param setting batch, length and format
 * @param firstBlock the first block that is adapted; those before it have no backward pass and keep nothing
 */
record ModelStep(Architecture architecture, StepSetting setting, int firstBlock) {

    /** What reads the same activation, which is kept once. */
    enum Reader {
        /** Query, key and value. */
        ATTENTION,
        /** The first layers of the feed-forward network. */
        FEED_FORWARD,
        /** The last layer of the feed-forward network. */
        DOWN
    }

    /** The input vectors that a layer sees in a step: tokens, but the pooler sees a sequence at a time. */
    BigInteger vectors(LinearRole role) {
        return role == LinearRole.POOLER ? BigInteger.valueOf(setting.batch()) : setting.tokens();
    }

    /** Forward operations of a run of linear layers without adapters, 2 d_out d_in for each vector. */
    BigInteger forward(LinearLayer layer) {
        return BigInteger.valueOf(layer.weights()).shiftLeft(1).multiply(vectors(layer.role()));
    }

    /** Backward operations of a run of frozen linear layers: the gradient of their inputs, as much again as forward. */
    BigInteger backward(LinearLayer layer) {
        if (!layer.role().isInBlock()) {
            return forward(layer);
        }
        int last = layer.first() + layer.count() - 1;
        return last < firstBlock ? BigInteger.ZERO : forward(layer.inBlocks(Math.max(firstBlock, layer.first()), last));
    }

    private int width(LinearRole role) {
        return architecture.layers().stream()
                .filter(layer -> layer.role() == role)
                .mapToInt(LinearLayer::dOut)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("cost of " + architecture.name()
                        + ": expected a layer for " + role.name().toLowerCase(Locale.ROOT)
                        + " named as usual, found none"));
    }

    /** Forward operations of the attention of one block: q kᵀ and its product with v, 4 · length · width a token, no mask used. */
    BigInteger attention() {
        return BigInteger.valueOf(4L * setting.length())
                .multiply(BigInteger.valueOf(width(LinearRole.QUERY)))
                .multiply(setting.tokens());
    }

    /** The blocks that have a backward pass. */
    int trainedBlocks() {
        return architecture.blocks() - firstBlock;
    }

    /** Entries that a block keeps for each token, whatever is adapted. */
    BigInteger keptPerToken() {
        long query = width(LinearRole.QUERY);
        long key = width(LinearRole.KEY);
        long attention = 2 * query + key + width(LinearRole.VALUE);
        long norms = 2L * architecture.hiddenSize();
        if (architecture instanceof LlamaArchitecture llama && llama.headNorms()) {
            norms += query + key;
        }
        boolean gated = architecture.layers().stream().anyMatch(layer -> layer.role() == LinearRole.GATE);
        long inner = (gated ? 3L : 1L) * width(LinearRole.UP);
        long scores = setting.keepsScores() ? scores() : 0;
        return BigInteger.valueOf(attention + norms + inner + scores);
    }

    private long scores() {
        int heads = architecture
                .attentionHeads()
                .orElseThrow(() -> new IllegalArgumentException("scores of " + architecture.name()
                        + ": expected a number of attention heads, which only a config.json says, found none"));
        return (long) heads * setting.length();
    }

    /**
     * Entries of layer inputs that are kept for each token over all blocks, each input once, since some layer that reads it needs it.
     *
     * @param readers the layers that need their inputs
     */
    BigInteger inputsPerToken(List<LinearLayer> readers) {
        Map<Reader, BitSet> blocks = new EnumMap<>(Reader.class);
        Map<Reader, Integer> widths = new EnumMap<>(Reader.class);
        for (LinearLayer layer : readers) {
            reader(layer.role()).ifPresent(reader -> {
                blocks.computeIfAbsent(reader, r -> new BitSet()).set(layer.first(), layer.first() + layer.count());
                widths.put(reader, layer.dIn());
            });
        }
        long sum = 0;
        for (Map.Entry<Reader, BitSet> entry : blocks.entrySet()) {
            sum += (long) entry.getValue().cardinality() * widths.get(entry.getKey());
        }
        return BigInteger.valueOf(sum);
    }

    /** The output projection reads what the attention keeps anyway; what stands outside the blocks is left out. */
    private static Optional<Reader> reader(LinearRole role) {
        return switch (role) {
            case QUERY, KEY, VALUE -> Optional.of(Reader.ATTENTION);
            case GATE, UP -> Optional.of(Reader.FEED_FORWARD);
            case DOWN -> Optional.of(Reader.DOWN);
            default -> Optional.empty();
        };
    }

    /** The logits of the tokens, where the model has a head of its own: once, and their gradient. */
    BigInteger logits() {
        return architecture.layers().stream()
                .filter(layer -> layer.role() == LinearRole.HEAD)
                .map(layer -> BigInteger.valueOf(2L * layer.dOut()).multiply(setting.tokens()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
