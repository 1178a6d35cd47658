package org.peftcheck.training.tie;

import java.util.List;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.merge.MergedWeight;
import org.peftcheck.numeric.merge.NarrowFormat;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.TokenBatch;

/**
 * Merging all updates of a network into weights of a format.
 *
 * @param format the format
 * @param worstWeight the weight with the largest rounding error
 * @param error an upper bound on that weight's ‖round(W0 + Δ) − (W0 + Δ)‖_F, by outward rounding
 * @param errorBound the bound on it that the format alone gives: half the spacing at each entry
 * @param lost an upper bound on the largest rounding error over the norm of its own update, of all weights
 * @param swallowed the share of all entries with an update that the merged weight does not show
 * @param outputs the largest difference of an output of the merged network from the unmerged one's in single precision, on the sample; of
 *     a decoder, of the log-probability of a token that is predicted
 * @param loss the difference of the loss, merged less unmerged, on the sample
 */
public record MergeFacts(
        NarrowFormat format,
        String worstWeight,
        double error,
        double errorBound,
        double lost,
        double swallowed,
        double outputs,
        double loss) {

    /** Merges into one format; the network has its trained weights again afterwards. */
    static MergeFacts of(
            NarrowFormat format,
            List<TrainedWeight> weights,
            MergedNetwork network,
            List<Batch> sample,
            List<float[]> unmerged,
            double unmergedLoss) {
        List<MergedWeight> merged = weights.parallelStream()
                .map(weight -> MergedWeight.of(floats(weight.w0()), floats(weight.update()), format))
                .toList();
        int worst = 0;
        double lost = 0;
        long swallowed = 0;
        long updated = 0;
        for (int i = 0; i < merged.size(); i++) {
            MergedWeight one = merged.get(i);
            worst = one.error().hi() > merged.get(worst).error().hi() ? i : worst;
            lost = Math.max(lost, one.lost().map(share -> share.hi()).orElse(0.0));
            swallowed += one.swallowed();
            updated += one.updated();
            network.put(weights.get(i).name(), DenseMatrix.of(one.weight().toRows()));
        }
        double outputs = largestDifference(sample, network.outputs(sample), unmerged);
        double loss = network.loss(sample) - unmergedLoss;
        weights.forEach(weight -> network.put(weight.name(), weight.merged()));
        return new MergeFacts(
                format,
                weights.get(worst).name(),
                merged.get(worst).error().hi(),
                merged.get(worst).errorBound(),
                lost,
                updated == 0 ? 0 : (double) swallowed / updated,
                outputs,
                loss);
    }

    private static FloatMatrix floats(DenseMatrix matrix) {
        return FloatMatrix.of(matrix.toDoubles());
    }

    /** Over all outputs, of a decoder over those of places where a token is predicted. */
    private static double largestDifference(List<Batch> batches, List<float[]> left, List<float[]> right) {
        double largest = 0;
        for (int b = 0; b < left.size(); b++) {
            float[] outputs = left.get(b);
            for (int k = 0; k < outputs.length; k++) {
                if (isMeant(batches.get(b), k, outputs.length)) {
                    largest = Math.max(largest, Math.abs((double) outputs[k] - right.get(b)[k]));
                }
            }
        }
        return largest;
    }

    private static boolean isMeant(Batch batch, int output, int outputs) {
        return !(batch instanceof TokenBatch tokens)
                || tokens.labels()[output / (outputs / tokens.labels().length)] != TokenBatch.NONE;
    }
}
