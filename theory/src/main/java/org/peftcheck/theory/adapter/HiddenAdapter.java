package org.peftcheck.theory.adapter;

import java.util.List;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;

/**
 * A method that does not rewrite a weight: it changes hidden states at some places of a model, or puts a head on them. There is
 * nothing to merge.
 *
 * <p>The formula is written against {@link MatrixAlgebra} for a batch of hidden states, a column each, as in y = W x. Counts are
 * polynomials in {@code d} (features of a hidden state), {@code f} (inner features of the feed-forward network), {@code m} (bottleneck
 * or rank), {@code L} (blocks) and {@code c} (classes).
 */
public sealed interface HiddenAdapter extends Adapter
        permits AdapterFnn, BitFit, DiReft, Houlsby, LinearProbing, LoReft, Red {

    /** Where in a model a method works. */
    enum Hook {
        /** On the output of the attention's projection, before the residual is added. */
        AFTER_ATTENTION,
        /** On the output of the feed-forward network. */
        AFTER_FEED_FORWARD,
        /** Where a layer adds its bias. */
        BIAS,
        /** On the hidden states that leave a block. */
        RESIDUAL_STREAM,
        /** On the hidden state that represents the whole input, in the place of a prediction. */
        HEAD
    }

    /**
     * A place, or several of one kind.
     *
     * @param hook where in the model
     * @param place the place in words
     * @param features the features of the hidden states there
     * @param multiplicity how many such places a model has
     * @param slots the slots of each of them
     */
    record Site(Hook hook, String place, Polynomial features, Polynomial multiplicity, List<Slot> slots) {
        /** Copies the list. */
        public Site {
            slots = List.copyOf(slots);
        }

        /**
         * The number of trainable parameters at all of these places.
         *
         * @return the number in {@code d, f, m, L, c}
         */
        public Polynomial trainableCount() {
            return slots.stream()
                    .filter(Slot::isTrainable)
                    .map(Slot::entries)
                    .reduce(Polynomial.ZERO, Polynomial::plus)
                    .times(multiplicity);
        }
    }

    /**
     * A batch of hidden states.
     *
     * @param states the states, features × n, a column each
     * @param ones a row of n ones, with which a bias is written b 1ᵀ
     * @param <M> what a matrix is in the reading
     */
    record Batch<M>(M states, M ones) {}

    /**
     * Where the method works.
     *
     * @return the places; symbols of slots are unique within each
     */
    List<Site> sites();

    /**
     * The place of a kind; a method has at most one of each, but for biases.
     *
     * @param hook where in a model
     * @return the first such place
     * @throws IllegalArgumentException if the method does not work there
     */
    default Site site(Hook hook) {
        return sites().stream()
                .filter(site -> site.hook() == hook)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(title() + ": expected one of its places "
                        + sites().stream().map(Site::hook).distinct().toList() + ", got " + hook));
    }

    /**
     * The number of trainable parameters of a model as the source states it, written down apart from the slots.
     *
     * @return the number in {@code d, f, m, L, c}
     */
    Polynomial statedCount();

    /**
     * Whether training starts at the pre-trained model, the hidden states being what they were.
     *
     * @return whether it is claimed
     */
    boolean startsAtPretrained();

    /**
     * What becomes of hidden states at a place.
     *
     * @param algebra the reading
     * @param batch the hidden states
     * @param slots the values of the slots of the place
     * @param <M> what a matrix is in the reading
     * @return the adapted states, as many columns
     */
    <M> M forward(MatrixAlgebra<M> algebra, Batch<M> batch, SlotValues<M> slots);

    /**
     * The number of trainable parameters of a model, from the slots.
     *
     * @return the number in {@code d, f, m, L, c}
     */
    default Polynomial trainableCount() {
        return sites().stream().map(Site::trainableCount).reduce(Polynomial.ZERO, Polynomial::plus);
    }
}
