package org.peftcheck.theory.proof.derivation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.proof.derivation.Positivity.Term;

class PositivityTest {

    private static final Polynomial X = Polynomial.of(new Dimension("x", "x"));
    private static final Polynomial Y = Polynomial.of(new Dimension("y", "y"));

    /** Every certificate that a derivation uses. */
    static List<Positivity> certificates() {
        return Derivations.all().stream()
                .flatMap(d -> Stream.concat(d.lemmas().stream(), d.steps().stream()))
                .map(Step::by)
                .filter(Justification.Inequality.class::isInstance)
                .map(by -> ((Justification.Inequality) by).certificate())
                .distinct()
                .toList();
    }

    private static String refusal(
            Positivity good, List<Term> terms, Map<String, Polynomial> multipliers, Polynomial conclusion) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> new Positivity(good.premises(), good.equations(), terms, multipliers, conclusion))
                .getMessage();
    }

    @Test
    void aSumOfSquaresIsPositive() {
        Polynomial gap = X.pow(2).plus(Y.pow(2)).minus(X.times(Y).times(2));
        assertEquals(gap, Positivity.of(Map.of(), gap, Term.square(X.minus(Y))).conclusion());
        assertEquals(
                "positivity: expected x^2 - 3*x*y + y^2, got x^2 - 2*x*y + y^2",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Positivity.of(Map.of(), gap.minus(X.times(Y)), Term.square(X.minus(Y))))
                        .getMessage());
    }

    @Test
    void premisesAreNamedAndWeightsPositive() {
        assertEquals(
                "positivity: expected one of [x], got y",
                assertThrows(IllegalArgumentException.class, () -> Positivity.of(Map.of("x", X), Y, Term.product("y")))
                        .getMessage());
        assertEquals(
                "positivity: expected a positive weight, got 0",
                assertThrows(IllegalArgumentException.class, () -> new Term(0, X, List.of()))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Term(-1, X, List.of()));
    }

    @Test
    void anEquationMayHaveAnyFactorAndAPremiseMayNot() {
        Polynomial negative = X.times(Y).times(-1);
        Positivity good =
                new Positivity(Map.of(), Map.of("x = 0", X), List.of(), Map.of("x = 0", Y.times(-1)), negative);
        assertEquals("x=0\\implies -x y\\ge0", good.tex());
        assertEquals("-x y=(-y)(x)", good.identity());
        Positivity three = Positivity.of(
                Map.of("x", X),
                X.times(2).plus(Y.pow(2)).plus(Polynomial.ONE),
                new Term(2, Polynomial.ONE, List.of("x")),
                Term.square(Y),
                Term.product());
        assertEquals("y^{2} + 2 x + 1=2(x)+(y)^2+1", three.identity());
        assertThrows(
                IllegalArgumentException.class,
                () -> new Positivity(
                        Map.of("x >= 0", X), Map.of(), List.of(), Map.of("x >= 0", Y.times(-1)), negative));
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void everyPlantedMistakeIsNoticed(Positivity good) {
        assertFalse(good.conclusion().equals(Polynomial.ZERO), "a conclusion that says nothing");
        assertTrue(refusal(
                        good,
                        good.terms(),
                        good.multipliers(),
                        good.conclusion().minus(Polynomial.ONE))
                .startsWith("positivity: expected "));
        refusal(good, good.terms(), good.multipliers(), good.conclusion().times(-1));
        for (int i = 0; i < good.terms().size(); i++) {
            List<Term> fewer = new ArrayList<>(good.terms());
            Term dropped = fewer.remove(i);
            refusal(good, fewer, good.multipliers(), good.conclusion());
            fewer.add(new Term(dropped.weight() + 1, dropped.root(), dropped.premises()));
            refusal(good, fewer, good.multipliers(), good.conclusion());
        }
        for (String equation : good.multipliers().keySet()) {
            Map<String, Polynomial> fewer = new TreeMap<>(good.multipliers());
            fewer.remove(equation);
            refusal(good, good.terms(), fewer, good.conclusion());
        }
        for (String premise : good.premises().keySet()) {
            assertTrue(
                    good.terms().stream().anyMatch(t -> t.premises().contains(premise)),
                    () -> "not used: " + premise + " in " + good.tex());
        }
    }

    @Test
    void thePrintedToleranceHasNoCertificate() {
        Positivity corrected = certificates().stream()
                .filter(c -> c.equations().containsKey("q^2 = r d1"))
                .findFirst()
                .orElseThrow();
        Dimension n = new Dimension("rd1", "rd_1");
        Dimension d1 = new Dimension("d1", "d_1");
        Polynomial printed =
                corrected.conclusion().substitute(Map.of(n, Polynomial.of(n).times(Polynomial.of(d1))));
        refusal(corrected, corrected.terms(), corrected.multipliers(), printed);
    }
}
