package org.peftcheck.theory.proof.derivation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.ExpectedVerdict;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.exact.ExactRealMatrix;
import org.peftcheck.theory.verdict.Proof;

/** The catalogue of derivations, what they take from the literature, and planted mistakes in them. */
class DerivationsTest {

    private static Derivation of(String claim) {
        return Derivations.of(claim).orElseThrow();
    }

    @Test
    void everyDerivationIsOfAProvedClaimAndThereIsOneOfEach() {
        Set<String> claims = new HashSet<>();
        for (Derivation derivation : Derivations.all()) {
            assertTrue(claims.add(derivation.claim()), derivation.claim());
            assertEquals(
                    ExpectedVerdict.PROVED,
                    Peanut2025.claims().get(derivation.claim()).expected(),
                    derivation.claim());
        }
        assertTrue(Derivations.of("remark-3.1").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "prop-3.2-first, 0, derivation",
        "torus-dual-certificate, 0, derivation",
        "prop-b1-torus, 1, derivation from Kronecker's theorem on closed subgroups of the torus",
        "prop-b1-stored-weights, 1, derivation from rank and nullity",
        "prop-b1-column, 2, derivation from Kronecker's theorem and 1 more",
        "prop-b1-periodic, 2, derivation from Kronecker's theorem and 1 more",
        "one-parameter-dense, 2, derivation from Kronecker's theorem and 1 more",
        "prop-b1-relation-rank, 5, derivation from dimension of the matrices of rank at most r and 4 more",
        "sine-unit-relation, 1, derivation from bounds of sine and cosine",
        "sine-two-rows, 3, derivation from the intermediate value theorem and 2 more",
        "sine-full-width, 2, derivation from independence of characters and 1 more",
        "kronecker-bits, 1, derivation from subadditivity of volume",
        "capacity-bound, 1, derivation from subadditivity of volume",
        "kronecker-size, 3, derivation from subadditivity of volume and 2 more",
        "area-bound, 3, derivation from subadditivity of volume and 2 more",
        "torus-covering-radius, 3, derivation from subadditivity of volume and 2 more"
    })
    void whatIsTakenFromTheLiteratureIsNamed(String claim, int known, String kind) {
        assertEquals(known, of(claim).literature().size());
        assertEquals(kind, new Proof.Derived(of(claim)).kind());
    }

    @Test
    void theLedgerSaysWhatIsTakenFromTheLiterature() {
        for (Derivation derivation : Derivations.all()) {
            Claim claim = Peanut2025.claims().get(derivation.claim());
            assertEquals(!derivation.literature().isEmpty(), claim.check().contains("literature"), claim.id());
        }
    }

    @Test
    void kroneckersTheoremIsUsedWhereTheLedgerSaysSo() {
        for (String claim : List.of("prop-b1-column", "prop-b1-periodic", "one-parameter-dense")) {
            assertTrue(of(claim).literature().contains(KnownTheorems.KRONECKER), claim);
        }
        assertTrue(of("prop-b1-torus").literature().contains(KnownTheorems.CLOSED_SUBGROUPS));
    }

    @Test
    void theConclusionsAreWhatTheLedgerSays() {
        assertTrue(of("prop-b1-column").conclusion().endsWith("\\le \\varepsilon^2"));
        assertTrue(of("prop-b1-stored-weights").conclusion().startsWith("\\Lambda\\ne0 \\iff "));
        assertTrue(of("sine-two-rows").conclusion().contains(" \\implies "));
        assertTrue(of("area-bound").conclusion().endsWith("2^d\\cdot2\\|m\\|_1\\varepsilon^{d-1}"));
    }

