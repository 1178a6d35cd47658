package org.peftcheck.theory.count;

import java.util.Map;
import java.util.function.Predicate;
import org.peftcheck.theory.adapter.SymbolicAdapter;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Cost;
import org.peftcheck.theory.algebra.CostAlgebra;
import org.peftcheck.theory.algebra.CostAlgebra.Costed;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.Term;

/**
 * What the forward pass of a step costs on one adapted layer, in {@code d_out, d_in, r} (PEANuT, Section 4).
 *
 * @param once what is done once a step, whatever the number of input vectors
 * @param perVector what is done for each input vector
 */
public record StepCost(Cost once, Cost perVector) {

    static final Term.Symbol INPUT = new Term.Symbol("x", new Shape(Polynomial.of(Dimension.D_IN), Polynomial.ONE));

    /**
     * The cost when the adapted weight is formed and then applied.
     *
     * @param adapter the adapter
     * @return the cost
     */
    public static StepCost materialised(WeightAdapter adapter) {
        return split(materialisedOutput(adapter));
    }

    /** The output of a layer whose weight is formed. */
    static Costed materialisedOutput(WeightAdapter adapter) {
        CostAlgebra algebra = new CostAlgebra();
        Costed weight = SymbolicAdapter.of(adapter).weightTerm().read(algebra, algebra::given);
        return algebra.times(weight, algebra.given(INPUT));
    }

    /**
     * The cost when the update is kept as factors, W0 x + ΔW x: no second matrix of the size of W0 is formed. Narrow factors that do
     * not depend on the input, such as σ(W0 Θ1), are formed once a step.
     *
     * @param adapter the adapter
     * @return the cost
     */
    public static StepCost factored(WeightAdapter adapter) {
        return split(factoredOutput(adapter));
    }

    /** The output of a layer whose update is kept as factors. */
    static Costed factoredOutput(WeightAdapter adapter) {
        return factoredOutput(adapter, Map.of());
    }

    /** The output of a layer of some sizes whose update is kept as factors. */
    static Costed factoredOutput(WeightAdapter adapter, Map<Dimension, Polynomial> sizes) {
        return applied(SymbolicAdapter.of(adapter).weightTerm(), sizes);
    }

    /**
     * The part of the {@linkplain #factored factored} cost that is due to the update, without W0 x and its addition.
     *
     * @param adapter the adapter
     * @return the cost
     */
    public static StepCost factoredUpdate(WeightAdapter adapter) {
        return split(applied(SymbolicAdapter.of(adapter).updateTerm(), Map.of()));
    }

    private static Costed applied(Term term, Map<Dimension, Polynomial> sizes) {
        CostAlgebra algebra = new CostAlgebra(sizes);
        return algebra.apply(term, algebra.given(INPUT));
    }

    private static StepCost split(Costed output) {
        return split(output, INPUT);
    }

    /** The cost of an output, by whether a step of it sees the input. */
    static StepCost split(Costed output, Term.Symbol input) {
        Predicate<Term> onInput = term -> term.symbols().contains(input);
        return new StepCost(output.cost(onInput.negate()), output.cost(onInput));
    }

    /**
     * The cost of a step.
     *
     * @param vectors the number of input vectors, a name or a number
     * @return once + vectors · perVector
     */
    public Cost total(Polynomial vectors) {
        return once.plus(perVector.times(vectors));
    }
}
