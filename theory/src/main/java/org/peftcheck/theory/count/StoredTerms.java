package org.peftcheck.theory.count;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.peftcheck.theory.algebra.Term;

/**
 * Which results of a formula have a buffer where everything entrywise is computed again whenever it is needed: products of matrices, the
 * matrices that products are made of, and norms.
 */
final class StoredTerms {

    private final Set<Term> stored = new HashSet<>();

    StoredTerms(Term output) {
        visit(output);
    }

    private void visit(Term term) {
        if (term instanceof Term.Product product) {
            stored.add(product);
            stored.add(bare(product.left()));
            stored.add(bare(product.right()));
        } else if (term instanceof Term.RowNorms) {
            stored.add(term);
        }
        parts(term).forEach(this::visit);
    }

    /** The results that a term is computed again from; what is given, the weight, the slots and the input, is not among them. */
    Set<Term> sources(Term term) {
        Term bare = bare(term);
        Set<Term> sources = new HashSet<>();
        if (bare instanceof Term.Symbol) {
            return sources;
        }
        if (stored.contains(bare)) {
            sources.add(bare);
        } else {
            parts(bare).forEach(part -> sources.addAll(sources(part)));
        }
        return sources;
    }

    /** All that is stored but what is given. */
    Set<Term> all() {
        Set<Term> all = new HashSet<>(stored);
        all.removeIf(Term.Symbol.class::isInstance);
        return all;
    }

    /** A term without transposes, which are views. */
    static Term bare(Term term) {
        return term instanceof Term.Transposed transposed ? bare(transposed.term()) : term;
    }

    /** What a term is made of. */
    static List<Term> parts(Term term) {
        if (term instanceof Term.Sum sum) {
            return List.of(sum.left(), sum.right());
        } else if (term instanceof Term.Difference difference) {
            return List.of(difference.left(), difference.right());
        } else if (term instanceof Term.Product product) {
            return List.of(product.left(), product.right());
        } else if (term instanceof Term.RowScaled scaled) {
            return List.of(scaled.factors(), scaled.term());
        } else if (term instanceof Term.Quotient quotient) {
            return List.of(quotient.left(), quotient.right());
        } else if (term instanceof Term.Scaled scaled) {
            return List.of(scaled.term());
        } else if (term instanceof Term.Activated activated) {
            return List.of(activated.term());
        } else if (term instanceof Term.Transposed transposed) {
            return List.of(transposed.term());
        } else if (term instanceof Term.RowNorms norms) {
            return List.of(norms.term());
        }
        return List.of();
    }
}
