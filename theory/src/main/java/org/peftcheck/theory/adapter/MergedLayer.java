package org.peftcheck.theory.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import org.peftcheck.theory.algebra.MatrixAlgebra;

/**
 * A weight into which any number of adapters are merged: W0 plus the update of each. Every update is that of the pre-trained weight,
 * never of what was merged before, so that neither the order of merging nor that of unmerging matters and the merged layer gives what
 * the adapters give side by side.
 *
 * @param <M> what a matrix is in the reading
 */
public final class MergedLayer<M> {

    private final MatrixAlgebra<M> algebra;
    private final M weight;
    private final Map<String, M> updates;

    private MergedLayer(MatrixAlgebra<M> algebra, M weight, Map<String, M> updates) {
        this.algebra = algebra;
        this.weight = weight;
        this.updates = updates;
    }

    /**
     * A weight into which nothing is merged.
     *
     * @param algebra the reading
     * @param w0 the pre-trained weight
     * @param <M> what a matrix is in the reading
     * @return the weight alone
     */
    public static <M> MergedLayer<M> of(MatrixAlgebra<M> algebra, M w0) {
        return new MergedLayer<>(algebra, w0, Map.of());
    }

    /**
     * This weight and one more adapter.
     *
     * @param name the name of the adapter
     * @param layer the adapter on the pre-trained weight
     * @return the weight with the adapter merged
     * @throws IllegalArgumentException if an adapter of that name is merged already
     */
    public MergedLayer<M> merge(String name, AdaptedLayer<M> layer) {
        if (updates.containsKey(name)) {
            throw new IllegalArgumentException("merge: expected an adapter that is not merged yet, got " + name);
        }
        M update = layer.update();
        Map<String, M> more = new LinkedHashMap<>(updates);
        more.put(name, update);
        return new MergedLayer<>(algebra, algebra.plus(weight, update), more);
    }

    /**
     * This weight without one of its adapters.
     *
     * @param name the name of the adapter
     * @return the weight with the update of the adapter taken away
     * @throws IllegalArgumentException if no adapter of that name is merged
     */
    public MergedLayer<M> unmerge(String name) {
        M update = updates.get(name);
        if (update == null) {
            throw new IllegalArgumentException("unmerge: expected one of the merged adapters "
                    + String.join(", ", updates.keySet()) + ", got " + name);
        }
        Map<String, M> less = new LinkedHashMap<>(updates);
        less.remove(name);
        return new MergedLayer<>(algebra, algebra.minus(weight, update), less);
    }

    /**
     * The weight.
     *
     * @return the pre-trained weight plus the updates of what is merged, d_out × d_in
     */
    public M weight() {
        return weight;
    }
}
