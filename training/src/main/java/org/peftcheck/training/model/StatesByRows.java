package org.peftcheck.training.model;

import java.util.Map;
import java.util.function.Function;
import org.peftcheck.theory.adapter.HiddenAdapter;
import org.peftcheck.theory.adapter.HiddenAdapter.Hook;
import org.peftcheck.theory.adapter.SlotValues;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Scalar;

/**
 * The reading of a formula on hidden states where a network keeps them: the formula has a state a column, a network a state a row. A
 * matrix with a column for each state is held transposed, so that W H becomes H ᵀ Wᵀ and nothing of the size of the states is ever
 * turned round; b 1ᵀ is held as one row, which is repeated where it is added.
 *
 * <p>A formula treats each state alone: what adds over states, or divides them, is refused.
 *
 * @param <T> what a tensor is
 */
public final class StatesByRows<T> implements MatrixAlgebra<StatesByRows.Held<T>> {

    /**
     * A matrix of the formula.
     *
     * @param tensor its entries; none for the row of ones
     * @param turned whether the tensor is the transposed matrix
     * @param perState whether it has a column for each state
     * @param <T> what a tensor is
     */
    public record Held<T>(T tensor, boolean turned, boolean perState) {}

    private final TensorAlgebra<T> tensors;

    StatesByRows(TensorAlgebra<T> tensors) {
        this.tensors = tensors;
    }

    /**
     * What becomes of hidden states at a place.
     *
     * @param tensors the algebra of the network
     * @param adapter the method
     * @param hook where in the model, one of the method's places
     * @param dimensions the dimensions of the model
     * @param states n × d, a state a row
     * @param slot the value of a slot by its symbol
     * @param <T> what a tensor is
     * @return n × d
     */
    public static <T> T forward(
            TensorAlgebra<T> tensors,
            HiddenAdapter adapter,
            Hook hook,
            Map<Dimension, Polynomial> dimensions,
            T states,
            Function<String, T> slot) {
        SlotValues<Held<T>> slots = SlotValues.drawn(
                adapter,
                adapter.site(hook).slots(),
                dimensions,
                each -> new Held<>(slot.apply(each.symbol()), false, false));
        HiddenAdapter.Batch<Held<T>> batch =
                new HiddenAdapter.Batch<>(new Held<>(states, true, true), new Held<>(null, true, true));
        return adapter.forward(new StatesByRows<>(tensors), batch, slots).tensor();
    }

    private T plain(Held<T> matrix) {
        return matrix.turned() ? tensors.permute(matrix.tensor(), 1, 0) : matrix.tensor();
    }

    /** A column as the row that is repeated for each state. */
    private T row(Held<T> column) {
        int length = tensors.shape(column.tensor())[column.turned() ? 1 : 0];
        return tensors.reshape(column.tensor(), 1, length);
    }

    private static IllegalArgumentException refusal(String found) {
        return new IllegalArgumentException(
                "formula on hidden states: expected one that treats each state alone, got " + found);
    }

    @Override
    public Held<T> plus(Held<T> left, Held<T> right) {
        if (left.perState() != right.perState()) {
            throw refusal("the sum of states and a matrix of another kind");
        }
        return left.perState()
                ? new Held<>(tensors.plus(left.tensor(), right.tensor()), true, true)
                : new Held<>(tensors.plus(plain(left), plain(right)), false, false);
    }

    @Override
    public Held<T> minus(Held<T> left, Held<T> right) {
        return plus(left, new Held<>(tensors.scale(-1, right.tensor()), right.turned(), right.perState()));
    }

    @Override
    public Held<T> times(Held<T> left, Held<T> right) {
        if (left.perState()) {
            throw refusal("a product over states");
        }
        if (!right.perState()) {
            return new Held<>(tensors.matmul(plain(left), plain(right)), false, false);
        }
        if (right.tensor() == null) {
            return new Held<>(row(left), true, true);
        }
        T product = left.turned()
                ? tensors.matmul(right.tensor(), left.tensor())
                : tensors.linear(right.tensor(), left.tensor());
        return new Held<>(product, true, true);
    }

    @Override
    public Held<T> scale(Scalar factor, Held<T> matrix) {
        T scaled = tensors.scale(factor.value().doubleValue(), matrix.tensor());
        return new Held<>(scaled, matrix.turned(), matrix.perState());
    }

    @Override
    public Held<T> activate(Activation activation, Held<T> matrix) {
        return new Held<>(tensors.activate(activation, matrix.tensor()), matrix.turned(), matrix.perState());
    }

    @Override
    public Held<T> transpose(Held<T> matrix) {
        if (matrix.perState()) {
            throw refusal("a transpose of states");
        }
        return new Held<>(matrix.tensor(), !matrix.turned(), false);
    }

    @Override
    public Held<T> scaleRows(Held<T> factors, Held<T> matrix) {
        return matrix.perState()
                ? new Held<>(tensors.times(matrix.tensor(), row(factors)), true, true)
                : new Held<>(tensors.times(plain(matrix), plain(factors)), false, false);
    }

    @Override
    public Held<T> divide(Held<T> dividend, Held<T> divisor) {
        throw refusal("a quotient");
    }

    @Override
    public Held<T> rowNorms(Held<T> matrix) {
        throw refusal("norms");
    }
}
