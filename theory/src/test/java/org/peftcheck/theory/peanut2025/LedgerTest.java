package org.peftcheck.theory.peanut2025;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.ExpectedVerdict;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.proof.derivation.Derivations;
import org.peftcheck.theory.proof.smt.Obligations;
import org.peftcheck.theory.proposition.ClaimCheck;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.verdict.Verdict;

/** The ledger of claims beside what the toolkit has for each. */
class LedgerTest {

    private static final Set<String> CHECKED =
            new TreeSet<>(ClaimChecks.all().stream().map(ClaimCheck::claim).toList());
    private static final Set<String> STATED =
            new TreeSet<>(Propositions.all().stream().map(Proposition::claim).toList());

    static List<ClaimCheck> checks() {
        return ClaimChecks.all();
    }

    static List<Proposition> propositions() {
        return Propositions.all();
    }

    static List<Claim> claims() {
        return Peanut2025.claims().all();
    }

    private static String expected(String claim) {
        return Peanut2025.claims().get(claim).expected().name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("checks")
    void everyCheckGivesTheExpectedVerdict(ClaimCheck check) {
        Verdict verdict = check.check().get();
        assertEquals(expected(check.claim()), verdict.key());
        if (verdict instanceof Verdict.Refuted refuted) {
            assertEquals(check.claim(), refuted.counterexample().claim());
        }
    }

    @ParameterizedTest
    @MethodSource("propositions")
    void everyPropositionIsAboutAClaimWithAVerdictOfInstances(Proposition proposition) {
        boolean derived = Derivations.of(proposition.claim()).isPresent();
        Set<String> verdicts = derived ? Set.of("proved") : Set.of("certified", "refuted");
        assertTrue(verdicts.contains(expected(proposition.claim())), proposition.claim());
        assertEquals(
                proposition.claim().equals("prop-b1-column") ? 2 : 1,
                proposition.forms().size());
        Set<String> names = new HashSet<>(proposition.hypothesisNames());
        assertEquals(proposition.hypotheses().size(), names.size(), "hypotheses named twice");
        assertEquals(proposition, Propositions.of(proposition.claim()).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("claims")
    void everyClaimWithAVerdictHasACheckInstancesADerivationOrIsLeftToTheSolvers(Claim claim) {
        boolean checked = CHECKED.contains(claim.id());
        boolean stated = STATED.contains(claim.id());
        assertFalse(checked && stated, claim.id() + " has a check and a proposition");
        boolean settled = checked
                || stated
                || Obligations.settle(claim.id())
                || Derivations.of(claim.id()).isPresent();
        assertEquals(claim.expected() != ExpectedVerdict.UNCHECKED, settled, claim.id());
    }

    @Test
    void nothingIsCheckedTwice() {
        assertEquals(CHECKED.size(), ClaimChecks.all().size());
        assertEquals(STATED.size(), Propositions.all().size());
    }

    @Test
    void anUnknownClaimHasNoProposition() {
        assertTrue(Propositions.of("prop-3.2").isEmpty());
    }
}
