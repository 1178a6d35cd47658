package org.peftcheck.theory.count;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.BertArchitecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.papers.architecture.LinearRole;
import org.peftcheck.papers.architecture.LlamaArchitecture;
import org.peftcheck.theory.adapter.HiddenAdapter.Hook;

/**
 * What a training step takes of a model apart from what a method adds: operations of its linear layers and attention, and the
 * activations that its blocks keep.
 *
 * @param architecture the model
 * @param setting batch, length and format
 * @param flow what has a gradient
 */
record ModelStep(Architecture architecture, StepSetting setting, GradientFlow flow) {

    /** What reads the same activation. */
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

    /** Backward operations of a run of frozen linear layers: the gradient of those inputs that have one, as much again as forward. */
    BigInteger backward(LinearLayer layer) {
        return forward(layer)
                .divide(BigInteger.valueOf(layer.count()))
                .multiply(BigInteger.valueOf(withInputGradient(layer)));
    }

    /** How many layers of a run have inputs with a gradient. */
    long withInputGradient(LinearLayer layer) {
        if (!layer.role().isInBlock()) {
            return flow.states() ? layer.count() : 0;
        }
        return IntStream.range(layer.first(), layer.first() + layer.count())
                .filter(block -> flow.blocks().get(block).input(layer.role()))
                .count();
    }

    /** The linear layers of the model; a pooler that no head reads is not among them. */
    List<LinearLayer> layers() {
        boolean pooler = setting.head().map(TaskHead::pooler).orElse(true);
        return architecture.layers().stream()
                .filter(layer -> pooler || layer.role() != LinearRole.POOLER)
                .toList();
    }

    /** The parameters of the model, without those of a pooler that no head reads. */
    BigInteger parameters() {
        long unused = architecture.layers().stream()
                .filter(layer -> !layers().contains(layer))
                .mapToLong(LinearLayer::parameters)
                .sum();
        return BigInteger.valueOf(architecture.parameters() - unused);
    }

    /** Forward operations of the model with the head for the task. */
    BigInteger forward() {
        BigInteger sum = attentionProduct()
                .multiply(BigInteger.valueOf(2L * architecture.blocks()))
                .add(new FormulaProducts(this).forward());
        for (LinearLayer layer : layers()) {
            sum = sum.add(forward(layer));
        }
        return setting.head().map(this::forward).orElse(BigInteger.ZERO).add(sum);
    }

    /** Backward operations with all of the model frozen but the head for the task. */
    BigInteger backward() {
        int factors =
                flow.blocks().stream().mapToInt(GradientFlow.Block::factors).sum();
        BigInteger sum =
                attentionProduct().multiply(BigInteger.valueOf(factors)).add(new FormulaProducts(this).backward());
        for (LinearLayer layer : layers()) {
            sum = sum.add(backward(layer));
        }
        return setting.head().map(this::backward).orElse(BigInteger.ZERO).add(sum);
    }

    private BigInteger forward(TaskHead head) {
        BigInteger classifier = product(setting.batch(), head.outputs());
        BigInteger dense = head.dense() ? product(setting.batch(), architecture.hiddenSize()) : BigInteger.ZERO;
        return pooling().add(dense).add(classifier);
    }

    /** The gradients of the head's weights, of the inputs of its layers where they have one, and of the states. */
    private BigInteger backward(TaskHead head) {
        BigInteger classifier = product(setting.batch(), head.outputs());
        BigInteger dense = head.dense() ? product(setting.batch(), architecture.hiddenSize()) : BigInteger.ZERO;
        BigInteger sum = flow.pooled() ? classifier.add(dense).shiftLeft(1) : classifier.add(dense);
        BigInteger inside = head.dense() && !flow.pooled() ? classifier : BigInteger.ZERO;
        return sum.add(inside).add(flow.states() ? pooling() : BigInteger.ZERO);
    }

    private BigInteger product(long vectors, long outputs) {
        return BigInteger.valueOf(2 * vectors).multiply(BigInteger.valueOf(outputs * architecture.hiddenSize()));
    }

    private BigInteger pooling() {
        return setting.tokens().multiply(BigInteger.valueOf(2L * architecture.hiddenSize()));
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

    /** Operations of a product of the attention of one block, q kᵀ or that with v: 2 · length · width a token, no mask used. */
    private BigInteger attentionProduct() {
        return BigInteger.valueOf(2L * setting.length())
                .multiply(BigInteger.valueOf(width(LinearRole.QUERY)))
                .multiply(setting.tokens());
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
        long scores = setting.keeping() != StepSetting.Keeping.FUSED ? scores() : 0;
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

    /**
     * Whether what a method on hidden states reads is kept in the place of a result of a block that would be kept otherwise: that of
     * its last product, but not the normalised states that leave a block of an encoder.
     */
    boolean keepsStates(Hook hook) {
        boolean products = hook == Hook.AFTER_ATTENTION || hook == Hook.AFTER_FEED_FORWARD;
        boolean left = hook == Hook.RESIDUAL_STREAM && !(architecture instanceof BertArchitecture);
        return setting.keeping() == StepSetting.Keeping.RECOMPUTED && (products || left);
    }

    /** The output projection reads what the attention keeps anyway; what stands outside the blocks is left out. */
    static Optional<Reader> reader(LinearRole role) {
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
