package org.peftcheck.theory.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class VerdictTest {

    private static final Enclosure ONE = Enclosure.exactly(1);
    private static final Enclosure TWO = Enclosure.exactly(2);
    private static final Enclosure ONE_TO_TWO = Enclosure.between(1, 2);
    private static final DecidedHypothesis HOLDS = new DecidedHypothesis("relu", Decision.HOLDS);

    private static void refused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    private static Counterexample counterexample(Enclosure lhs, Enclosure rhs, DecidedHypothesis... hypotheses) {
        return new Counterexample("c", "an instance", "l\\le r", lhs, rhs, List.of(hypotheses));
    }

    @Test
    void anEnclosureIsInOrder() {
        refused("enclosure: expected lo <= hi, got lo 2 and hi 1", () -> new Enclosure(TWO.lo(), ONE.lo()));
        assertEquals("[1, 2]", ONE_TO_TWO.toString());
        assertEquals("1/3", Enclosure.exactly(new BigFraction(1, 3)).toString());
    }

    @Test
    void comparisonsAreCertainOrFalse() {
        assertTrue(ONE.certainlyAtMost(ONE));
        assertFalse(ONE.certainlyGreater(ONE));
        assertTrue(ONE.certainlyAtMost(ONE_TO_TWO));
        assertFalse(ONE_TO_TWO.certainlyAtMost(ONE_TO_TWO));
        assertFalse(ONE_TO_TWO.certainlyGreater(ONE));
        assertTrue(Enclosure.exactly(3).certainlyGreater(ONE_TO_TWO));
    }

    @Test
    void aDoubleIsTakenExactly() {
        assertEquals(
                new BigFraction(java.math.BigInteger.ONE, java.math.BigInteger.TWO.pow(1074)),
                Enclosure.between(0, Double.MIN_VALUE).hi());
        assertFalse(Enclosure.exactly(new BigFraction(1, 10)).equals(Enclosure.between(0.1, 0.1)));
    }

    @Test
    void aCertificateCannotContradictItsNumbers() {
        assertEquals(ONE, new Certificate("c", "s", ONE, TWO).lhs());
        assertEquals(ONE, new Certificate("c", "s", ONE, ONE).rhs());
        refused(
                "certificate of c: expected lhs <= rhs, got lhs 2 and rhs 1",
                () -> new Certificate("c", "s", TWO, ONE));
        refused(
                "certificate of c: expected lhs <= rhs, got lhs [1, 2] and rhs 1",
                () -> new Certificate("c", "s", ONE_TO_TWO, ONE));
        refused(
                "certificate of c: expected lhs <= rhs, got lhs [1, 2] and rhs [1, 2]",
                () -> new Certificate("c", "s", ONE_TO_TWO, ONE_TO_TWO));
    }

    @Test
    void aCounterexampleCannotContradictItsNumbers() {
        assertEquals(TWO, counterexample(TWO, ONE, HOLDS).lhs());
        refused("counterexample to c: expected lhs > rhs, got lhs 1 and rhs 1", () -> counterexample(ONE, ONE));
        refused(
                "counterexample to c: expected lhs > rhs, got lhs 2 and rhs [1, 2]",
                () -> counterexample(TWO, ONE_TO_TWO));
    }

    @Test
    void aCounterexampleNeedsEveryHypothesis() {
        refused(
                "counterexample to c: expected every hypothesis to hold, got rank FAILS",
                () -> counterexample(TWO, ONE, HOLDS, new DecidedHypothesis("rank", Decision.FAILS)));
        refused(
                "counterexample to c: expected every hypothesis to hold, got rank UNKNOWN",
                () -> counterexample(TWO, ONE, new DecidedHypothesis("rank", Decision.UNKNOWN)));
    }

    @Test
    void verdictsCarryTheirEvidence() {
        assertThrows(NullPointerException.class, () -> new Verdict.Proved(null));
        assertThrows(NullPointerException.class, () -> new Verdict.Certified(null));
        assertThrows(NullPointerException.class, () -> new Verdict.Refuted(null));
        refused(
                "not applicable: expected at least one failed hypothesis, got none",
                () -> new Verdict.NotApplicable(List.of()));
        refused("inconclusive: expected a reason, got none", () -> new Verdict.Inconclusive(" "));
    }

    @Test
    void labelsAndStatusWords() {
        Verdict certified = new Verdict.Certified(new Certificate("c", "s", ONE, ONE));
        Verdict refuted = new Verdict.Refuted(counterexample(TWO, ONE));
        assertEquals("Certified Satisfiable certified", words(certified));
        assertEquals("Refuted CounterSatisfiable refuted", words(refuted));
        assertEquals("NotApplicable Inappropriate notapplicable", words(new Verdict.NotApplicable(List.of("relu"))));
        assertEquals("Inconclusive GaveUp inconclusive", words(new Verdict.Inconclusive("no bound")));
    }

    private static String words(Verdict verdict) {
        return verdict.label() + " " + verdict.szs() + " " + verdict.key();
    }

    @Test
    void decisions() {
        assertEquals(Decision.HOLDS, Decision.of(true));
        assertEquals(Decision.FAILS, Decision.of(false));
    }
}
