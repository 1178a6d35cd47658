package org.peftcheck.theory.adapter;

import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * VeRA: W = W0 + diag(b) B diag(d) A with random A (r × d_in) and B (d_out × r) that are frozen and that all layers of one shape
 * share; only the vectors b and d are trained.
 *
 * <p>The letters A and B are those of the source, not of PEANuT. Hugging Face PEFT shares one pair of the largest sizes and takes the
 * first rows and columns of it for smaller layers, which changes the number of frozen parameters only.
 */
public record VeRa() implements WeightAdapter {

    private static final Slot A = Slot.frozen(
            "A",
            "A",
            Shape.of(Dimension.RANK, Dimension.D_IN),
            Slot.Sharing.SHARED,
            Initialiser.kaimingUniform(Polynomial.of(Dimension.D_IN)));
    private static final Slot D = Slot.trainable(
            "d",
            "d",
            new Shape(Polynomial.of(Dimension.RANK), Polynomial.ONE),
            new Initialiser.Constant(new BigFraction(1, 10)));
    private static final Slot B = Slot.frozen(
            "B",
            "B",
            Shape.of(Dimension.D_OUT, Dimension.RANK),
            Slot.Sharing.SHARED,
            Initialiser.kaimingUniform(Polynomial.of(Dimension.RANK)));
    private static final Slot OUTPUT =
            Slot.trainable("b", "b", new Shape(Polynomial.of(Dimension.D_OUT), Polynomial.ONE), Initialiser.ZERO);

    /**
     * VeRA.
     *
     * @param options none is heeded
     * @return the adapter
     */
    public static VeRa of(AdapterOptions options) {
        return new VeRa();
    }

    @Override
    public String id() {
        return "vera";
    }

    @Override
    public String title() {
        return "VeRA";
    }

    @Override
    public String source() {
        return "Kopiczko et al., VeRA (2024), Section 3.1, equation (2), and Section 3.3; PEANuT, Section 2";
    }

    @Override
    public List<Slot> slots() {
        return List.of(A, D, B, OUTPUT);
    }

    @Override
    public Polynomial statedCount() {
        return Polynomial.of(Dimension.RANK).plus(Polynomial.of(Dimension.D_OUT));
    }

    @Override
    public boolean startsAtPretrained() {
        return true;
    }

    @Override
    public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        M narrow = algebra.scaleRows(slots.get(D.symbol()), slots.get(A.symbol()));
        return algebra.scaleRows(slots.get(OUTPUT.symbol()), algebra.times(slots.get(B.symbol()), narrow));
    }
}
