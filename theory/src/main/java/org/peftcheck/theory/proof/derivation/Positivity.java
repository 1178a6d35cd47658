package org.peftcheck.theory.proof.derivation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.peftcheck.theory.algebra.Polynomial;

/**
 * A polynomial is at least 0 at every real point where some polynomials are at least 0 and others are 0, since it is identically
 * Σ weight · root² · product of premises + Σ multiplier · equation: a certificate in the sense of the Positivstellensatz.
 *
 * @param premises by name, polynomials that are at least 0
 * @param equations by name, polynomials that are 0
 * @param terms the terms, each at least 0
 * @param multipliers for some of the equations, by name, any polynomial
 * @param conclusion the polynomial that is shown to be at least 0
 */
public record Positivity(
        Map<String, Polynomial> premises,
        Map<String, Polynomial> equations,
        List<Term> terms,
        Map<String, Polynomial> multipliers,
        Polynomial conclusion) {

    /**
     * A term that is at least 0.
     *
     * @param weight a positive integer
     * @param root a polynomial, which enters by its square
     * @param premises the names of the premises that are multiplied, perhaps none
     */
    public record Term(long weight, Polynomial root, List<String> premises) {
        /** Checks the weight. */
        public Term {
            premises = List.copyOf(premises);
            if (weight < 1) {
                throw new IllegalArgumentException("positivity: expected a positive weight, got " + weight);
            }
        }

        /**
         * A product of premises.
         *
         * @param premises their names
         * @return the term
         */
        public static Term product(String... premises) {
            return new Term(1, Polynomial.ONE, List.of(premises));
        }

        /**
         * A square, times premises.
         *
         * @param root what is squared
         * @param premises the names of the premises
         * @return the term
         */
        public static Term square(Polynomial root, String... premises) {
            return new Term(1, root, List.of(premises));
        }
    }

    /** Expands the certificate and compares. */
    public Positivity {
        premises = Collections.unmodifiableMap(new TreeMap<>(premises));
        equations = Collections.unmodifiableMap(new TreeMap<>(equations));
        terms = List.copyOf(terms);
        multipliers = Collections.unmodifiableMap(new TreeMap<>(multipliers));
        Polynomial sum = Polynomial.ZERO;
        for (Term term : terms) {
            Polynomial product = term.root().pow(2).times(term.weight());
            for (String name : term.premises()) {
                product = product.times(named(premises, name));
            }
            sum = sum.plus(product);
        }
        for (Map.Entry<String, Polynomial> multiplier : multipliers.entrySet()) {
            sum = sum.plus(multiplier.getValue().times(named(equations, multiplier.getKey())));
        }
        if (!sum.equals(conclusion)) {
            throw new IllegalArgumentException("positivity: expected " + conclusion + ", got " + sum);
        }
    }

    /**
     * A certificate without equations.
     *
     * @param premises by name, polynomials that are at least 0
     * @param conclusion the polynomial that is shown to be at least 0
     * @param terms the terms
     * @return the certificate
     */
    public static Positivity of(Map<String, Polynomial> premises, Polynomial conclusion, Term... terms) {
        return new Positivity(premises, Map.of(), List.of(terms), Map.of(), conclusion);
    }

    private static Polynomial named(Map<String, Polynomial> known, String name) {
        Polynomial found = known.get(name);
        if (found == null) {
            throw new IllegalArgumentException("positivity: expected one of " + known.keySet() + ", got " + name);
        }
        return found;
    }

    /**
     * What the certificate shows, in one line.
     *
     * @return the premises and the conclusion, in TeX
     */
    public String tex() {
        String given = premises.values().stream().map(p -> p.toTex() + "\\ge0").collect(Collectors.joining(",\\ "));
        String zero = equations.values().stream().map(p -> p.toTex() + "=0").collect(Collectors.joining(",\\ "));
        String both = given + (given.isEmpty() || zero.isEmpty() ? "" : ",\\ ") + zero;
        return (both.isEmpty() ? "" : both + "\\implies ") + conclusion.toTex() + "\\ge0";
    }

    /**
     * The identity that is the certificate.
     *
     * @return the conclusion as the sum of its terms, in TeX
     */
    public String identity() {
        List<String> summands = new ArrayList<>();
        for (Term term : terms) {
            StringBuilder product = new StringBuilder(term.weight() == 1 ? "" : Long.toString(term.weight()));
            if (!term.root().equals(Polynomial.ONE)) {
                product.append('(').append(term.root().toTex()).append(")^2");
            }
            term.premises()
                    .forEach(name -> product.append('(')
                            .append(premises.get(name).toTex())
                            .append(')'));
            summands.add(product.isEmpty() ? "1" : product.toString());
        }
        multipliers.forEach((name, multiplier) -> summands.add(
                "(" + multiplier.toTex() + ")(" + equations.get(name).toTex() + ")"));
        return conclusion.toTex() + "=" + String.join("+", summands);
    }
}
