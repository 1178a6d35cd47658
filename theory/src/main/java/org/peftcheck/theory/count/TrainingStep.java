package org.peftcheck.theory.count;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.peftcheck.theory.adapter.HiddenAdapter;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.theory.adapter.SlotValues;
import org.peftcheck.theory.adapter.SymbolicAdapter;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.CostAlgebra;
import org.peftcheck.theory.algebra.CostAlgebra.Costed;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.Term;

/**
 * A training step on one adapted layer, or at one place of the hidden states: forward and backward pass.
 *
 * @param forward the forward pass; for a layer with W0 x, for a place without what makes the hidden states
 * @param backward the backward pass of the same
 * @param sharedProducts the part of the forward products for each input vector that is the same for all layers that read the vector
 *     and share their frozen slots, as A x of VeRA
 */
public record TrainingStep(StepCost forward, Backward backward, Polynomial sharedProducts) {

    /** How the adapted weight is applied. */
    public enum Form {
        /** The adapted weight is formed and then applied. */
        MATERIALISED,
        /** The update is kept as factors. */
        FACTORED
    }

    /** A training step at given sizes. */
    record Amounts(
            BigInteger forward,
            BigInteger backward,
            BigInteger forwardProducts,
            BigInteger backwardProducts,
            BigInteger sharedProducts,
            BigInteger kept,
            BigInteger formed,
            BigInteger buffers,
            BigInteger buffersWithOutput,
            BigInteger formedBuffers,
            BigInteger formedGradient) {}

    /**
     * A step on a layer.
     *
     * @param adapter the adapter
     * @param form how its weight is applied
     * @return the step in {@code d_out, d_in, r}
     */
    public static TrainingStep of(WeightAdapter adapter, Form form) {
        return of(adapter, form, true, Map.of());
    }

    /**
     * A step on a layer of some sizes. Where a rank is no less than the features, other matrices are the smaller ones.
     *
     * @param adapter the adapter
     * @param form how its weight is applied
     * @param inputGradient whether the input of the layer has a gradient, as it has where something before the layer is trained
     * @param sizes numbers for {@code d_out, d_in, r}, or none
     * @return the step in {@code d_out, d_in, r}
     */
    public static TrainingStep of(
            WeightAdapter adapter, Form form, boolean inputGradient, Map<Dimension, Polynomial> sizes) {
        Costed output = form == Form.MATERIALISED
                ? StepCost.materialisedOutput(adapter)
                : StepCost.factoredOutput(adapter, sizes);
        Set<Term> constants = SymbolicAdapter.of(adapter).constantTerms();
        return of(output, adapter.slots(), constants, StepCost.INPUT, inputGradient);
    }

    /**
     * A step at a place of hidden states.
     *
     * @param adapter the method
     * @param site the place
     * @return the step in {@code d, f, m, c}
     */
    public static TrainingStep of(HiddenAdapter adapter, HiddenAdapter.Site site) {
        return of(adapter, site, true);
    }

    /** A step at a place of hidden states that have a gradient or not. */
    static TrainingStep of(HiddenAdapter adapter, HiddenAdapter.Site site, boolean inputGradient) {
        CostAlgebra algebra = new CostAlgebra();
        Term.Symbol input = new Term.Symbol("H", new Shape(site.features(), Polynomial.ONE));
        Term.Symbol one = new Term.Symbol("1", new Shape(Polynomial.ONE, Polynomial.ONE));
        Costed output = adapter.forward(
                algebra,
                new HiddenAdapter.Batch<>(algebra.given(input), algebra.given(one)),
                SlotValues.drawn(adapter, site.slots(), Map.of(), slot -> algebra.given(symbol(slot))));
        return of(output, site.slots(), Set.of(), input, inputGradient);
    }

    private static TrainingStep of(
            Costed output, List<Slot> slots, Set<Term> constants, Term.Symbol input, boolean inputGradient) {
        Set<Term.Symbol> sources = slots.stream()
                .filter(Slot::isTrainable)
                .map(TrainingStep::symbol)
                .collect(Collectors.toSet());
        if (inputGradient) {
            sources.add(input);
        }
        Set<Term.Symbol> common = slots.stream()
                .filter(TrainingStep::isShared)
                .map(TrainingStep::symbol)
                .collect(Collectors.toSet());
        common.add(input);
        Polynomial shared = output.cost(term -> term.symbols().contains(input) && common.containsAll(term.symbols()))
                .products();
        return new TrainingStep(
                StepCost.split(output, input), Backward.of(output.term(), sources, constants, input), shared);
    }

    private static boolean isShared(Slot slot) {
        return slot.sharing() == Slot.Sharing.SHARED || slot.sharing() == Slot.Sharing.RECOMPUTED;
    }

    private static Term.Symbol symbol(Slot slot) {
        return new Term.Symbol(slot.symbol(), slot.shape());
    }

    /** Operations and entries for a number of input vectors. */
    Amounts at(Map<Dimension, Polynomial> values, BigInteger vectors) {
        Buffers buffers = backward.buffers();
        return new Amounts(
                total(forward.once().flops(), forward.perVector().flops(), values, vectors),
                total(backward.onceFlops(), backward.perVectorFlops(), values, vectors),
                total(forward.once().products(), forward.perVector().products(), values, vectors),
                total(backward.onceProducts(), backward.perVectorProducts(), values, vectors),
                total(Polynomial.ZERO, sharedProducts, values, vectors),
                total(backward.onceKept(), backward.perVectorKept(), values, vectors),
                number(forward.once().bytes(), values).shiftRight(2),
                total(buffers.once(), buffers.perVector(), values, vectors),
                total(buffers.once(), buffers.withOutput(), values, vectors),
                number(buffers.formed(), values),
                number(buffers.formedGradient(), values));
    }

    private static BigInteger total(
            Polynomial once, Polynomial perVector, Map<Dimension, Polynomial> values, BigInteger vectors) {
        return number(once, values).add(number(perVector, values).multiply(vectors));
    }

    private static BigInteger number(Polynomial polynomial, Map<Dimension, Polynomial> values) {
        return polynomial.substitute(values).constantValue();
    }
}
