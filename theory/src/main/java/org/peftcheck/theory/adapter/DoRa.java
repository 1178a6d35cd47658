package org.peftcheck.theory.adapter;

import java.util.List;
import java.util.Optional;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * DoRA: the weight is split into magnitudes m and directions, W = diag(m ⊘ ‖V‖) V with V = W0 + s A B and ‖V‖ the norms of the rows
 * of V, where m starts as the norms of W0.
 *
 * <p>This is what released implementations do, a magnitude for each output feature. The article writes y = W x too, but divides by
 * the norm of each column: W = V diag(m ⊘ ‖Vᵀ‖), a magnitude for each input feature. The two are {@link NormAxis#ROW} and
 * {@link NormAxis#COLUMN}. In training the norms are often held constant for the gradient (Section 4.3 there); that changes no value.
 * A weight with a zero row (or column) has no direction there and is refused.
 *
 * @param scaling the factor s
 * @param axis whether rows or columns have magnitudes
 */
public record DoRa(Scaling scaling, NormAxis axis) implements WeightAdapter {

    private static final Slot A = Slot.trainable("A", "A", Shape.of(Dimension.D_OUT, Dimension.RANK), Initialiser.ZERO);
    private static final Slot B = Slot.trainable(
            "B",
            "B",
            Shape.of(Dimension.RANK, Dimension.D_IN),
            Initialiser.uniformFanIn(Polynomial.of(Dimension.D_IN)));
    private static final String MAGNITUDE = "m";

    /**
     * DoRA with some options.
     *
     * @param options the scaling and the norm axis, if wanted; 16/r and rows otherwise
     * @return the adapter
     */
    public static DoRa of(AdapterOptions options) {
        return new DoRa(
                options.scaling().orElse(LoRa.DEFAULT_SCALING),
                options.normAxis().orElse(NormAxis.ROW));
    }

    @Override
    public String id() {
        return "dora";
    }

    @Override
    public String title() {
        return "DoRA";
    }

    @Override
    public String source() {
        return "Liu et al., DoRA (2024), Section 4, equation (5); rows as in Hugging Face PEFT; PEANuT, Section 2";
    }

    @Override
    public List<Slot> slots() {
        return List.of(A, B, magnitude());
    }

    @Override
    public Polynomial statedCount() {
        return Polynomial.of(Dimension.RANK)
                .times(Polynomial.of(Dimension.D_OUT).plus(Polynomial.of(Dimension.D_IN)))
                .plus(Polynomial.of(side()));
    }

    @Override
    public boolean startsAtPretrained() {
        return true;
    }

    @Override
    public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return algebra.minus(adaptedWeight(algebra, w0, slots), w0);
    }

    @Override
    public <M> M adaptedWeight(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        M directed = turned(algebra, algebra.plus(w0, product(algebra, slots)));
        M factors = algebra.divide(slots.get(MAGNITUDE), algebra.detached(algebra.rowNorms(directed)));
        return turned(algebra, algebra.scaleRows(factors, directed));
    }

    /** Its norms are those of both together. */
    @Override
    public <M> Optional<Summands<M>> summands(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return Optional.empty();
    }

    /** The norms of V: the merged weight and the magnitudes do not tell them. */
    @Override
    public <M> M kept(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return algebra.rowNorms(turned(algebra, algebra.plus(w0, product(algebra, slots))));
    }

    /** diag(‖V‖ ⊘ m) W − s A B; a magnitude 0 has wiped its row out and is refused. */
    @Override
    public <M> M unmerged(MatrixAlgebra<M> algebra, M merged, M kept, SlotValues<M> slots) {
        M factors = algebra.divide(kept, slots.get(MAGNITUDE));
        M directed = turned(algebra, algebra.scaleRows(factors, turned(algebra, merged)));
        return algebra.minus(directed, product(algebra, slots));
    }

    private <M> M product(MatrixAlgebra<M> algebra, SlotValues<M> slots) {
        return scaling.apply(algebra, slots.rank(), algebra.times(slots.get(A.symbol()), slots.get(B.symbol())));
    }

    private <M> M turned(MatrixAlgebra<M> algebra, M matrix) {
        return axis == NormAxis.ROW ? matrix : algebra.transpose(matrix);
    }

    private Dimension side() {
        return axis == NormAxis.ROW ? Dimension.D_OUT : Dimension.D_IN;
    }

    private Slot magnitude() {
        Shape column = new Shape(Polynomial.of(side()), Polynomial.ONE);
        return Slot.trainable(MAGNITUDE, "m", column, new Initialiser.Derived("the norms of W0", new Norms(axis)));
    }

    private record Norms(NormAxis axis) implements Initialiser.Formula {
        @Override
        public <M> M value(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
            return algebra.rowNorms(axis == NormAxis.ROW ? w0 : algebra.transpose(w0));
        }
    }
}
