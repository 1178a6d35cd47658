package org.peftcheck.training.method;

import java.util.LinkedHashMap;
import java.util.Map;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.theory.adapter.AdaptedLayer;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.model.FloatTensor;

/** The encoder of a trained network without adapters: each adapted weight is formed, in double precision, and rounded once. */
public final class MergedWeights {

    private MergedWeights() {}

    /**
     * The weights of the encoder after the merge.
     *
     * @param network the network
     * @return all tensors of the encoder by their names, the adapted ones merged
     */
    public static Map<String, FloatTensor> of(FineTuning network) {
        Map<String, FloatTensor> merged = new LinkedHashMap<>(network.weights());
        network.adapted()
                .forEach((name, adapted) ->
                        merged.put(name, weight(network.weights().get(name), adapted)));
        return merged;
    }

    /**
     * An adapted weight.
     *
     * @param w0 the pre-trained weight, d_out × d_in
     * @param adapted its adapter
     * @return f(W0; θ), each entry the nearest number in single precision to its value in double precision
     */
    static FloatTensor weight(FloatTensor w0, AdaptedWeight adapted) {
        Map<String, DenseMatrix> slots = new LinkedHashMap<>();
        adapted.slots().forEach((symbol, value) -> slots.put(symbol, Matrices.inDoubles(value)));
        AdaptedLayer<DenseMatrix> layer = AdaptedLayer.of(
                adapted.adapter(),
                new EjmlAlgebra(),
                Dimensions.of(w0.shape()[0], w0.shape()[1], adapted.rank()),
                Matrices.inDoubles(w0),
                slots,
                DenseMatrix::shape);
        return Matrices.rounded(layer.weight());
    }
}
