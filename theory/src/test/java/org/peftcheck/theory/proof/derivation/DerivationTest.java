package org.peftcheck.theory.proof.derivation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.peftcheck.papers.Hypothesis;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

class DerivationTest {

    private static final Derivation FIRST = InequalityChain.of("prop-3.2-first").orElseThrow();
    private static final Derivation SECOND =
            InequalityChain.of("prop-3.2-second").orElseThrow();

    @Test
    void theChainsConcludeInequalitiesOfInfima() {
        for (Derivation derivation : List.of(FIRST, SECOND)) {
            assertTrue(derivation.conclusion().matches("\\\\inf_.* \\\\le \\\\inf_.*"), derivation::conclusion);
            assertTrue(!derivation.conclusion().contains("min"));
        }
    }

    @Test
    void theHypothesesAreThoseOfTheLedger() {
        for (Derivation derivation : Derivations.all()) {
            Set<String> ledger = Peanut2025.claims().get(derivation.claim()).hypotheses().stream()
                    .map(Hypothesis::name)
                    .collect(Collectors.toSet());
            assertTrue(ledger.containsAll(derivation.hypotheses().keySet()), () -> derivation.claim() + " " + ledger);
        }
    }

    @Test
    void onlyTheFirstInequalityNeedsTheInvariance() {
        assertEquals(1, count(FIRST, "hypothesis left-invariance"));
        assertEquals(0, count(SECOND, "hypothesis left-invariance"));
        assertEquals(2, count(FIRST, "algebraic"));
        assertEquals(1, count(SECOND, "algebraic"));
    }

    private static long count(Derivation derivation, String kind) {
        return derivation.steps().stream()
                .filter(s -> s.by().kind().equals(kind))
                .count();
    }

    private static String refusal(Map<String, Need> hypotheses, List<Step> steps) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> new Derivation("prop-3.2-first", hypotheses, FIRST.lemmas(), steps))
                .getMessage();
    }

    @Test
    void withoutTheInvarianceTheChainIsRefused() {
        assertEquals(
                "derivation of prop-3.2-first: expected one of the hypotheses [], got left-invariance",
                refusal(Map.of(), FIRST.steps()));
    }

    @Test
    void aDroppedStepBreaksTheChain() {
        for (int dropped = 0; dropped < FIRST.steps().size() - 1; dropped++) {
            List<Step> steps = new ArrayList<>(FIRST.steps());
            steps.remove(dropped);
            assertTrue(refusal(FIRST.hypotheses(), steps).startsWith("derivation of prop-3.2-first: expected a "));
        }
    }

    @Test
    void anInfimumOverAnotherExpressionIsRefused() {
        List<Step> steps = new ArrayList<>(FIRST.steps());
        Step last = steps.remove(steps.size() - 1);
        steps.add(new Step(last.from(), last.to().replace("W_0+AB", "W_0+A"), last.by()));
        assertTrue(refusal(FIRST.hypotheses(), steps).contains("a chain that ends at L(W_0+A), "));
        steps.set(steps.size() - 1, new Step(last.from().replace("\\inf", "\\min"), last.to(), last.by()));
        assertTrue(refusal(FIRST.hypotheses(), steps).contains("\\inf_{…} of something"));
        steps.set(steps.size() - 1, new Step(last.from(), last.to(), new Justification.Infimum(Map.of())));
        assertTrue(refusal(FIRST.hypotheses(), steps).contains("a chain that starts at"));
        steps.add(last);
        assertTrue(refusal(FIRST.hypotheses(), steps).contains("an infimum in the last step only"));
    }

    @Test
    void theMisprintedShapeIsRefused() {
        Polynomial r = Polynomial.of(Dimension.RANK);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Justification.Inclusion(List.of(new Justification.Member(
                                "\\Theta_2",
                                new Shape(r.times(2), Polynomial.of(Dimension.D_OUT)),
                                new Shape(r.times(2), Polynomial.of(Dimension.D_IN))))))
                .getMessage();
        assertTrue(message.startsWith("inclusion: expected \\Theta_2 of shape "), message);
    }

    @Test
    void aSignMakesTheCasesFail() {
        Polynomial u = Polynomial.of(new Dimension("u", "u"));
        assertEquals(
                "case x <= 0: expected a difference of 0, got 2*u",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Justification.Cases(
                                        Map.of("x <= 0", Polynomial.ZERO.plus(u).minus(u.times(-1)))))
                        .getMessage());
    }

    @Test
    void aHypothesisIsNeededOnlyByARefutedClaim() {
        assertEquals(
                "need: expected prop-3.2-first to be refuted, got PROVED",
                assertThrows(IllegalArgumentException.class, () -> new Need.Needed("prop-3.2-first"))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Need.Unknown(" "));
        assertEquals(
                "needed, by the counterexample to `prop-3.2-equivalence`",
                FIRST.hypotheses().get("left-invariance").toString());
    }

    @Test
    void emptyJustificationsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Justification.Cases(Map.of()));
        assertThrows(IllegalArgumentException.class, () -> new Justification.Inclusion(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Derivation("c", Map.of(), List.of(), List.of()));
    }
}
