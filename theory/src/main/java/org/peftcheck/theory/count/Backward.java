package org.peftcheck.theory.count;

import java.util.HashSet;
import java.util.Set;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.ShapeAlgebra;
import org.peftcheck.theory.algebra.ShapeAlgebra.Shaped;
import org.peftcheck.theory.algebra.Term;

/**
 * What the backward pass of an output costs, by reverse differentiation of its formula, and which results of the forward pass it needs.
 *
 * <p>A product of m × k and k × n costs 2mkn for each factor that has a gradient, and needs the other one; an activation needs its
 * argument; a sum and a transpose pass the gradient on for nothing. What the formula holds constant has none, such as the norms of
 * DoRA. Results that several steps use are kept once; what is given, the weight and the slots, is not kept beside itself.
 *
 * @param onceFlops operations that are done once a step, whatever the number of input vectors
 * @param perVectorFlops operations for each input vector
 * @param onceProducts the part of {@code onceFlops} that is products of matrices
 * @param perVectorProducts the part of {@code perVectorFlops} that is products of matrices
 * @param onceKept entries that are kept from the forward pass and do not depend on the input
 * @param perVectorKept entries that are kept for each input vector, without the input itself
 * @param keepsInput whether the input of the layer is needed
 * @param buffers what is kept where everything entrywise is computed again
 */
public record Backward(
        Polynomial onceFlops,
        Polynomial perVectorFlops,
        Polynomial onceProducts,
        Polynomial perVectorProducts,
        Polynomial onceKept,
        Polynomial perVectorKept,
        boolean keepsInput,
        Buffers buffers) {

    /**
     * The backward pass of an output.
     *
     * @param output the formula of the output
     * @param sources what has a gradient: the slots that are trained, and the input where something before the layer is trained
     * @param constants terms that have none
     * @param input the input of the layer
     * @return what it costs and needs
     */
    static Backward of(Term output, Set<Term.Symbol> sources, Set<Term> constants, Term.Symbol input) {
        Pass pass = new Pass(sources, constants, input);
        pass.visit(output);
        return pass.result(output);
    }

    /** One pass over the steps of a formula, each once. */
    private static final class Pass {
        private final Set<Term.Symbol> sources;
        private final Set<Term> constants;
        private final Term.Symbol input;
        private final Set<Term> visited = new HashSet<>();
        private final Set<Term> kept = new HashSet<>();
        private Polynomial onceFlops = Polynomial.ZERO;
        private Polynomial perVectorFlops = Polynomial.ZERO;
        private Polynomial onceProducts = Polynomial.ZERO;
        private Polynomial perVectorProducts = Polynomial.ZERO;

        Pass(Set<Term.Symbol> sources, Set<Term> constants, Term.Symbol input) {
            this.sources = sources;
            this.constants = constants;
            this.input = input;
        }

        void visit(Term term) {
            if (!hasGradient(term) || !visited.add(term)) {
                return;
            }
            if (term instanceof Term.Sum sum) {
                both(sum.left(), sum.right());
            } else if (term instanceof Term.Difference difference) {
                both(difference.left(), difference.right());
                spend(term, hasGradient(difference.right()) ? entries(term) : Polynomial.ZERO);
            } else if (term instanceof Term.Product product) {
                product(product);
            } else if (term instanceof Term.Scaled scaled) {
                spend(term, entries(term));
                visit(scaled.term());
            } else if (term instanceof Term.Activated activated) {
                spend(term, entries(term));
                kept.add(StoredTerms.bare(activated.term()));
                visit(activated.term());
            } else if (term instanceof Term.Transposed transposed) {
                visit(transposed.term());
            } else {
                scalings(term);
            }
        }

        private void both(Term left, Term right) {
            visit(left);
            visit(right);
        }

        private void product(Term.Product product) {
            Polynomial one = entries(product.left())
                    .times(shape(product.right()).columns())
                    .times(2);
            factor(product, product.left(), product.right(), one);
            factor(product, product.right(), product.left(), one);
        }

        /** The gradient of one factor, which needs the other one. */
        private void factor(Term whole, Term factor, Term other, Polynomial flops) {
            if (hasGradient(factor)) {
                spend(whole, flops);
                kept.add(StoredTerms.bare(other));
                visit(factor);
            }
        }

        private void scalings(Term term) {
            if (term instanceof Term.RowScaled scaled) {
                factor(term, scaled.term(), scaled.factors(), entries(term));
                factor(term, scaled.factors(), scaled.term(), entries(term).times(2));
            } else if (term instanceof Term.Quotient quotient) {
                factor(term, quotient.left(), quotient.right(), entries(term));
                factor(term, quotient.right(), quotient.left(), entries(term).times(2));
                if (hasGradient(quotient.right())) {
                    kept.add(StoredTerms.bare(quotient.right()));
                }
            } else if (term instanceof Term.RowNorms norms) {
                kept.add(term);
                kept.add(StoredTerms.bare(norms.term()));
                spend(term, entries(norms.term()).times(2));
                visit(norms.term());
            }
        }

        private boolean hasGradient(Term term) {
            if (term instanceof Term.Symbol symbol) {
                return sources.contains(symbol);
            }
            return !constants.contains(term) && StoredTerms.parts(term).stream().anyMatch(this::hasGradient);
        }

        private boolean seesInput(Term term) {
            return term.symbols().contains(input);
        }

        private void spend(Term term, Polynomial flops) {
            boolean single =
                    term instanceof Term.Product p && entries(p.right()).equals(Polynomial.ONE);
            Polynomial product = term instanceof Term.Product && !single ? flops : Polynomial.ZERO;
            if (seesInput(term)) {
                perVectorFlops = perVectorFlops.plus(flops);
                perVectorProducts = perVectorProducts.plus(product);
            } else {
                onceFlops = onceFlops.plus(flops);
                onceProducts = onceProducts.plus(product);
            }
        }

        private static Shape shape(Term term) {
            return term.read(new ShapeAlgebra(), symbol -> new Shaped(symbol.name(), symbol.shape()))
                    .shape();
        }

        private static Polynomial entries(Term term) {
            return shape(term).entries();
        }

        Backward result(Term output) {
            Polynomial once = Polynomial.ZERO;
            Polynomial perVector = Polynomial.ZERO;
            for (Term term : kept) {
                if (term instanceof Term.Symbol) {
                    continue;
                }
                Polynomial entries = entries(term);
                once = seesInput(term) ? once : once.plus(entries);
                perVector = seesInput(term) ? perVector.plus(entries) : perVector;
            }
            return new Backward(
                    onceFlops,
                    perVectorFlops,
                    onceProducts,
                    perVectorProducts,
                    once,
                    perVector,
                    kept.contains(input),
                    Buffers.of(output, kept, input));
        }
    }
}
