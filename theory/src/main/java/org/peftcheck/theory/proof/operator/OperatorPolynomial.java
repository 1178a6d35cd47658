package org.peftcheck.theory.proof.operator;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Scalar;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.Term;

/**
 * An immutable non-commutative polynomial with rational coefficients, an element of the free *-algebra over operators with
 * symbolic shapes.
 *
 * <p>Equality is equality in the free algebra: like words are collected and zero terms dropped. Every operation checks the shapes
 * as polynomials in the dimensions, so that what is well shaped is so for all sizes.
 */
public final class OperatorPolynomial {

    private final Shape shape;
    private final SortedMap<Word, BigFraction> terms;

    private OperatorPolynomial(Shape shape, TreeMap<Word, BigFraction> terms) {
        terms.values().removeIf(c -> c.signum() == 0);
        this.shape = shape;
        this.terms = Collections.unmodifiableSortedMap(terms);
    }

    /**
     * The zero operator.
     *
     * @param shape its shape
     * @return the polynomial without terms
     */
    public static OperatorPolynomial zero(Shape shape) {
        return new OperatorPolynomial(shape, new TreeMap<>());
    }

    /**
     * The identity operator.
     *
     * @param side its number of rows and columns
     * @return the polynomial 1
     */
    public static OperatorPolynomial identity(Polynomial side) {
        return single(new Shape(side, side), Word.EMPTY);
    }

    /**
     * An operator.
     *
     * @param symbol the operator
     * @return the polynomial of one letter
     */
    public static OperatorPolynomial of(Term.Symbol symbol) {
        return single(symbol.shape(), new Word(List.of(new Letter(symbol, false))));
    }

    /**
     * A formula without activations and with rational factors only.
     *
     * @param formula the formula
     * @return its value in the free *-algebra
     * @throws IllegalArgumentException for an activation, a factor with a symbolic divisor, or shapes that do not fit
     */
    public static OperatorPolynomial of(Term formula) {
        return formula.read(new OperatorAlgebra(), OperatorPolynomial::of);
    }

    private static OperatorPolynomial single(Shape shape, Word word) {
        TreeMap<Word, BigFraction> terms = new TreeMap<>();
        terms.put(word, BigFraction.ONE);
        return new OperatorPolynomial(shape, terms);
    }

    /**
     * The sum.
     *
     * @param other a polynomial of the same shape
     * @return this + other
     */
    public OperatorPolynomial plus(OperatorPolynomial other) {
        requireShape("sum", other);
        TreeMap<Word, BigFraction> sum = new TreeMap<>(terms);
        other.terms.forEach((word, c) -> sum.merge(word, c, BigFraction::add));
        return new OperatorPolynomial(shape, sum);
    }

    /**
     * The difference.
     *
     * @param other a polynomial of the same shape
     * @return this − other
     */
    public OperatorPolynomial minus(OperatorPolynomial other) {
        requireShape("difference", other);
        return plus(other.scale(BigFraction.MINUS_ONE));
    }

    private void requireShape(String what, OperatorPolynomial other) {
        if (!shape.equals(other.shape)) {
            throw new IllegalArgumentException(what + " of `" + this + "` and `" + other
                    + "`: expected a second operand of " + shape + ", got " + other.shape);
        }
    }

    /**
     * The product.
     *
     * @param other a polynomial with as many rows as this has columns
     * @return this · other
     */
    public OperatorPolynomial times(OperatorPolynomial other) {
        if (!shape.columns().equals(other.shape.rows())) {
            throw new IllegalArgumentException("product of `" + this + "` and `" + other
                    + "`: expected a second operand with " + shape.columns() + " rows, got " + other.shape);
        }
        TreeMap<Word, BigFraction> product = new TreeMap<>();
        terms.forEach((word, c) ->
                other.terms.forEach((next, d) -> product.merge(word.times(next), c.multiply(d), BigFraction::add)));
        return new OperatorPolynomial(new Shape(shape.rows(), other.shape.columns()), product);
    }

