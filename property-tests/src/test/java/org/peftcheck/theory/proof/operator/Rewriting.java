package org.peftcheck.theory.proof.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.Term;

/** Small changes of polynomials, one place at a time, each with every place where it can be made. */
final class Rewriting {

    private Rewriting() {}

    /** The polynomial with the given terms; null where the shapes do not fit. */
    private static OperatorPolynomial build(Shape shape, Map<Word, BigFraction> terms) {
        OperatorPolynomial sum = OperatorPolynomial.zero(shape);
        try {
            for (Map.Entry<Word, BigFraction> term : terms.entrySet()) {
                OperatorPolynomial word = OperatorPolynomial.identity(shape.rows());
                for (Letter letter : term.getKey().letters()) {
                    OperatorPolynomial operator = OperatorPolynomial.of(letter.symbol());
                    word = word.times(letter.adjoint() ? operator.adjoint() : operator);
                }
                sum = sum.plus(word.scale(term.getValue()));
            }
        } catch (IllegalArgumentException broken) {
            return null;
        }
        return sum;
    }

    /** One term at a time with its coefficient changed; factor 0 drops it. */
    static Stream<OperatorPolynomial> coefficients(OperatorPolynomial polynomial, int factor) {
        return polynomial.terms().keySet().stream().map(word -> {
            Map<Word, BigFraction> terms = new TreeMap<>(polynomial.terms());
            terms.compute(word, (w, c) -> c.multiply(factor));
            return build(polynomial.shape(), terms);
        });
    }

    /** One word at a time rewritten, left out where its shape breaks or nothing changes. */
    private static Stream<OperatorPolynomial> words(
            OperatorPolynomial polynomial, Function<Word, Stream<Word>> change) {
        return polynomial.terms().entrySet().stream()
                .flatMap(term -> change.apply(term.getKey()).map(word -> {
                    Map<Word, BigFraction> terms = new TreeMap<>(polynomial.terms());
                    terms.remove(term.getKey());
                    terms.merge(word, term.getValue(), BigFraction::add);
                    return build(polynomial.shape(), terms);
                }))
                .filter(p -> p != null && !p.equals(polynomial));
    }

    /** One letter at a time replaced by another of its shape. */
    static Stream<OperatorPolynomial> letters(OperatorPolynomial polynomial, OperatorIdentity identity) {
        return words(
                polynomial,
                word -> places(word)
                        .flatMap(at -> identity.symbols().values().stream()
                                .flatMap(s -> Stream.of(new Letter(s, false), new Letter(s, true)))
                                .map(letter -> with(word, at, Optional.of(letter)))));
    }

    /** One W⁺ at a time replaced by Wᵀ, or one (W⁺)ᵀ by W. */
    static Stream<OperatorPolynomial> adjointForInverse(OperatorPolynomial polynomial, OperatorIdentity identity) {
        Term.Symbol weight = identity.symbols().get("W");
        return words(
                polynomial,
                word -> places(word)
                        .filter(at -> List.of("X", "G", "Y")
                                .contains(word.letters().get(at).symbol().name()))
                        .map(at -> with(
                                word,
                                at,
                                Optional.of(new Letter(
                                        weight, !word.letters().get(at).adjoint())))));
    }

    /** One letter at a time left out. */
    static Stream<OperatorPolynomial> omissions(OperatorPolynomial polynomial) {
        return words(polynomial, word -> places(word).map(at -> with(word, at, Optional.empty())));
    }

    private static Stream<Integer> places(Word word) {
        return Stream.iterate(0, i -> i + 1).limit(word.letters().size());
    }

    private static Word with(Word word, int at, Optional<Letter> letter) {
        List<Letter> letters = new ArrayList<>(word.letters());
        letters.remove(at);
        letter.ifPresent(l -> letters.add(at, l));
        return new Word(letters);
    }
}
