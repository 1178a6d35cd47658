package org.peftcheck.theory.adapter;

import java.util.List;
import java.util.Optional;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * Methods that train some singular components of W0 and freeze what is left of it: W = R + A B, where A B is that part of W0 at the
 * start and R = W0 − A B stands in its place.
 */
interface SingularComponents extends WeightAdapter {

    /** What is left of W0 when the components are taken off. */
    Initialiser.Formula REST = new Initialiser.Formula() {
        @Override
        public <M> M value(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
            return algebra.minus(w0, algebra.times(slots.get("A"), slots.get("B")));
        }
    };

    /**
     * The components that are trained.
     *
     * @return the largest or the smallest
     */
    Initialiser.SingularFactor.Part part();

    private Slot factor(String symbol, Shape shape, Initialiser.SingularFactor.Side side) {
        return Slot.trainable(symbol, symbol, shape, new Initialiser.SingularFactor(side, part()));
    }

    @Override
    default List<Slot> slots() {
        return List.of(
                factor("A", Shape.of(Dimension.D_OUT, Dimension.RANK), Initialiser.SingularFactor.Side.LEFT),
                factor("B", Shape.of(Dimension.RANK, Dimension.D_IN), Initialiser.SingularFactor.Side.RIGHT),
                Slot.frozen(
                        "R",
                        "R",
                        Shape.of(Dimension.D_OUT, Dimension.D_IN),
                        Slot.Sharing.IN_PLACE,
                        new Initialiser.Derived("W0 - A B at the start", REST)));
    }

    @Override
    default Polynomial statedCount() {
        return Polynomial.of(Dimension.RANK)
                .times(Polynomial.of(Dimension.D_OUT).plus(Polynomial.of(Dimension.D_IN)));
    }

    @Override
    default boolean startsAtPretrained() {
        return true;
    }

    @Override
    default <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return algebra.minus(adaptedWeight(algebra, w0, slots), w0);
    }

    @Override
    default <M> M adaptedWeight(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        M product = algebra.times(slots.get("A"), slots.get("B"));
        return algebra.plus(slots.get("R"), product);
    }

    @Override
    default <M> Optional<Summands<M>> summands(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return Optional.of(new Summands<>(slots.get("R"), algebra.times(slots.get("A"), slots.get("B"))));
    }
}
