package org.peftcheck.theory.algebra;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The reading of a formula as what it costs to evaluate. Equal subterms are evaluated once: a residual costs its addition only.
 */
public final class CostAlgebra implements MatrixAlgebra<CostAlgebra.Costed> {

    private static final long BYTES = 4;
    private static final Shape SINGLE = new Shape(Polynomial.ONE, Polynomial.ONE);

    private final TermAlgebra terms = new TermAlgebra();
    private final Map<Dimension, Polynomial> sizes;

    /** The reading for dimensions that are names, of which r is taken for less than the features. */
    public CostAlgebra() {
        this(Map.of());
    }

    /**
     * The reading for layers of some sizes. The costs are polynomials all the same.
     *
     * @param sizes numbers for the dimensions, which decide what is the smaller matrix
     */
    public CostAlgebra(Map<Dimension, Polynomial> sizes) {
        this.sizes = Map.copyOf(sizes);
    }

    /** A part of a formula with the steps that make it. */
    public static final class Costed {
        private final Term term;
        private final Shape shape;
        private final Map<Term, Cost> steps;

        private Costed(Term term, Shape shape, Map<Term, Cost> steps) {
            this.term = term;
            this.shape = shape;
            this.steps = steps;
        }

        /** The part of the formula. */
        public Term term() {
            return term;
        }

        /** Its shape. */
        public Shape shape() {
            return shape;
        }

        /**
         * The cost of some of the steps.
         *
         * @param chosen which results to count
         * @return the cost of making them
         */
        public Cost cost(Predicate<Term> chosen) {
            return steps.entrySet().stream()
                    .filter(step -> chosen.test(step.getKey()))
                    .map(Map.Entry::getValue)
                    .reduce(Cost.ZERO, Cost::plus);
        }
    }

    /**
     * A matrix that is there already.
     *
     * @param symbol its symbol
     * @return the matrix, without steps
     */
    public Costed given(Term.Symbol symbol) {
        return new Costed(symbol, symbol.shape(), Map.of());
    }

    private static Costed step(Term term, Shape shape, Polynomial flops, Costed... parts) {
        Map<Term, Cost> steps = new LinkedHashMap<>();
        for (Costed part : parts) {
            steps.putAll(part.steps);
        }
        Polynomial products = isProduct(term, parts) ? flops : Polynomial.ZERO;
        steps.put(term, new Cost(flops, products, shape.entries().times(BYTES)));
        return new Costed(term, shape, steps);
    }

    /** A product with a matrix of one entry is entrywise. */
    private static boolean isProduct(Term term, Costed... parts) {
        return term instanceof Term.Product && !parts[1].shape.equals(SINGLE);
    }

    @Override
    public Costed plus(Costed left, Costed right) {
        return step(terms.plus(left.term, right.term), left.shape, left.shape.entries(), left, right);
    }

    @Override
    public Costed minus(Costed left, Costed right) {
        return step(terms.minus(left.term, right.term), left.shape, left.shape.entries(), left, right);
    }

    @Override
    public Costed times(Costed left, Costed right) {
        Shape shape = new Shape(left.shape.rows(), right.shape.columns());
        Polynomial flops = left.shape.entries().times(right.shape.columns()).times(2);
        return step(terms.times(left.term, right.term), shape, flops, left, right);
    }

    @Override
    public Costed scale(Scalar factor, Costed matrix) {
        return step(terms.scale(factor, matrix.term), matrix.shape, matrix.shape.entries(), matrix);
    }

    @Override
    public Costed activate(Activation activation, Costed matrix) {
        return step(terms.activate(activation, matrix.term), matrix.shape, matrix.shape.entries(), matrix);
    }

    @Override
    public Costed transpose(Costed matrix) {
        return new Costed(terms.transpose(matrix.term), matrix.shape.transposed(), matrix.steps);
    }

    @Override
    public Costed scaleRows(Costed factors, Costed matrix) {
        Term term = terms.scaleRows(factors.term, matrix.term);
        return step(term, matrix.shape, matrix.shape.entries(), factors, matrix);
    }

