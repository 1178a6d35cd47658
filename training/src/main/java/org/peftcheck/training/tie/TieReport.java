package org.peftcheck.training.tie;

import java.util.List;
import java.util.Optional;

/**
 * What the propositions say about a finished run, beside what was measured.
 *
 * @param method the id of its method
 * @param rank r
 * @param weights how many weights are adapted
 * @param trained its network on held-out data
 * @param twins the twins of a LoRA, a kind an entry; none for a PEANuT
 * @param factors a PEANuT's explicit LoRA factors of the same rank put into the network; empty for a LoRA
 * @param sample the batch of the double reading, and its losses
 * @param bounds the twins' losses in the double reading beside their bounds
 * @param invariance the gap that the hypothesis of invariance leaves; empty for a PEANuT
 * @param tweakers the updates of a PEANuT; none for a LoRA
 * @param merges the merge into each format
 * @param seconds how long it took
 */
public record TieReport(
        String method,
        int rank,
        int weights,
        NetworkMeasure trained,
        List<TwinReport> twins,
        Optional<NetworkMeasure> factors,
        Sample sample,
        List<LossBound> bounds,
        Optional<InvarianceReport> invariance,
        List<TweakerFacts> tweakers,
        List<MergeFacts> merges,
        double seconds) {

    /** Copies the lists. */
    public TieReport {
        twins = List.copyOf(twins);
        bounds = List.copyOf(bounds);
        tweakers = List.copyOf(tweakers);
        merges = List.copyOf(merges);
    }

    /**
     * What was looked at.
     *
     * @param doubleRows inputs of the double reading
     * @param doubleLength tokens of each, or points along the side of an image
     * @param doubleLoss the trained network's loss on them in double precision
     * @param singleRows inputs of the sample on which gaps and merges are measured
     */
    public record Sample(int doubleRows, int doubleLength, double doubleLoss, long singleRows) {}

    /**
     * The gap of invariance.
     *
     * @param loss the merged network's loss on the sample
     * @param noise differences up to this are those of single precision
     * @param leftTogether the gap with P W in the place of all weights at once
     * @param rightTogether the gap with W P_row in the place of all weights at once
     * @param layers a weight an entry, replaced alone
     */
    public record InvarianceReport(
            double loss, double noise, double leftTogether, double rightTogether, List<Invariance.Layer> layers) {

        /** Copies the list. */
        public InvarianceReport {
            layers = List.copyOf(layers);
        }

        /** How many weights have a verdict on the left side, on which Proposition 3.2 is. */
        public long left(Invariance.Verdict verdict) {
            return layers.stream()
                    .filter(layer -> layer.left().verdict() == verdict)
                    .count();
        }
    }

    /**
     * What the hypothesis of Proposition 3.2 leaves out with 2r-unit twins on all weights: how far the loss with W0 + P A B is from LoRA's, in
     * the double reading; NaN where it has no twins.
     */
    public double hypothesisGap() {
        return bounds.isEmpty() ? Double.NaN : Math.abs(bounds.get(0).target() - sample.doubleLoss());
    }

    /** Whether the theory explains the result, in one sentence. */
    public String conclusion() {
        return Conclusion.of(this);
    }
}
