package org.peftcheck.theory.adapter;

import java.util.Map;
import java.util.function.Function;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Shape;

/**
 * An adapter on one linear layer y = W x, in one reading, with all shapes checked.
 *
 * @param <M> what a matrix is in the reading
 */
public final class AdaptedLayer<M> {

    private final WeightAdapter adapter;
    private final MatrixAlgebra<M> algebra;
    private final M w0;
    private final SlotValues<M> slots;

    private AdaptedLayer(WeightAdapter adapter, MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        this.adapter = adapter;
        this.algebra = algebra;
        this.w0 = w0;
        this.slots = slots;
    }

    /**
     * An adapter on a layer.
     *
     * @param adapter the adapter
     * @param algebra the reading
     * @param dimensions the dimensions of the layer and the rank
     * @param w0 the pre-trained weight, d_out × d_in
     * @param values a value for each slot
     * @param shape the shape of a value
     * @param <M> what a matrix is in the reading
     * @return the layer
     * @throws IllegalArgumentException naming W0 or the slot, if a value is missing, not known or of another shape
     */
    public static <M> AdaptedLayer<M> of(
            WeightAdapter adapter,
            MatrixAlgebra<M> algebra,
            Dimensions dimensions,
            M w0,
            Map<String, M> values,
            Function<M, Shape> shape) {
        Shape formal = Shape.of(Dimension.D_OUT, Dimension.D_IN);
        SlotValues.requireShape(adapter, "W0", formal, dimensions.values(), shape.apply(w0));
        SlotValues<M> slots = SlotValues.checked(adapter, dimensions, values, shape);
        return new AdaptedLayer<>(adapter, algebra, w0, slots);
    }

    /**
     * The update of the weight.
     *
     * @return the update, d_out × d_in
     */
    public M update() {
        return adapter.update(algebra, w0, slots);
    }

    /**
     * The merged weight.
     *
     * @return the adapted weight, d_out × d_in
     */
    public M weight() {
        return adapter.adaptedWeight(algebra, w0, slots);
    }

    /**
     * What has to be kept so that the merge can be undone.
     *
     * @return what {@link #unmerged} needs
     */
    public M kept() {
        return adapter.kept(algebra, w0, slots);
    }

    /**
     * The pre-trained weight, from a merged one. The pre-trained weight of this layer is not looked at.
     *
     * @param merged the {@linkplain #weight merged weight}
     * @param kept what was {@linkplain #kept kept} when it was made
     * @return the pre-trained weight, d_out × d_in
     */
    public M unmerged(M merged, M kept) {
        return adapter.unmerged(algebra, merged, kept, slots);
    }

    /**
     * The outputs of the merged layer.
     *
     * @param x input vectors, d_in × n
     * @return W x, d_out × n
     */
    public M forwardMerged(M x) {
        return algebra.times(weight(), x);
    }

    /**
     * The outputs with the update kept apart from the pre-trained weight.
     *
     * @param x input vectors, d_in × n
     * @return W0 x + ΔW x, d_out × n
     */
    public M forwardUnmerged(M x) {
        return algebra.plus(algebra.times(w0, x), algebra.times(update(), x));
    }
}
