package org.peftcheck.numeric.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.ClaimOrigin;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.proof.derivation.InequalityChain;
import org.peftcheck.theory.verdict.Counterexample;
import org.peftcheck.theory.verdict.Enclosure;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

class ProvingTest {

    private static final Claim PROVED = Peanut2025.claims().get("prop-3.2-first");
    private static final Verdict PROOF = new Verdict.Proved(
            new Proof.Derived(InequalityChain.of("prop-3.2-first").orElseThrow()));
    private static final Verdict COUNTEREXAMPLE = new Verdict.Refuted(new Counterexample(
            "prop-3.2-first", "planted", "2\\le1", Enclosure.exactly(2), Enclosure.exactly(1), List.of()));
    private static final Verdict UNCLEAR = new Verdict.Inconclusive("a time-out");

    private static ClaimProof proof(Evidence... evidence) {
        return new ClaimProof(PROVED, List.of(evidence));
    }

    private static Evidence evidence(boolean settles, Verdict verdict, boolean asExpected) {
        return new Evidence("e", "k", List.of("c"), settles, verdict, asExpected, 0);
    }

    @Test
    void everyClaimStandsWhereTheLedgerSays() {
        List<ClaimProof> proofs = Proving.run(Peanut2025.claims().all(), (done, total, what) -> {});
        for (ClaimProof proof : proofs) {
            assertTrue(proof.asExpected(), () -> proof.claim().id() + " " + proof.evidence());
            if (proof.standing() == ClaimProof.Standing.OPEN) {
                assertFalse(proof.reason().isBlank());
            }
        }
        assertTrue(proofs.stream().mapToInt(p -> p.evidence().size()).sum() >= 25);
        assertTrue(proofs.stream().anyMatch(p -> p.claim().origin() == ClaimOrigin.PAPER));
    }

    @Test
    void whatADerivationTakesFromTheLiteratureIsAmongItsCheckers() {
        List<ClaimProof> proofs = Proving.run(
                Peanut2025.claims().select(List.of("prop-b1-column", "torus-dual-certificate", "sine-two-rows")),
                (d, t, w) -> {});
        assertEquals(
                List.of(
                        List.of(
                                "chain",
                                "certificates of positivity",
                                "literature: Kronecker's theorem",
                                "literature: bounds of sine and cosine"),
                        List.of("chain", "cofactors", "certificates of positivity"),
                        List.of(
                                "chain",
                                "certificates of positivity",
                                "Sturm sequences",
                                "literature: the intermediate value theorem",
                                "literature: Euclid's lemma",
                                "literature: monotony of the cosine")),
                proofs.stream().map(p -> p.evidence().get(0).checkers()).toList());
        proofs.forEach(p -> assertEquals(ClaimProof.Standing.PROVED, p.standing()));
    }

    @Test
    void noEvidenceRestsOnASingleSolver() {
        Proving.run(Peanut2025.claims().select(List.of("saving-break-even", "relu-identity")), (d, t, w) -> {}).stream()
                .flatMap(p -> p.evidence().stream())
                .filter(e -> e.kind().startsWith("solvers") && e.verdict() instanceof Verdict.Proved)
                .forEach(e -> assertEquals(List.of("z3", "cvc5"), e.checkers()));
    }

    @Test
    void aStepAloneSettlesNothing() {
        assertEquals(
                ClaimProof.Standing.OPEN, proof(evidence(false, PROOF, true)).standing());
        assertFalse(proof(evidence(false, PROOF, true)).asExpected());
        assertEquals(
                ClaimProof.Standing.PROVED, proof(evidence(true, PROOF, true)).standing());
        assertTrue(proof(evidence(true, PROOF, true)).asExpected());
    }

    @Test
    void contradictingOrUnclearEvidenceLeavesAClaimOpenAndIsNotAsExpected() {
        ClaimProof mixed = proof(evidence(true, PROOF, true), evidence(true, COUNTEREXAMPLE, false));
        assertEquals(ClaimProof.Standing.OPEN, mixed.standing());
        assertFalse(mixed.asExpected());
        ClaimProof unclear = proof(evidence(true, PROOF, true), evidence(true, UNCLEAR, false));
        assertEquals(ClaimProof.Standing.OPEN, unclear.standing());
        assertFalse(unclear.asExpected());
        ClaimProof failedStep = proof(evidence(true, PROOF, true), evidence(false, UNCLEAR, false));
        assertEquals(ClaimProof.Standing.PROVED, failedStep.standing());
        assertFalse(failedStep.asExpected());
        assertEquals(
                ClaimProof.Standing.REFUTED,
                proof(evidence(true, COUNTEREXAMPLE, false)).standing());
        assertFalse(proof(evidence(true, COUNTEREXAMPLE, false)).asExpected());
    }

    @Test
    void noEvidenceProvesNothing() {
        assertEquals(ClaimProof.Standing.OPEN, proof().standing());
        assertFalse(proof().asExpected());
    }
}
