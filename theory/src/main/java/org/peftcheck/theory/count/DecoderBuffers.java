package org.peftcheck.theory.count;

import static org.peftcheck.theory.count.BlockBuffers.when;

import java.math.BigInteger;
import java.util.List;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.papers.architecture.LinearRole;
import org.peftcheck.papers.architecture.LlamaArchitecture;

/**
 * The buffers at the peak of a training step of a decoder, where everything entrywise is computed again: a = W_o c, m = a + x,
 * o = W_d (silu(W_g norm(m)) ∘ W_u norm(m)), and o + m leaves the block.
 *
 * <p>The states between the parts of blocks have no buffers: they are computed again from the results a and o of all blocks before, which
 * are kept for that, whatever is trained. Beside that a block keeps what its gradients need: of q and k, turned, and v those whose
 * partner in a product has a gradient, the shares of the attention, gate and up before the activation, the inverse norms; where heads
 * are normalised, q and k before that. An adapted layer keeps its input and its own products.
 *
 * <p>The peak is at the head, with the logits and their gradient; or, where the vocabulary is small, in the last block on the way back,
 * at its feed-forward network or at its attention; where little is kept, on the way there.
 */
final class DecoderBuffers implements BlockBuffers {

    private final ModelStep model;
    private final long d;
    private final long f;
    private final long query;
    private final long shared;
    private final long scores;
    private final long norms;
    private final long vocabulary;
    private final boolean headNorms;
    private final boolean tied;

    DecoderBuffers(ModelStep model, LlamaArchitecture llama) {
        this.model = model;
        this.d = llama.hiddenSize();
        this.f = llama.intermediateSize();
        this.query = (long) llama.heads() * llama.headSize();
        this.shared = (long) llama.keyValueHeads() * llama.headSize();
        this.scores = (long) llama.heads() * model.setting().length();
        this.norms = (long) llama.heads() + llama.keyValueHeads();
        this.headNorms = llama.headNorms();
        this.tied = llama.tiedHead();
        this.vocabulary = llama.vocabularySize();
    }

    /** Entries that a block keeps for each token whatever is adapted, without the results that states are computed again from. */
    private long kept(GradientFlow.Block flow) {
        long attention = when(flow.key(), query) + when(flow.query(), shared) + when(flow.scores(), shared);
        long heads = when(headNorms && flow.query(), query) + when(headNorms && flow.key(), shared);
        long inverse = when(flow.states(), 1) + when(flow.middle(), 1) + when(headNorms && flow.scores(), norms);
        long inner = when(flow.inner(), f) + when(flow.gate(), f);
        return attention + heads + inverse + when(flow.context(), scores) + inner;
    }

    @Override
    public ModelStep model() {
        return model;
    }

    @Override
    public BigInteger kept() {
        long sum = when(model.flow().states(), 1);
        for (GradientFlow.Block block : model.flow().blocks()) {
            sum += 2 * d + kept(block);
        }
        return tokens(sum);
    }

    /** What has no buffer of its own, as it is a sum of products, is that of all of them; q, k and v are turned or copied anyway. */
    @Override
    public BigInteger kept(Layer layer) {
        return switch (layer.role()) {
            case QUERY, KEY, VALUE, HEAD -> layer.amounts().buffers();
            case ATTENTION_OUTPUT -> withoutOutput(layer).add(tokens(when(layer.keepsInput(), query)));
            default -> withoutOutput(layer);
        };
    }

    @Override
    public BigInteger sharedInputs(List<LinearLayer> readers) {
        boolean head = readers.stream().anyMatch(layer -> layer.role() == LinearRole.HEAD);
        return tokens(model.inputsPerToken(readers).longValueExact() + when(head, d));
    }

    @Override
    public BigInteger workspace(List<Layer> last, BigInteger kept, BigInteger formed) {
        List<GradientFlow.Block> blocks = model.flow().blocks();
        GradientFlow.Block flow = blocks.get(blocks.size() - 1);
        long before = flow.states() ? 2 * d : 2 * d * blocks.size();
        long attention = 2 * scores + 4 * d + query + when(flow.value(), shared) - 2 * f - before;
        long there = Math.max(3 * f - d, 2 * scores + d) - when(BlockBuffers.keepInner(last), f) - kept(flow);
        BigInteger own = last.stream().map(this::kept).reduce(BigInteger.ZERO, BigInteger::add);
        long back = Math.max(when(flow.inner(), d + 3 * f), 2 * d);
        return List.of(
                        formed.subtract(kept),
                        tokens(there).subtract(own),
                        tokens(2 * vocabulary),
                        tiedGradient(),
                        tokens(back),
                        tokens(when(flow.context(), attention)))
                .stream()
                .reduce(BigInteger.ZERO, BigInteger::max);
    }

    /** The gradient of a tied table as a head is a part of a sum: it takes the place of the logits if that is large enough. */
    private BigInteger tiedGradient() {
        if (!tied || !model.flow().blocks().get(0).states()) {
            return BigInteger.ZERO;
        }
        BigInteger table = BigInteger.valueOf(vocabulary * d);
        boolean fits = tokens(vocabulary - d).compareTo(table) >= 0;
        return tokens(fits ? vocabulary : 2 * vocabulary).add(table);
    }
}
