package org.peftcheck.theory.adapter;

import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * Low-rank adaptation: W = W0 + s A B with A d_out × r, B r × d_in and s = α/r; with s = α/√r it is rank-stabilised LoRA
 * ({@link Scaling#alphaOverRootRank}).
 *
 * <p>The letters are those of PEANuT, Section 3.1. Hugging Face PEFT, after Hu et al., calls the same two matrices the other way
 * round: its {@code lora_B.weight} (d_out × r, zero at the start) is {@code A} here, its {@code lora_A.weight} (r × d_in) is
 * {@code B} here.
 *
 * @param scaling the factor s
 */
public record LoRa(Scaling scaling) implements WeightAdapter {

    /** The factor that is used when none is given, 16/r. */
    public static final Scaling DEFAULT_SCALING = Scaling.alphaOverRank(new BigFraction(16));

    private static final Slot A = Slot.trainable("A", "A", Shape.of(Dimension.D_OUT, Dimension.RANK), Initialiser.ZERO);
    private static final Slot B = Slot.trainable(
            "B",
            "B",
            Shape.of(Dimension.RANK, Dimension.D_IN),
            Initialiser.uniformFanIn(Polynomial.of(Dimension.D_IN)));

    /**
     * LoRA with some options.
     *
     * @param options the scaling, if wanted
     * @return the adapter
     */
    public static LoRa of(AdapterOptions options) {
        return new LoRa(options.scaling().orElse(DEFAULT_SCALING));
    }

    @Override
    public String id() {
        return "lora";
    }

    @Override
    public String title() {
        return "LoRA";
    }

    @Override
    public String source() {
        return "Hu et al., LoRA (2022), Section 4.1; PEANuT, Section 3.1";
    }

    @Override
    public List<Slot> slots() {
        return List.of(A, B);
    }

    @Override
    public Polynomial statedCount() {
        return Polynomial.of(Dimension.RANK)
                .times(Polynomial.of(Dimension.D_OUT).plus(Polynomial.of(Dimension.D_IN)));
    }

    @Override
    public boolean startsAtPretrained() {
        return true;
    }

    @Override
    public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        M product = algebra.times(slots.get(A.symbol()), slots.get(B.symbol()));
        return scaling.apply(algebra, slots.rank(), product);
    }
}
