package org.peftcheck.theory.adapter;

import java.util.List;
import org.peftcheck.theory.algebra.MatrixAlgebra;

/**
 * A method with a term of its own in the loss: a coefficient γ times the sum, over all adapted layers, of the squares of all entries of
 * some matrices that should be 0.
 */
public interface PenalisedAdapter extends WeightAdapter {

    /**
     * The matrices of a layer whose squared Frobenius norms are added up.
     *
     * @param algebra the reading
     * @param identity the identity, r × r
     * @param slots the values of the slots
     * @param <M> what a matrix is in the reading
     * @return the matrices
     */
    <M> List<M> penalised(MatrixAlgebra<M> algebra, M identity, SlotValues<M> slots);
}
