package org.peftcheck.training.tie;

import java.util.List;
import java.util.Map;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.training.engine.Batch;

/**
 * How far the loss is from the invariance that Proposition 3.2 supposes: at a trained weight W = W0 + AB against P W on the left, and
 * against W P_row on the right, P and P_row the projections on the spaces of the columns and the rows of W0.
 */
public final class Invariance {

    private static final EjmlAlgebra ALGEBRA = new EjmlAlgebra();

    private final MergedNetwork network;
    private final List<Batch> sample;
    private final double loss;
    private final double noise;
    private final Map<String, double[]> gradients;

    /** Whether the hypothesis says anything about a weight, and whether the loss has it there. */
    public enum Verdict {
        /** P = I, proved: the hypothesis says nothing. */
        VACUOUS,
        /** The losses differ by no more than single precision does anyway. */
        HOLDS,
        /** The losses differ by more. */
        FAILS,
        /** The rank of W0 could not be proved in the time there is. */
        UNDECIDED
    }

    /**
     * One side of a weight.
     *
     * @param verdict what is to be said
     * @param outside ‖(I − P)AB‖_F / ‖AB‖_F, or ‖AB(I − P_row)‖_F / ‖AB‖_F
     * @param gap |L(W) − L(PW)| or |L(W) − L(W P_row)|, measured; 0 where vacuous
     * @param lipschitzApprox the gradient's norm at W times the distance of the weights
     * @param betaApprox the change of the gradient between the weights over their distance
     * @param smoothApprox the first-order term along the difference and β/2 times the squared distance
     */
    public record Side(
            Verdict verdict,
            double outside,
            double gap,
            double lipschitzApprox,
            double betaApprox,
            double smoothApprox) {
        static final Side VACUOUS = new Side(Verdict.VACUOUS, 0, 0, 0, 0, 0);
    }

    /**
     * Both sides of a weight.
     *
     * @param weight its name
     * @param rank the rank of W0
     * @param left the left side
     * @param right the right side
     * @param inputsOutside ‖X(I − P_row)‖_F / ‖X‖_F for the vectors X, a row each, that the layer reads
     */
    public record Layer(String weight, WeightRank rank, Side left, Side right, double inputsOutside) {}

    /**
     * A measurement on a sample.
     *
     * @param network the merged network, all weights as trained
     * @param sample some batches
     * @param unmergedLoss the loss of the network with adapters on the same batches; its distance from the merged one's tells the noise
     */
    Invariance(MergedNetwork network, List<Batch> sample, double unmergedLoss) {
        this.network = network;
        this.sample = sample;
        this.loss = network.loss(sample);
        this.noise = Math.max(Math.abs(loss - unmergedLoss), Math.ulp((float) loss));
        this.gradients = network.gradients(sample);
    }

    /** The loss at the trained weights. */
    double loss() {
        return loss;
    }

    /** Differences up to this are those of single precision. */
    double noise() {
        return noise;
    }

    /** Projects P Δ. */
    static DenseMatrix outsideLeft(TrainedWeight weight, WeightRank rank) {
        return ColumnSpace.of(weight.w0(), rank.rank()).outside(weight.update());
    }

    static DenseMatrix outsideRight(TrainedWeight weight, WeightRank rank, DenseMatrix rows) {
        DenseMatrix w0 = LowRankFactors.transposed(weight.w0());
        return LowRankFactors.transposed(ColumnSpace.of(w0, rank.rank()).outside(LowRankFactors.transposed(rows)));
    }

    /** Measures a weight, all others as trained. */
    Layer layer(TrainedWeight weight, WeightRank rank, DenseMatrix inputs) {
        Side left = Side.VACUOUS;
        if (!rank.isFullRow()) {
            left = side(weight, rank, outsideLeft(weight, rank));
        }
        if (rank.isFullColumn()) {
            return new Layer(weight.name(), rank, left, Side.VACUOUS, 0);
        }
        Side right = side(weight, rank, outsideRight(weight, rank, weight.update()));
        double inputsOutside = ColumnSpace.norm(outsideRight(weight, rank, inputs)) / ColumnSpace.norm(inputs);
        return new Layer(weight.name(), rank, left, right, inputsOutside);
    }

    private Side side(TrainedWeight weight, WeightRank rank, DenseMatrix outside) {
        double distance = ColumnSpace.norm(outside);
        network.put(weight.name(), ALGEBRA.minus(weight.merged(), outside));
        double gap = Math.abs(network.loss(sample) - loss);
        double[] there = network.gradients(sample).get(weight.name());
        network.put(weight.name(), weight.merged());
        double[] here = gradients.get(weight.name());
        double changed = 0;
        double along = 0;
        double[] direction = outside.copyOfEntries();
        for (int k = 0; k < here.length; k++) {
            changed += (here[k] - there[k]) * (here[k] - there[k]);
            along += here[k] * direction[k];
        }
        double beta = distance == 0 ? 0 : Math.sqrt(changed) / distance;
        Verdict verdict = !rank.exact() ? Verdict.UNDECIDED : gap <= noise ? Verdict.HOLDS : Verdict.FAILS;
        double size = ColumnSpace.norm(weight.update());
        return new Side(
                verdict,
                size == 0 ? 0 : distance / size,
                gap,
                Upwards.norm(here) * distance,
                beta,
                Math.abs(along) + beta / 2 * distance * distance);
    }

    /**
     * The gap with all weights replaced at once.
     *
     * @param replaced the weights in their places
     */
    double together(Map<String, DenseMatrix> replaced, List<TrainedWeight> trained) {
        replaced.forEach(network::put);
        double gap = Math.abs(network.loss(sample) - loss);
        trained.forEach(weight -> network.put(weight.name(), weight.merged()));
        return gap;
    }
}
