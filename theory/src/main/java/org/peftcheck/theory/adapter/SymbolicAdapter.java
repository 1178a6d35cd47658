package org.peftcheck.theory.adapter;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.LatexAlgebra;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.ShapeAlgebra;
import org.peftcheck.theory.algebra.Term;
import org.peftcheck.theory.algebra.TermAlgebra;

/**
 * The readings of an adapter's formula that need no numbers for the entries.
 *
 * @param adapter the adapter
 * @param dimensions the dimensions, as names ({@link Dimensions#SYMBOLIC}) or numbers
 */
public record SymbolicAdapter(WeightAdapter adapter, Dimensions dimensions) {

    /** The name of the pre-trained weight in terms and messages. */
    public static final String W0 = "W0";

    /**
     * An adapter with its dimensions as names.
     *
     * @param adapter the adapter
     * @return the readings
     */
    public static SymbolicAdapter of(WeightAdapter adapter) {
        return new SymbolicAdapter(adapter, Dimensions.SYMBOLIC);
    }

    /**
     * The shape of the adapted weight.
     *
     * @return the shape
     * @throws IllegalArgumentException if the formula does not fit the slots, naming the operation
     */
    public Shape weightShape() {
        return shape(true);
    }

    /**
     * The shape of the update.
     *
     * @return the shape
     * @throws IllegalArgumentException if the formula does not fit the slots, naming the operation
     */
    public Shape updateShape() {
        return shape(false);
    }

    private Shape shape(boolean whole) {
        ShapeAlgebra algebra = new ShapeAlgebra();
        ShapeAlgebra.Shaped w0 = new ShapeAlgebra.Shaped(W0, dimensions.weight());
        SlotValues<ShapeAlgebra.Shaped> slots = SlotValues.drawn(
                adapter,
                dimensions,
                slot -> new ShapeAlgebra.Shaped(slot.symbol(), slot.shape().at(dimensions.values())));
        return (whole ? adapter.adaptedWeight(algebra, w0, slots) : adapter.update(algebra, w0, slots)).shape();
    }

    /**
     * The symbol of the pre-trained weight.
     *
     * @return W0 with its shape
     */
    public Term.Symbol weightSymbol() {
        return new Term.Symbol(W0, dimensions.weight());
    }

    private SlotValues<Term> terms() {
        return SlotValues.drawn(
                adapter,
                dimensions,
                slot -> new Term.Symbol(slot.symbol(), slot.shape().at(dimensions.values())));
    }

    /**
     * The update as a term.
     *
     * @return the term in W0 and the symbols of the slots
     */
    public Term updateTerm() {
        return adapter.update(new TermAlgebra(), weightSymbol(), terms());
    }

    /**
     * The adapted weight as a term.
     *
     * @return the term in W0 and the symbols of the slots
     */
    public Term weightTerm() {
        return adapter.adaptedWeight(new TermAlgebra(), weightSymbol(), terms());
    }

    /**
     * The terms in the adapted weight that a gradient takes for constants.
     *
     * @return the terms, such as the norms of DoRA
     */
    public Set<Term> constantTerms() {
        TermAlgebra algebra = new TermAlgebra();
        adapter.adaptedWeight(algebra, weightSymbol(), terms());
        return algebra.constants();
    }

    /**
     * The adapted weight as a sum of what is frozen and what is trained.
     *
     * @return the summands as terms; empty where it is no such sum
     */
    public Optional<WeightAdapter.Summands<Term>> summandTerms() {
        return adapter.summands(new TermAlgebra(), weightSymbol(), terms());
    }

    /**
     * The formula of the adapted weight in TeX.
     *
     * @return for instance {@code f(W_0; A, B) = W_0 + \tfrac{16}{r} A B}
     */
    public String formula() {
        LatexAlgebra algebra = new LatexAlgebra();
        LatexAlgebra.Tex w0 = algebra.symbol("W_{0}");
        SlotValues<LatexAlgebra.Tex> slots = SlotValues.drawn(adapter, dimensions, slot -> algebra.symbol(slot.tex()));
        String names = adapter.slots().stream().map(Slot::tex).collect(Collectors.joining(", "));
        return "f(W_{0}; " + names + ") = " + adapter.adaptedWeight(algebra, w0, slots);
    }
}
