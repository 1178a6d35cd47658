package org.peftcheck.theory.proof.operator;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.peftcheck.theory.algebra.Term;

/**
 * The statement that a polynomial vanishes for all operators, of any sizes that fit, for which the hypotheses vanish.
 *
 * @param name its name, in lower-case words
 * @param statement what it says, in a sentence
 * @param operators the operators that may occur
 * @param hypotheses the hypotheses; none for an identity of the free algebra itself
 * @param goal the polynomial that is to vanish
 */
public record OperatorIdentity(
        String name,
        String statement,
        List<NamedOperator> operators,
        List<OperatorHypothesis> hypotheses,
        OperatorPolynomial goal) {

    /** Checks that names are given once and that every letter is one of the operators, of the same shape. */
    public OperatorIdentity {
        Objects.requireNonNull(statement, "statement");
        operators = List.copyOf(operators);
        hypotheses = List.copyOf(hypotheses);
        Map<String, Term.Symbol> known = new TreeMap<>();
        for (NamedOperator operator : operators) {
            if (known.put(operator.symbol().name(), operator.symbol()) != null) {
                throw bad(name, "one operator " + operator.symbol().name(), "two");
            }
        }
        Map<String, OperatorPolynomial> named = new TreeMap<>();
        for (OperatorHypothesis hypothesis : hypotheses) {
            if (named.put(hypothesis.name(), hypothesis.polynomial()) != null) {
                throw bad(name, "one hypothesis " + hypothesis.name(), "two");
            }
            requireKnown(name, hypothesis.name(), hypothesis.polynomial(), known);
        }
        requireKnown(name, "goal", goal, known);
    }

    private static void requireKnown(
            String name, String where, OperatorPolynomial polynomial, Map<String, Term.Symbol> known) {
        for (Word word : polynomial.terms().keySet()) {
            for (Letter letter : word.letters()) {
                if (!letter.symbol().equals(known.get(letter.symbol().name()))) {
                    throw bad(
                            name,
                            "in " + where + " letters of " + known.keySet() + " with their shapes",
                            letter + " of " + letter.shape());
                }
            }
        }
    }

    private static IllegalArgumentException bad(String name, String expected, String got) {
        return new IllegalArgumentException("identity " + name + ": expected " + expected + ", got " + got);
    }

    /**
     * A hypothesis by its name.
     *
     * @param hypothesis the name
     * @return the hypothesis, if there is one
     */
    public Optional<OperatorHypothesis> hypothesis(String hypothesis) {
        return hypotheses.stream().filter(h -> h.name().equals(hypothesis)).findFirst();
    }

    /**
     * The operators by their names.
     *
     * @return an unmodifiable map
     */
    public Map<String, Term.Symbol> symbols() {
        Map<String, Term.Symbol> symbols = new TreeMap<>();
        operators.forEach(o -> symbols.put(o.symbol().name(), o.symbol()));
        return Collections.unmodifiableMap(symbols);
    }
}
