package org.peftcheck.training.tie;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.FineTuning;

/**
 * The loss of a network with twins against the loss with what they are to reproduce, W0 + P A B, on the batch of the double reading. Where
 * every W0 has full row rank, that is LoRA itself.
 *
 * @param kind the kind of the twins
 * @param singlePrecision whether the twins' slots are rounded to single precision
 * @param loss the loss with the twins, in double precision
 * @param target the loss with W0 + P A B on every weight that has a twin, and with LoRA on the others
 * @param difference the distance of the two
 * @param firstOrderApprox Σ ‖∂L/∂W‖_F times the radius of each weight, and an allowance for the rounding of both losses: of first order only,
 *     with gradients in single precision
 * @param rigorous a proved bound on the distance of the exact losses, by {@link BoundedAlgebra}: true of any size, but it multiplies
 *     the worst case of every layer, so that it says little of a deep network
 */
public record LossBound(
        TwinKind kind,
        boolean singlePrecision,
        double loss,
        double target,
        double difference,
        double firstOrderApprox,
        double rigorous) {

    private static final double ROUNDING_ALLOWANCE = 0x1p-40;
    private static final EjmlAlgebra ALGEBRA = new EjmlAlgebra();

    /** Whether the measured difference is below the bound of first order. */
    public boolean isWithin() {
        return difference <= firstOrderApprox;
    }

    /** Whether the rigorous bound is below the loss itself; one that is not says nothing. */
    public boolean isRigorousOfUse() {
        return rigorous < Math.abs(target);
    }

    /**
     * What a network is like on the batch.
     *
     * @param network the network
     * @param weights its trained weights with LoRA
     * @param targets what the twin of a weight is to reproduce; of LoRA itself on a weight without one
     * @param batch the batch
     * @param loss the loss with the targets in double precision
     * @param gradients of that loss by the weights
     */
    record Base(
            FineTuning network,
            Map<String, TrainedWeight> weights,
            Map<String, Twin.Target> targets,
            Batch batch,
            double loss,
            Map<String, double[]> gradients) {

        /** What a network is like with what some twins are to reproduce; the merged network has its trained weights again afterwards. */
        static Base of(
                FineTuning network,
                List<TrainedWeight> weights,
                Map<String, Twin> twins,
                Map<String, WeightRank> ranks,
                Batch batch,
                MergedNetwork merged) {
            Map<String, TrainedWeight> byName = new LinkedHashMap<>();
            Map<String, Twin.Target> targets = new LinkedHashMap<>();
            Map<String, DenseMatrix> formed = new LinkedHashMap<>();
            for (TrainedWeight weight : weights) {
                Twin twin = twins.get(weight.name());
                Twin.Target target =
                        twin == null ? Twin.Target.ofLora(weight) : twin.target(weight, ranks.get(weight.name()));
                byName.put(weight.name(), weight);
                targets.put(weight.name(), target);
                formed.put(weight.name(), target.weight());
            }
            formed.forEach(merged::put);
            Map<String, double[]> gradients = merged.gradients(List.of(batch));
            weights.forEach(weight -> merged.put(weight.name(), weight.merged()));
            return new Base(network, byName, targets, batch, new DoubleWeights(network, formed).loss(batch), gradients);
        }
    }

    /**
     * The bound of twins, on those weights that have one.
     *
     * @param kind their kind, one in the column space
     * @param twins the twins by weight
     */
    static LossBound of(TwinKind kind, boolean single, Map<String, Twin> twins, Base base) {
        Map<String, DenseMatrix> formed = new LinkedHashMap<>();
        Map<String, BoundedTensor> bounded = new LinkedHashMap<>();
        double firstOrder = ROUNDING_ALLOWANCE * Math.max(1, Math.abs(base.loss()));
        for (TrainedWeight weight : base.weights().values()) {
            Twin twin = twins.get(weight.name());
            Twin.Target target = base.targets().get(weight.name());
            double radius = target.error();
            formed.put(weight.name(), target.weight());
            if (twin != null) {
                radius += twin.error();
                DenseMatrix hidden = ALGEBRA.activate(kind.activation(), ALGEBRA.times(weight.w0(), twin.theta1()));
                formed.put(weight.name(), ALGEBRA.plus(weight.w0(), ALGEBRA.times(hidden, twin.theta2())));
                double size = Upwards.norm(base.gradients().get(weight.name()));
                firstOrder += size * (radius + forming(weight, twin, hidden));
            }
            bounded.put(
                    weight.name(), BoundedTensor.within(DoubleWeights.tensor(target.weight()), Upwards.slack(radius)));
        }
        double loss = new DoubleWeights(base.network(), formed).loss(base.batch());
        double rigorous =
                new BoundedWeights(base.network(), bounded).loss(base.batch()).radii()[0];
        return new LossBound(
                kind, single, loss, base.loss(), Math.abs(loss - base.loss()), firstOrder, Upwards.slack(2 * rigorous));
    }

    /** The rounding of W0 + σ(W0Θ1)Θ2 in double precision. */
    private static double forming(TrainedWeight weight, Twin twin, DenseMatrix hidden) {
        double theta1 = Upwards.norm(twin.theta1().copyOfEntries());
        double theta2 = Upwards.norm(twin.theta2().copyOfEntries());
        double inner =
                Upwards.gamma(weight.w0().columns()) * Upwards.norm(weight.w0().copyOfEntries()) * theta1;
        double evaluated = 4 * Upwards.U * Math.sqrt((double) hidden.rows() * hidden.columns());
        double outer = Upwards.gamma(twin.width() + 4L) * Upwards.norm(hidden.copyOfEntries());
        double lipschitz = BoundedActivations.lipschitz(twin.kind().activation());
        return (lipschitz * inner + evaluated + outer) * theta2
                + 2 * Upwards.U * Upwards.norm(weight.merged().copyOfEntries());
    }
}
