package org.peftcheck.theory.count;

import static org.peftcheck.theory.count.BlockBuffers.when;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.papers.architecture.LinearRole;

/**
 * The buffers at the peak of a training step of an encoder whose blocks end their halves with a normalisation, where everything
 * entrywise is computed again: x, a = W_o c, m = norm(a + x), i = W_1 m, o = W_2 g(i), and norm(o + m) leaves the block.
 *
 * <p>A block keeps what its gradients need: of q, k and v those whose partner in a product has a gradient, the shares of the
 * attention, the results of products a, i, o from which norms and activations are computed again, the states x and m, and means and
 * variances. An adapted layer keeps its input and its own products beside that.
 *
 * <p>The peak is in the last block. On the way back, where all blocks are kept, it is at its feed-forward network (the gradients of its
 * inner features before and after the activation, of its output and of m) or at its attention (the gradients of the shares before and
 * after the softmax, and of three states, when the feed-forward network is done with); where little is kept, on the way there.
 */
final class EncoderBuffers implements BlockBuffers {

    private final ModelStep model;
    private final long d;
    private final long f;
    private final long scores;

    EncoderBuffers(ModelStep model) {
        Architecture architecture = model.architecture();
        this.model = model;
        this.d = architecture.hiddenSize();
        this.f = architecture.feedForwardSize();
        this.scores = (long) architecture.attentionHeads().orElseThrow()
                * model.setting().length();
    }

    private boolean leaves(int block) {
        List<GradientFlow.Block> blocks = model.flow().blocks();
        return block + 1 < blocks.size()
                ? blocks.get(block + 1).states()
                : model.flow().states();
    }

    /** Entries that a block keeps for each token whatever is adapted. */
    private long kept(int block) {
        GradientFlow.Block flow = model.flow().blocks().get(block);
        long attention =
                when(flow.query(), d) + when(flow.key(), d) + when(flow.scores(), d) + when(flow.context(), scores);
        return attention + when(flow.middle(), 2 * d + 2) + when(flow.inner(), f) + when(leaves(block), 2 * d + 2);
    }

    @Override
    public ModelStep model() {
        return model;
    }

    @Override
    public BigInteger kept() {
        long sum = 0;
        for (int block = 0; block < model.flow().blocks().size(); block++) {
            sum += kept(block);
        }
        return tokens(sum);
    }

    @Override
    public BigInteger kept(Layer layer) {
        boolean operand = layer.is(LinearRole.QUERY) || layer.is(LinearRole.KEY) || layer.is(LinearRole.VALUE);
        BigInteger products = operand
                ? layer.amounts().buffers()
                : layer.amounts()
                        .buffersWithOutput()
                        .subtract(model.vectors(layer.role()).multiply(BigInteger.valueOf(layer.dOut())));
        return products.add(tokens(inputs(List.of(layer))));
    }

    /** None: the states that layers share are kept anyway. */
    @Override
    public BigInteger sharedInputs(List<LinearLayer> readers) {
        return BigInteger.ZERO;
    }

    /** Entries of inputs for each token that nothing but adapted layers keeps. */
    private long inputs(List<Layer> layers) {
        boolean context = layers.stream().anyMatch(l -> l.is(LinearRole.ATTENTION_OUTPUT) && l.keepsInput());
        return when(context, d) + innerInputs(layers);
    }

    private long innerInputs(List<Layer> layers) {
        return when(BlockBuffers.keepInner(layers), f);
    }

    @Override
    public BigInteger workspace(List<Layer> last, BigInteger kept, BigInteger formed) {
        int block = model.flow().blocks().size() - 1;
        GradientFlow.Block flow = model.flow().blocks().get(block);
        BigInteger own = tokens(kept(block));
        for (Layer layer : last) {
            own = own.add(kept(layer));
        }
        long there = Math.max(2 * f + 2 * d, 2 * scores + 3 * d);
        List<BigInteger> moments = new ArrayList<>();
        moments.add(tokens(there).subtract(own));
        moments.add(formed.subtract(kept));
        long gradients = last.stream()
                .filter(layer -> layer.is(LinearRole.DOWN))
                .mapToLong(Layer::inputGradients)
                .reduce(1, Math::max);
        BigInteger weights = last.stream()
                .filter(layer -> layer.is(LinearRole.DOWN) || layer.is(LinearRole.UP))
                .map(layer -> layer.amounts().formedGradient())
                .reduce(BigInteger.ZERO, BigInteger::max);
        long inner = when(flow.inner(), (1 + gradients) * f) - innerInputs(last);
        moments.add(leaves(block) ? tokens(2 * d + inner).add(weights) : BigInteger.ZERO);
        if (flow.context()) {
            moments.add(tokens(2 * scores + 3 * d - (3 * d + f) - innerInputs(last)));
        }
        return moments.stream().reduce(BigInteger.ZERO, BigInteger::max);
    }
}