    /**
     * The multiple by a rational.
     *
     * @param factor the rational
     * @return factor · this
     */
    public OperatorPolynomial scale(BigFraction factor) {
        TreeMap<Word, BigFraction> scaled = new TreeMap<>();
        terms.forEach((word, c) -> scaled.put(word, c.multiply(factor)));
        return new OperatorPolynomial(shape, scaled);
    }

    /**
     * The adjoint.
     *
     * @return the polynomial with the letters of each word reversed and adjointed
     */
    public OperatorPolynomial adjoint() {
        TreeMap<Word, BigFraction> adjoint = new TreeMap<>();
        terms.forEach((word, c) -> adjoint.put(word.adjoint(), c));
        return new OperatorPolynomial(shape.transposed(), adjoint);
    }

    /**
     * The shape.
     *
     * @return rows × columns
     */
    public Shape shape() {
        return shape;
    }

    /**
     * Whether this is the zero polynomial.
     *
     * @return whether no term is left
     */
    public boolean isZero() {
        return terms.isEmpty();
    }

    /** The coefficient of each word, longer words first. */
    SortedMap<Word, BigFraction> terms() {
        return terms;
    }

    /**
     * The operators that occur, with an adjoint or without.
     *
     * @return the names of the operators
     */
    public SortedSet<String> operators() {
        TreeSet<String> found = new TreeSet<>();
        terms.keySet()
                .forEach(w -> w.letters().forEach(l -> found.add(l.symbol().name())));
        return found;
    }

    /**
     * This polynomial as a formula.
     *
     * @return the formula
     * @throws IllegalArgumentException if there is no term, or an identity, since formulas have neither
     */
    public Term toTerm() {
        Term sum = null;
        for (SortedMap.Entry<Word, BigFraction> entry : terms.entrySet()) {
            Term term = entry.getKey().letters().stream()
                    .map(l -> l.adjoint() ? (Term) new Term.Transposed(l.symbol()) : l.symbol())
                    .reduce(Term.Product::new)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "formula of `" + this + "`: expected a letter in each term, got an identity"));
            BigFraction c = entry.getValue();
            if (!c.equals(BigFraction.ONE)) {
                term = new Term.Scaled(Scalar.of(c), term);
            }
            sum = sum == null ? term : new Term.Sum(sum, term);
        }
        if (sum == null) {
            throw new IllegalArgumentException("formula of `0`: expected at least one term, got none");
        }
        return sum;
    }

    /**
     * The polynomial in TeX.
     *
     * @return for instance {@code W X W - W}
     */
    public String toTex() {
        return text(Word::toTex, c -> "\\tfrac{" + c.getNumerator().abs() + "}{" + c.getDenominator() + "}", "I");
    }

    private String text(Function<Word, String> name, Function<BigFraction, String> fraction, String identity) {
        StringBuilder text = new StringBuilder();
        terms.forEach((word, c) -> {
            boolean negative = c.signum() < 0;
            text.append(text.isEmpty() ? (negative ? "-" : "") : (negative ? " - " : " + "));
            BigFraction size = negative ? c.negate() : c;
            String letters = word.letters().isEmpty() ? identity : name.apply(word);
            if (size.equals(BigFraction.ONE)) {
                text.append(letters.isEmpty() ? "1" : letters);
            } else {
                boolean whole = size.getDenominator().equals(BigInteger.ONE);
                text.append(whole ? size.getNumerator().toString() : fraction.apply(size));
                text.append(letters.isEmpty() ? "" : " " + letters);
            }
        });
        return text.isEmpty() ? "0" : text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OperatorPolynomial p && shape.equals(p.shape) && terms.equals(p.terms);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + terms.hashCode();
    }

    /** The polynomial in plain text, as {@link OperatorSyntax} reads it: {@code W X* B - 1/2 A B}. */
    @Override
    public String toString() {
        return text(Word::toString, c -> c.getNumerator() + "/" + c.getDenominator(), "");
    }
}
