package org.peftcheck.papers.peanut2025;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.ClaimOrigin;
import org.peftcheck.papers.Erratum;
import org.peftcheck.papers.ExpectedVerdict;
import org.peftcheck.papers.Paper;
import org.peftcheck.papers.Section;

class Peanut2025Test {

    @Test
    void paperIsIdentified() {
        Paper paper = Peanut2025.paper();
        assertEquals("PEANuT: Parameter-Efficient Adaptation with Weight-aware Neural Tweakers", paper.title());
        assertEquals(8, paper.authors().size());
        assertEquals(LocalDate.of(2025, 11, 24), paper.date());
        assertEquals("https://github.com/yibozhong/peanut", paper.url());
        assertEquals(31, paper.sections().size());
        assertTrue(paper.sections().contains(new Section("B.1", "Proof of Proposition 3.2")));
    }

    @ParameterizedTest
    @CsvSource({
        "prop-3.2-first, PROVED",
        "prop-3.2-min, REFUTED",
        "prop-3.2-second, PROVED",
        "prop-3.2-output-activation, REFUTED",
        "prop-3.2-equivalence, REFUTED",
        "prop-3.2-proof-shape, REFUTED",
        "relu-identity, PROVED",
        "saving-break-even, PROVED",
        "saving-down-projection, REFUTED",
        "invariance-vacuous, PROVED",
        "prop-b1-row, REFUTED",
        "prop-b1-column, PROVED",
        "prop-b1-full-row-rank,CERTIFIED",
        "prop-b1-eq-2, REFUTED",
        "prop-b1-zero-b, REFUTED",
        "prop-b1-arcsin-range, REFUTED",
        "prop-b1-periodic, PROVED",
        "remark-3.1, UNCHECKED",
        "cost-lora-per-vector, PROVED",
        "cost-peanut-per-vector, REFUTED",
        "cost-merge, PROVED",
        "merge-swallows-update, PROVED",
        "same-parameter-count, REFUTED",
        "count-table-3-baselines, REFUTED",
        "table-1-best-on-all, REFUTED",
        "table-1-whole-answers, REFUTED",
        "text-layers-small, REFUTED",
        "table-5-averages, REFUTED",
        "text-vision-gains, REFUTED",
        "width-r-plus-1, PROVED",
        "saving-r-plus-1, PROVED",
        "positive-vector-alternative, CERTIFIED",
        "invariance-cone-projection, CERTIFIED",
        "invariance-relu, CERTIFIED",
        "invariance-monotone, CERTIFIED",
        "invariance-smooth, CERTIFIED",
        "prop-b1-torus, PROVED",
        "torus-dual-certificate, PROVED",
        "prop-b1-stored-weights, PROVED",
        "prop-b1-relation-rank, PROVED",
        "sine-three-rows, PROVED",
        "sine-unit-relation, PROVED",
        "sine-two-rows, PROVED",
        "sine-full-width, PROVED",
        "one-parameter-dense, PROVED",
        "kronecker-bits, PROVED",
        "kronecker-size, PROVED",
        "torus-covering-radius, PROVED",
        "area-bound, PROVED",
        "capacity-bound, PROVED",
        "equal-values-bound, PROVED"
    })
    void claimIsThereWithItsVerdict(String id, ExpectedVerdict expected) {
        assertEquals(expected, Peanut2025.claims().get(id).expected());
    }

    @Test
    void toolkitClaimsAreMarked() {
        Set<String> toolkit = Peanut2025.claims().stream()
                .filter(claim -> claim.origin() == ClaimOrigin.TOOLKIT)
                .map(Claim::id)
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "width-r-plus-1",
                        "saving-r-plus-1",
                        "positive-vector-alternative",
                        "invariance-cone-projection",
                        "invariance-relu",
                        "invariance-monotone",
                        "invariance-smooth",
                        "relu-idempotent",
                        "relu-pinned-down",
                        "odd-part-multiple",
                        "odd-part-none",
                        "saving-width-r",
                        "saving-transposed",
                        "saving-frozen-direction",
                        "width-r-plus-1-optimal",
                        "output-activation-rank-one",
                        "equal-rows-distance",
                        "prop-b1-eq-2-corrected",
                        "sine-relation-distance",
                        "gap-rough-invariance",
                        "gap-smooth",
                        "gap-quadratic",
                        "moore-penrose-projector",
                        "moore-penrose-unique",
                        "normal-equations",
                        "svd-pseudo-inverse",
                        "prop-3.2-any-inverse",
                        "multiplicative-lora-equality",
                        "transposed-width-2r",
                        "inputs-give-invariance",
                        "gap-least-squares",
                        "gap-first-order",
                        "prop-b1-not-necessary",
                        "prop-b1-torus",
                        "torus-dual-certificate",
                        "prop-b1-stored-weights",
                        "prop-b1-relation-rank",
                        "sine-three-rows",
                        "sine-unit-relation",
                        "sine-two-rows",
                        "sine-full-width",
                        "one-parameter-dense",
                        "kronecker-bits",
                        "kronecker-size",
                        "torus-covering-radius",
                        "area-bound",
                        "capacity-bound",
                        "equal-values-bound",
                        "sine-without-invariance",
                        "parameter-floor",
                        "merge-swallows-update",
                        "invariance-rigidity"),
                toolkit);
    }

    @Test
    void everyRefutedClaimHasAnErratum() {
        List<String> without = Peanut2025.claims().stream()
                .filter(claim -> claim.expected() == ExpectedVerdict.REFUTED)
                .map(Claim::id)
                .filter(id -> Peanut2025.errata().of(id).isEmpty())
                .toList();
        assertEquals(List.of(), without);
    }

    @Test
    void everyPlaceNamesSomethingOfThePaper() {
        Stream<String> places = Stream.concat(
                Peanut2025.claims().stream()
                        .filter(claim -> claim.origin() == ClaimOrigin.PAPER)
                        .map(Claim::place),
                Peanut2025.errata().all().stream().map(Erratum::place));
        Set<String> sections =
                Peanut2025.paper().sections().stream().map(Section::number).collect(Collectors.toSet());
        places.forEach(place -> {
            assertTrue(place.matches("(Abstract|Section|Appendix|Table) ?.*"), place);
            java.util.regex.Matcher named = java.util.regex.Pattern.compile("(?:Section|Appendix) (\\S+?)(?=[,;: ]|$)")
                    .matcher(place);
            while (named.find()) {
                assertTrue(sections.contains(named.group(1)), place);
            }
        });
    }

    @Test
    void whatIsUncheckedSaysWhy() {
        Peanut2025.claims().stream()
                .filter(claim -> claim.expected() == ExpectedVerdict.UNCHECKED)
                .forEach(claim -> assertTrue(
                        claim.check().matches("(needs |qualitative: |a statement on |the figure prints no numbers).*"),
                        claim.id() + ": " + claim.check()));
    }

    @Test
    void textsAreOneLine() {
        Peanut2025.claims().stream()
                .flatMap(claim -> Stream.of(claim.statement(), claim.tex(), claim.check(), claim.place()))
                .forEach(text -> assertFalse(text.contains("\n"), text));
    }
}