    @Override
    public Costed divide(Costed dividend, Costed divisor) {
        Term term = terms.divide(dividend.term, divisor.term);
        return step(term, dividend.shape, dividend.shape.entries(), dividend, divisor);
    }

    @Override
    public Costed rowNorms(Costed matrix) {
        Shape column = new Shape(matrix.shape.rows(), Polynomial.ONE);
        return step(terms.rowNorms(matrix.term), column, matrix.shape.entries().times(2), matrix);
    }

    /**
     * The product of a term and some vectors, without forming what need not be: (A B) x is A (B x), and (diag(v) A) x is diag(v) (A x).
     * A product is formed where it has no more columns than its left factor, as in W0 Θ1; so are sums of what is there, and what an
     * activation, a quotient or a norm is taken of.
     *
     * @param term the term, in symbols that are there already
     * @param vectors the vectors, as many rows as the term has columns
     * @return term · vectors
     */
    public Costed apply(Term term, Costed vectors) {
        if (isFormed(term)) {
            return times(form(term), vectors);
        }
        if (term instanceof Term.Sum sum) {
            return plus(apply(sum.left(), vectors), apply(sum.right(), vectors));
        }
        if (term instanceof Term.Difference difference) {
            return minus(apply(difference.left(), vectors), apply(difference.right(), vectors));
        }
        if (term instanceof Term.Scaled scaled) {
            return scale(scaled.factor(), apply(scaled.term(), vectors));
        }
        if (term instanceof Term.Transposed transposed) {
            return applyTransposed(transposed, vectors);
        }
        if (term instanceof Term.Product product) {
            return apply(product.left(), apply(product.right(), vectors));
        }
        if (term instanceof Term.RowScaled scaled) {
            return scaleRows(form(scaled.factors()), apply(scaled.term(), vectors));
        }
        throw new IllegalStateException("cost: a term of an unknown kind: " + term);
    }

    private boolean isFormed(Term term) {
        if (term instanceof Term.Sum sum) {
            return isFormed(sum.left()) && isFormed(sum.right());
        }
        if (term instanceof Term.Difference difference) {
            return isFormed(difference.left()) && isFormed(difference.right());
        }
        if (term instanceof Term.Product product) {
            return isAtMost(
                    form(product.right()).shape.columns(),
                    form(product.left()).shape.columns());
        }
        return !(term instanceof Term.Scaled || term instanceof Term.RowScaled || term instanceof Term.Transposed);
    }

    private boolean isAtMost(Polynomial side, Polynomial other) {
        if (sizes.isEmpty()) {
            return side.equals(other) || isFreeOfFeatures(side);
        }
        return side.substitute(sizes)
                        .constantValue()
                        .compareTo(other.substitute(sizes).constantValue())
                <= 0;
    }

    /** (diag(v) A)ᵀ x is Aᵀ (diag(v) x). */
    private Costed applyTransposed(Term.Transposed term, Costed vectors) {
        if (isFormed(term.term())) {
            return times(form(term), vectors);
        }
        if (term.term() instanceof Term.RowScaled scaled) {
            return apply(transposedInside(scaled.term()), scaleRows(form(scaled.factors()), vectors));
        }
        return apply(transposedInside(term.term()), vectors);
    }

    private Costed form(Term term) {
        return term.read(this, this::given);
    }

    private Term transposedInside(Term term) {
        if (term instanceof Term.Sum sum) {
            return terms.plus(terms.transpose(sum.left()), terms.transpose(sum.right()));
        }
        if (term instanceof Term.Difference difference) {
            return terms.minus(terms.transpose(difference.left()), terms.transpose(difference.right()));
        }
        if (term instanceof Term.Scaled scaled) {
            return terms.scale(scaled.factor(), terms.transpose(scaled.term()));
        }
        if (term instanceof Term.Product product) {
            return terms.times(terms.transpose(product.right()), terms.transpose(product.left()));
        }
        if (term instanceof Term.Transposed transposed) {
            return transposed.term();
        }
        return terms.transpose(term);
    }

    private static boolean isFreeOfFeatures(Polynomial side) {
        return side.degree(Dimension.D_OUT) < 1 && side.degree(Dimension.D_IN) < 1;
    }
}
