package org.peftcheck.numeric.peanut2025;

import java.util.function.Function;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.numeric.reading.RationalAlgebra;
import org.peftcheck.theory.adapter.Peanut;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.theory.adapter.SlotValues;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.proposition.StatementForm;

/**
 * A = the last hidden layer, B = Θ2: the update of a tweaker as a LoRA update of the same rank (PEANuT, Appendix B.1, second
 * inequality). The hidden layer is read off the method's formula with Θ2 = [I, 0].
 */
public final class TweakerWithinLowRankConstruction {

    private static final String THETA2 = "Theta2";

    private TweakerWithinLowRankConstruction() {}

    /**
     * The witness over the rationals.
     *
     * @param method PEANuT with ReLU or leaky ReLU, in the orientation of the paper, unscaled
     * @param w0 a weight, d_out×d_in
     * @param rank r, at most d_in
     * @param values the value of each slot
     * @return a draft of the certificate
     */
    public static CertificateDocument exact(
            Peanut method, RationalMatrix w0, int rank, Function<Slot, RationalMatrix> values) {
        Dimensions dimensions = Dimensions.of(w0.rows(), w0.columns(), rank);
        RationalAlgebra algebra = new RationalAlgebra();
        SlotValues<RationalMatrix> slots = SlotValues.drawn(method, dimensions, values);
        RationalMatrix selector =
                RationalMatrix.of(rank, w0.columns(), (i, j) -> i == j ? BigFraction.ONE : BigFraction.ZERO);
        SlotValues<RationalMatrix> probe = SlotValues.drawn(
                method, dimensions, slot -> slot.symbol().equals(THETA2) ? selector : slots.get(slot.symbol()));
        RationalMatrix probed = method.update(algebra, w0, probe);
        RationalMatrix hidden = RationalMatrix.of(w0.rows(), rank, probed::get);
        CertificateDraft draft = new CertificateDraft(
                        "prop-3.2-second",
                        StatementForm.FACTORS,
                        method.activation(),
                        rank,
                        new WeightSource.Inline(new MatrixData.Exact(w0)))
                .with("A", hidden)
                .with("B", slots.get(THETA2))
                .with("Update", method.update(algebra, w0, slots));
        method.slots().forEach(slot -> draft.with(slot.symbol(), slots.get(slot.symbol())));
        return draft.finish();
    }
}
