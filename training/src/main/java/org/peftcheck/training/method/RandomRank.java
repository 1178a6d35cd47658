package org.peftcheck.training.method;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.run.StepRule;

/**
 * DyLoRA's training (Valipour et al. 2023, Section 3 and Algorithm 1, without its variant that updates a single row and column): in each
 * step a rank b is drawn, uniformly from 1 to r, and all layers are LoRA of the first b columns of A and rows of B with the factor of
 * rank b, α/b for α/r (equation (7) there). Every rank up to r can be cut out of what comes of it; the network itself has all r.
 *
 * <p>The network is not touched: for the gradient, A's later columns are 0 and the first b are multiplied by s(b)/s(r); then A is put back,
 * and its gradient is that of the entries which took part. The gradient of B's later rows is 0 of itself.
 */
final class RandomRank implements StepRule {

    /** A layer's A, d_out × r, with what was in it before the step. */
    private record Layer(TrainedTensor a, int rank, float[] before) {}

    /** The factor in front of the update by the rank, divided by that of the whole rank. */
    interface Factor {
        double of(int rank);
    }

    private final List<Layer> layers = new ArrayList<>();
    private final IntUnaryOperator ranks;
    private final Factor factor;

    /**
     * A rule.
     *
     * @param first the trained tensors of the slot A
     * @param ranks the rank of a step
     * @param factor s(b)/s(r)
     */
    RandomRank(List<TrainedTensor> first, IntUnaryOperator ranks, Factor factor) {
        for (TrainedTensor a : first) {
            layers.add(new Layer(a, a.shape()[1], new float[a.count()]));
        }
        this.ranks = ranks;
        this.factor = factor;
    }

    @Override
    public void begins(int step) {
        int rank = ranks.applyAsInt(step);
        float scale = (float) factor.of(rank);
        for (Layer layer : layers) {
            layer.a().value().get(0, layer.before());
            for (int k = 0; k < layer.before().length; k++) {
                float entry = k % layer.rank() < rank ? scale * layer.before()[k] : 0;
                layer.a().value().put(k, entry);
            }
        }
    }

    @Override
    public void differentiated(int step) {
        int rank = ranks.applyAsInt(step);
        float scale = (float) factor.of(rank);
        for (Layer layer : layers) {
            layer.a().value().put(0, layer.before());
            for (int k = 0; k < layer.before().length; k++) {
                float slope =
                        k % layer.rank() < rank ? scale * layer.a().gradient().get(k) : 0;
                layer.a().gradient().put(k, slope);
            }
        }
    }
}
