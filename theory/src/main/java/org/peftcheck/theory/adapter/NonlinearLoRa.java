package org.peftcheck.theory.adapter;

import java.util.List;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * The nonlinear variant that does not look at the weight: W = W0 + s σ(A) B with A d_out × r, B r × d_in.
 *
 * @param scaling the factor s
 * @param activation the function σ
 */
public record NonlinearLoRa(Scaling scaling, Activation activation) implements WeightAdapter {

    private static final Slot A = Slot.trainable(
            "A",
            "A",
            Shape.of(Dimension.D_OUT, Dimension.RANK),
            Initialiser.uniformFanIn(Polynomial.of(Dimension.RANK)));
    private static final Slot B = Slot.trainable("B", "B", Shape.of(Dimension.RANK, Dimension.D_IN), Initialiser.ZERO);

    /**
     * Nonlinear LoRA with some options.
     *
     * @param options the scaling and the activation, if wanted; ReLU and 1 otherwise
     * @return the adapter
     */
    public static NonlinearLoRa of(AdapterOptions options) {
        return new NonlinearLoRa(
                options.scaling().orElse(Scaling.ONE), options.activation().orElse(Activation.RELU));
    }

    @Override
    public String id() {
        return "nonlinear-lora";
    }

    @Override
    public String title() {
        return "nonlinear LoRA";
    }

    @Override
    public String source() {
        return "PEANuT, Section 5.3 and Table 5; the initialisation is not printed, the factor inside σ is the random one here";
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
        M hidden = algebra.activate(activation, slots.get(A.symbol()));
        return scaling.apply(algebra, slots.rank(), algebra.times(hidden, slots.get(B.symbol())));
    }
}
