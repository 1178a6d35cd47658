package org.peftcheck.theory.count;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.ShapeAlgebra;
import org.peftcheck.theory.algebra.ShapeAlgebra.Shaped;
import org.peftcheck.theory.algebra.Term;

/**
 * Entries of the buffers of an output where everything entrywise is computed again from results of products.
 *
 * @param once those kept for the backward pass that do not depend on the input
 * @param perVector those kept for each input vector, without the input and what the output is made of
 * @param withOutput those kept for each input vector where the output itself has to be computed again, W0 x among them
 * @param formed all that are made once a step, kept or not
 * @param formedGradient the gradient of a weight that is formed and applied to the input
 * @param inputGradients products that the gradient of the input is the sum of
 */
public record Buffers(
        Polynomial once,
        Polynomial perVector,
        Polynomial withOutput,
        Polynomial formed,
        Polynomial formedGradient,
        int inputGradients) {

    /**
     * The buffers of an output.
     *
     * @param output its formula
     * @param needed the results that gradients need
     * @param input the input
     * @return the buffers
     */
    static Buffers of(Term output, Set<Term> needed, Term.Symbol input) {
        StoredTerms stored = new StoredTerms(output);
        Set<Term> kept = new HashSet<>();
        needed.forEach(term -> kept.addAll(stored.sources(term)));
        Set<Term> more = new HashSet<>(kept);
        more.addAll(stored.sources(output));
        List<Term> applied = stored.all().stream()
                .filter(term -> term instanceof Term.Product product
                        && StoredTerms.bare(product.right()).equals(input))
                .map(term -> StoredTerms.bare(((Term.Product) term).left()))
                .toList();
        Set<Term> weights = new HashSet<>(applied);
        weights.removeIf(Term.Symbol.class::isInstance);
        return new Buffers(
                entries(kept, input, false),
                entries(kept, input, true),
                entries(more, input, true),
                entries(stored.all(), input, false),
                entries(weights, input, false),
                applied.size());
    }

    private static Polynomial entries(Set<Term> terms, Term.Symbol input, boolean seesInput) {
        return terms.stream()
                .filter(term -> term.symbols().contains(input) == seesInput)
                .map(Buffers::entries)
                .reduce(Polynomial.ZERO, Polynomial::plus);
    }

    private static Polynomial entries(Term term) {
        return term.read(new ShapeAlgebra(), symbol -> new Shaped(symbol.name(), symbol.shape()))
                .shape()
                .entries();
    }
}
