package org.peftcheck.theory.count;

import static org.peftcheck.theory.count.BlockBuffers.when;

import java.math.BigInteger;
import java.util.List;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;

/**
 * The buffers at the peak of a training step of a vision transformer, where everything entrywise is computed again: a = W_o c,
 * m = a + x, o = W_2 g(W_1 norm(m)), and o + m leaves the block.
 *
 * <p>As in a decoder, states within and between blocks have no buffers but the first ones, and are computed again from the results a and o
 * of all blocks before. Beside that a block keeps what its gradients need: of q, k and v those whose partner in a product has a
 * gradient, the shares of the attention, W_1 norm(m), means and deviations. An adapted layer keeps its input and its own products.
 *
 * <p>The peak is in the last block on the way back, at its feed-forward network or at its attention; where little is kept, on the
 * way there.
 */
final class VisionBuffers implements BlockBuffers {

    private final ModelStep model;
    private final long d;
    private final long f;
    private final long scores;

    VisionBuffers(ModelStep model) {
        Architecture architecture = model.architecture();
        this.model = model;
        this.d = architecture.hiddenSize();
        this.f = architecture.feedForwardSize();
        this.scores = (long) architecture.attentionHeads().orElseThrow()
                * model.setting().length();
    }

    /** Entries that a block keeps for each token whatever is adapted, without the results that states are computed again from. */
    private long kept(GradientFlow.Block flow) {
        long attention = when(flow.key(), d) + when(flow.query(), d) + when(flow.scores(), d);
        long norms = when(flow.states(), 2) + when(flow.middle(), 2);
        return attention + norms + when(flow.context(), scores) + when(flow.inner(), f);
    }

    @Override
    public ModelStep model() {
        return model;
    }

    @Override
    public BigInteger kept() {
        long sum = d + when(model.flow().states(), 2);
        for (GradientFlow.Block block : model.flow().blocks()) {
            sum += 2 * d + kept(block);
        }
        return tokens(sum);
    }

    /** What has no buffer of its own, as it is a sum of products, is that of all of them; q, k and v have one. */
    @Override
    public BigInteger kept(Layer layer) {
        return switch (layer.role()) {
            case QUERY, KEY, VALUE -> layer.amounts().buffers();
            case ATTENTION_OUTPUT -> withoutOutput(layer).add(tokens(when(layer.keepsInput(), d)));
            default -> withoutOutput(layer);
        };
    }

    @Override
    public BigInteger sharedInputs(List<LinearLayer> readers) {
        return tokens(model.inputsPerToken(readers).longValueExact());
    }

    @Override
    public BigInteger workspace(List<Layer> last, BigInteger kept, BigInteger formed) {
        List<GradientFlow.Block> blocks = model.flow().blocks();
        GradientFlow.Block flow = blocks.get(blocks.size() - 1);
        long before = flow.states() ? 2 * d : 2 * d * blocks.size() + d;
        long attention = 2 * scores + 4 * d + when(flow.value(), d) - f - before;
        long there = Math.max(2 * f - d, 2 * scores + d) - when(BlockBuffers.keepInner(last), f) - kept(flow);
        BigInteger own = last.stream().map(this::kept).reduce(BigInteger.ZERO, BigInteger::add);
        long back = Math.max(when(flow.inner(), d + 2 * f), 2 * d);
        return List.of(
                        formed.subtract(kept),
                        tokens(there).subtract(own),
                        tokens(back),
                        tokens(when(flow.context(), attention)))
                .stream()
                .reduce(BigInteger.ZERO, BigInteger::max);
    }
}
