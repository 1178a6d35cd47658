package org.peftcheck.theory.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.numeric.reading.RationalAlgebra;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * An adapter on a layer with numbers, all of them exactly doubles.
 *
 * @param adapter the adapter
 * @param dOut the output features, never equal to {@code dIn}
 * @param dIn the input features
 * @param rank the rank
 * @param rankCorner what is special about the rank
 * @param weightCorner what is special about W0
 * @param w0 the pre-trained weight
 * @param slots the slots away from their initial values
 * @param others the slots of a second adapter of the same settings
 * @param initial the slots as the initialisers allow them: constants and what W0 determines as they say, anything else at random
 * @param x input vectors, d_in × 2
 */
public record ContractInstance(
        WeightAdapter adapter,
        int dOut,
        int dIn,
        int rank,
        RankCorner rankCorner,
        WeightCorner weightCorner,
        RationalMatrix w0,
        Map<String, RationalMatrix> slots,
        Map<String, RationalMatrix> others,
        Map<String, RationalMatrix> initial,
        RationalMatrix x) {

    /** What is special about a rank. */
    public enum RankCorner {
        ONE,
        SMALLER_SIDE,
        BEYOND_SMALLER_SIDE,
        BETWEEN
    }

    /** What is special about a pre-trained weight. */
    public enum WeightCorner {
        NOTHING,
        ZERO_ROW,
        REPEATED_ROW,
        RANK_DEFICIENT,
        HUGE,
        TINY,
        FULL_PRECISION
    }

    Dimensions dimensions() {
        return Dimensions.of(dOut, dIn, rank);
    }

    AdaptedLayer<RationalMatrix> layer(Map<String, RationalMatrix> values) {
        return AdaptedLayer.of(adapter, new SurrogateAlgebra(), dimensions(), w0, values, RationalAlgebra::shapeOf);
    }

    AdaptedLayer<DenseMatrix> ejmlLayer(Map<String, RationalMatrix> values) {
        return AdaptedLayer.of(
                adapter, new EjmlAlgebra(), dimensions(), dense(w0), map(values, v -> dense(v)), DenseMatrix::shape);
    }

    <M> M update(MatrixAlgebra<M> algebra, Function<RationalMatrix, M> reading) {
        SlotValues<M> values = SlotValues.drawn(adapter, dimensions(), slot -> reading.apply(slots.get(slot.symbol())));
        return adapter.update(algebra, reading.apply(w0), values);
    }

    <M> M weight(MatrixAlgebra<M> algebra, Function<RationalMatrix, M> reading) {
        SlotValues<M> values = SlotValues.drawn(adapter, dimensions(), slot -> reading.apply(slots.get(slot.symbol())));
        return adapter.adaptedWeight(algebra, reading.apply(w0), values);
    }

    /** The weight before training, with what W0 determines computed in the reading itself. */
    <M> M initialWeight(MatrixAlgebra<M> algebra, Function<RationalMatrix, M> reading) {
        M weight = reading.apply(w0);
        SlotValues<M> values = SlotValues.initial(
                adapter, dimensions(), algebra, weight, slot -> reading.apply(initial.get(slot.symbol())));
        return adapter.adaptedWeight(algebra, weight, values);
    }

    Optional<WeightAdapter.Summands<RationalMatrix>> summands(Map<String, RationalMatrix> values) {
        return adapter.summands(
                new SurrogateAlgebra(), w0, SlotValues.drawn(adapter, dimensions(), slot -> values.get(slot.symbol())));
    }

    /** The pre-trained weight, made of the merged one. */
    <M> M unmerged(MatrixAlgebra<M> algebra, Function<RationalMatrix, M> reading) {
        SlotValues<M> values = SlotValues.drawn(adapter, dimensions(), slot -> reading.apply(slots.get(slot.symbol())));
        M weight = reading.apply(w0);
        return adapter.unmerged(
                algebra, adapter.adaptedWeight(algebra, weight, values), adapter.kept(algebra, weight, values), values);
    }

    static DenseMatrix dense(RationalMatrix matrix) {
        return DenseMatrix.of(
                matrix.rows(), matrix.columns(), (i, j) -> matrix.get(i, j).doubleValue());
    }

    static <A, B> Map<String, B> map(Map<String, A> values, Function<A, B> function) {
        Map<String, B> mapped = new LinkedHashMap<>();
        values.forEach((symbol, value) -> mapped.put(symbol, function.apply(value)));
        return mapped;
    }

    @Override
    public String toString() {
        return adapter + " on " + dOut + "x" + dIn + ", rank " + rank + ", W0 " + weightCorner + " " + w0 + ", slots "
                + slots;
    }
}