    @Test
    void allPairsOfFrequenciesUpToTwelveAreCounted() {
        Justification.RootCounts counts = of("sine-two-rows").lemmas().stream()
                .map(Step::by)
                .filter(Justification.RootCounts.class::isInstance)
                .map(Justification.RootCounts.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(34, counts.directions().size());
        assertEquals("Sturm sequences, 34 pairs", counts.kind());
        assertThrows(IllegalArgumentException.class, () -> new Justification.RootCounts(List.of()));
    }

    @Test
    void theCountOfDimensionsIsSharp() {
        Polynomial r = Polynomial.of(Dimension.RANK);
        Polynomial d1 = Polynomial.of(Dimension.D_OUT);
        Polynomial d2 = Polynomial.of(Dimension.D_IN);
        Polynomial m = Polynomial.of(new Dimension("m", "m"));
        Polynomial free = r.times(d1.minus(m)).plus(r.times(d2));
        Polynomial rank = r.times(d1.plus(d2).minus(r));
        Map<String, Polynomial> right = Map.of("r", free.minus(rank).plus(r.times(m.minus(r))));
        assertEquals("case distinction", new Justification.Cases(right).kind());
        Map<String, Polynomial> forgotten =
                Map.of("r", free.minus(r.times(d1.plus(d2))).plus(r.times(m.minus(r))));
        assertEquals(
                "case r: expected a difference of 0, got -r^2",
                assertThrows(IllegalArgumentException.class, () -> new Justification.Cases(forgotten))
                        .getMessage());
    }

    @Test
    void aBoundBelowTheNormOfTheRelationIsRefused() {
        Positivity bound = ((Justification.Inequality)
                        of("sine-unit-relation").steps().get(2).by())
                .certificate();
        Polynomial tooFar = bound.conclusion().minus(NormSteps.real("N").times(NormSteps.square(NormSteps.real("b"))));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Positivity(bound.premises(), Map.of(), bound.terms(), Map.of(), tooFar));
    }

    @Test
    void withoutARationalWeightRankAndRelationsDiffer() {
        ExactRealMatrix irrational = ExactRealMatrix.parse(new String[][] {{"1"}, {"sqrt(2)"}});
        assertTrue(irrational.hasIndependentRows(), "rank 1 < 2 rows, and no relation");
        assertFalse(ExactRealMatrix.parse(new String[][] {{"1"}, {"2"}}).hasIndependentRows());
    }

    @Test
    void quantitiesAndStatementsAreNotMixed() {
        Justification by = KnownTheorems.SMALL_SINE;
        Step inequality = new Step("a", Relation.AT_MOST, "b", by);
        Step implication = new Step("b", Relation.IMPLIES, "c", by);
        assertEquals(
                "relations: expected two of statements or two of quantities, got \\le and \\implies",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Derivation("c", Map.of(), List.of(), List.of(inequality, implication)))
                        .getMessage());
        assertEquals(Relation.AT_MOST, Relation.EQUAL.then(Relation.AT_MOST));
        assertEquals(Relation.AT_MOST, Relation.AT_MOST.then(Relation.EQUAL));
        assertEquals(Relation.IMPLIES, Relation.EQUIVALENT.then(Relation.IMPLIES));
        assertEquals(Relation.EQUIVALENT, Relation.EQUIVALENT.then(Relation.EQUIVALENT));
    }

    @Test
    void anInfimumIsAnInequality() {
        assertEquals(
                "step: expected \\le between two infima, got =",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Step("a", Relation.EQUAL, "b", new Justification.Infimum(Map.of())))
                        .getMessage());
    }

    @Test
    void literatureHasANameAStatementAndASource() {
        assertEquals(
                "literature: expected a name, a statement and a source, got `Kronecker`, `dense`, ` `",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Justification.Literature("Kronecker", "dense", " "))
                        .getMessage());
    }

    @Test
    void needsNameClaimsWithTheRightVerdict() {
        assertEquals(
                "need: expected prop-b1-row to be proved, got REFUTED",
                assertThrows(IllegalArgumentException.class, () -> new Need.NotNeeded("prop-b1-row"))
                        .getMessage());
        assertEquals(
                "need: expected parameter-floor to be proved, got UNCHECKED",
                assertThrows(IllegalArgumentException.class, () -> new Need.Contrast("parameter-floor"))
                        .getMessage());
        assertEquals(
                "not needed: `prop-b1-not-necessary` has the conclusion without it",
                of("prop-b1-column").hypotheses().get("independent-column").toString());
        assertEquals(
                "needed, as `prop-b1-not-necessary` shows by a case without it",
                of("sine-unit-relation").hypotheses().get("unit-relation").toString());
    }
}
