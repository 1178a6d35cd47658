package org.peftcheck.theory.proof.smt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.ExpectedVerdict;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.proof.smt.formula.Sort;
import org.peftcheck.theory.proof.smt.solver.SolverAnswers;
import org.peftcheck.theory.verdict.Decision;
import org.peftcheck.theory.verdict.Verdict;

/** Every obligation beside the ledger, and put to both solvers. */
class ObligationsTest {

    /** Hypotheses of the ledger that the solvers find to be more than is needed. */
    private static final Set<String> NOT_NEEDED = Stream.of("integers", "reals")
            .flatMap(sort -> Stream.of(
                    "saving-break-even-" + sort + ": d_out and d_in are positive",
                    "saving-r-plus-1-" + sort + ": d_out and d_in are positive",
                    "saving-r-plus-1-" + sort + ": r is positive",
                    "saving-width-r-" + sort + ": d_out and d_in are positive",
                    "saving-transposed-" + sort + ": d_out and d_in are positive",
                    "saving-frozen-direction-" + sort + ": d_out and d_in are positive"))
            .collect(Collectors.toUnmodifiableSet());

    static List<Obligation> all() {
        return Obligations.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    @Timeout(60)
    void everyObligationHasTheExpectedVerdict(Obligation obligation) {
        SmtVerdict found = SmtCheck.run(obligation);
        assertTrue(found.asExpected(), () -> obligation.id() + ": " + found.verdict());
        assertFalse(found.disagreement());
        assertEquals(
                obligation.expected() == Obligation.Expected.UNSAT
                        ? SolverAnswers.Outcome.BOTH_UNSATISFIABLE
                        : SolverAnswers.Outcome.BOTH_SATISFIABLE,
                found.answers().outcome());
        if (found.verdict() instanceof Verdict.Refuted refuted) {
            assertEquals(
                    obligation.scope() == Obligation.Scope.VARIANT ? obligation.id() : obligation.claim(),
                    refuted.counterexample().claim());
            assertTrue(refuted.counterexample().hypotheses().stream().allMatch(h -> h.decision() == Decision.HOLDS));
            return;
        }
        assertEquals(
                !obligation.statement().hypotheses().isEmpty(),
                found.hypotheses().isPresent());
        assertEquals(
                obligation.statement().hypotheses().size(), found.necessity().size());
        found.necessity().forEach(n -> judged(obligation, n));
    }

    /** Without a hypothesis the statement fails at a point, or the hypothesis is among those that are not needed. */
    private static void judged(Obligation obligation, Necessity necessity) {
        String name = obligation.id() + ": " + necessity.hypothesis();
        if (necessity instanceof Necessity.Necessary necessary) {
            Map<String, BigFraction> point = necessary.counterexample();
            assertTrue(obligation.statement().without(necessity.hypothesis()).failsAt(point));
            boolean complete = point.keySet().containsAll(obligation.statement().variables());
            assertFalse(complete && obligation.statement().admits(point), name);
            assertFalse(NOT_NEEDED.contains(name), name);
        } else {
            assertTrue(NOT_NEEDED.contains(name), () -> necessity.toString());
        }
    }

    @Test
    void theCatalogueIsLargeAndItsIdsDiffer() {
        assertTrue(all().size() >= 25, () -> "only " + all().size());
        assertEquals(all().size(), all().stream().map(Obligation::id).distinct().count());
        all().forEach(o -> assertFalse(o.words().isBlank() || o.tex().isBlank(), o.id()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyObligationIsAboutAClaimThatItFits(Obligation obligation) {
        ExpectedVerdict expected = Peanut2025.claims().get(obligation.claim()).expected();
        boolean refutes = obligation.expected() == Obligation.Expected.SAT;
        if (obligation.scope() == Obligation.Scope.VARIANT) {
            assertTrue(refutes);
        } else if (refutes) {
            assertEquals(ExpectedVerdict.REFUTED, expected);
        } else if (obligation.scope() == Obligation.Scope.CLAIM) {
            assertEquals(ExpectedVerdict.PROVED, expected);
        }
    }

    @Test
    void theSolversSettleTheClaimsThatAreLeftToThem() {
        List<String> settled = Peanut2025.claims().stream()
                .filter(claim -> claim.check().startsWith("two solvers"))
                .map(Claim::id)
                .toList();
        assertEquals(17, settled.size());
        settled.forEach(claim -> assertTrue(Obligations.settle(claim), claim));
        assertFalse(Obligations.settle("prop-3.2-first"));
        assertFalse(Obligations.settle("remark-3.1"));
        assertEquals(List.of(), Obligations.of("remark-3.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"saving-break-even", "saving-r-plus-1"})
    void theBreakEvensAreDecidedOverIntegersAndReals(String claim) {
        for (Sort sort : Sort.values()) {
            Obligation obligation = Obligations.get(claim + (sort == Sort.INTEGER ? "-integers" : "-reals"));
            assertEquals(sort, obligation.statement().sort());
            assertEquals(
                    List.of("z3", "cvc5"),
                    SolverAnswers.ask(obligation.script(), Duration.ofSeconds(10))
                            .refuters());
        }
    }

    @Test
    void atTheBoundaryNothingIsSaved() {
        Map<String, BigFraction> boundary =
                Map.of("r", new BigFraction(5), "d_in", new BigFraction(7), "d_out", new BigFraction(21));
        assertTrue(Obligations.get("saving-break-even-boundary").statement().admits(boundary));
        assertTrue(Obligations.get("saving-break-even-closed").statement().failsAt(boundary));
        assertFalse(Obligations.get("saving-break-even-integers").statement().failsAt(boundary));
    }

    @Test
    void anUnknownIdIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> Obligations.get("relu"))
                .getMessage();
        assertTrue(message.startsWith("obligation: expected one of [relu-identity,"), message);
        assertTrue(message.endsWith("got relu"), message);
    }

    @Test
    void aBadIdIsRefused() {
        Obligation good = Obligations.get("relu-identity");
        assertEquals(
                "obligation: expected an id of lower-case letters, digits, dots and hyphens, got ../x",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Obligation(
                                        "../x",
                                        good.claim(),
                                        good.scope(),
                                        good.words(),
                                        good.tex(),
                                        good.statement(),
                                        good.expected()))
                        .getMessage());
    }
}
