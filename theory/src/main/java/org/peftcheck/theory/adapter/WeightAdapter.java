package org.peftcheck.theory.adapter;

import java.util.List;
import java.util.Optional;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;

/**
 * A method that rewrites a weight: its slots, and the formula that makes the adapted weight of the pre-trained one and the slots.
 *
 * <p>The formula is written once against {@link MatrixAlgebra}; shape, TeX, term, cost and value are readings of it. An adapter
 * holds its settings only, never values, and fits every layer and rank.
 */
public non-sealed interface WeightAdapter extends Adapter {

    /**
     * The slots, in the order in which they meet the pre-trained weight.
     *
     * @return the slots; symbols are unique
     */
    List<Slot> slots();

    /**
     * The number of trainable parameters of a layer as the source states it, written down apart from the slots so that each can be
     * checked against the other.
     *
     * @return the number in {@code d_out, d_in, r}
     */
    Polynomial statedCount();

    /**
     * Whether the source claims that training starts at the pre-trained weight, f(W0; θ0) = W0.
     *
     * @return whether it is claimed
     */
    boolean startsAtPretrained();

    /**
     * The update that is added to the pre-trained weight.
     *
     * @param algebra the reading
     * @param w0 the pre-trained weight, d_out × d_in
     * @param slots the values of the slots
     * @param <M> what a matrix is in the reading
     * @return the update, d_out × d_in
     */
    <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots);

    /**
     * The adapted weight, the pre-trained weight plus the update unless the method says otherwise.
     *
     * @param algebra the reading
     * @param w0 the pre-trained weight, d_out × d_in
     * @param slots the values of the slots
     * @param <M> what a matrix is in the reading
     * @return the adapted weight, d_out × d_in
     */
    default <M> M adaptedWeight(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return algebra.plus(w0, update(algebra, w0, slots));
    }

    /**
     * The adapted weight as a sum of what is frozen and what is trained: inputs of the latter alone see dropout. Empty for a method
     * whose adapted weight is no such sum.
     *
     * @param algebra the reading
     * @param w0 the pre-trained weight, d_out × d_in
     * @param slots the values of the slots
     * @param <M> what a matrix is in the reading
     * @return the summands, d_out × d_in each
     */
    default <M> Optional<Summands<M>> summands(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return Optional.of(new Summands<>(w0, update(algebra, w0, slots)));
    }

    /**
     * An adapted weight as a sum.
     *
     * @param frozen what is not trained
     * @param trained what is
     * @param <M> what a matrix is in the reading
     */
    record Summands<M>(M frozen, M trained) {}

    /**
     * What has to be kept of a merge so that it can be undone: the update, unless the method needs less.
     *
     * @param algebra the reading
     * @param w0 the pre-trained weight, d_out × d_in
     * @param slots the values of the slots
     * @param <M> what a matrix is in the reading
     * @return what {@link #unmerged} needs beside the slots
     */
    default <M> M kept(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return update(algebra, w0, slots);
    }

    /**
     * The pre-trained weight, from a merged one. An update that depends on the pre-trained weight cannot be made again from the
     * merged weight, which is why something has to be kept.
     *
     * @param algebra the reading
     * @param merged the adapted weight, d_out × d_in
     * @param kept what was {@linkplain #kept kept} when it was made
     * @param slots the values of the slots at that time
     * @param <M> what a matrix is in the reading
     * @return the pre-trained weight, d_out × d_in
     */
    default <M> M unmerged(MatrixAlgebra<M> algebra, M merged, M kept, SlotValues<M> slots) {
        return algebra.minus(merged, kept);
    }

    /**
     * Operations of the products of matrices in what the loss has for each layer beside the task's, and in its gradient.
     *
     * @return the operations in {@code d_out, d_in, r}, 0 for a method without a penalty
     */
    default Polynomial penaltyProducts() {
        return Polynomial.ZERO;
    }

    /**
     * The number of trainable parameters of a layer, from the slots.
     *
     * @return the number in {@code d_out, d_in, r}
     */
    default Polynomial trainableCount() {
        return slots().stream().filter(Slot::isTrainable).map(Slot::entries).reduce(Polynomial.ZERO, Polynomial::plus);
    }
}
