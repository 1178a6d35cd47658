package org.peftcheck.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ErrataTest {

    private static final Claims CLAIMS = Claims.read(Document.parse("claims.yaml", """
            claims:
              - {id: a-claim, place: p, origin: paper, kind: text, statement: s, tex: t, asCorrected: c, expected: refuted, check: k}
            """));

    private static final String GOOD = """
            errata:
              - id: one
                claim: a-claim
                place: Section 1
                printed: 'min'
                corrected: 'inf'
                counterexample: 'x = 1'
              - {id: two, claim: a-claim, place: p, printed: q, corrected: r, counterexample: s}
            """;

    private static void refused(String found, String planted, String message) {
        String text = GOOD.replace(found, planted);
        BadDataException refusal =
                assertThrows(BadDataException.class, () -> Errata.read(Document.parse("errata.yaml", text), CLAIMS));
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void readsEveryField() {
        Errata errata = Errata.read(Document.parse("errata.yaml", GOOD), CLAIMS);
        assertEquals(
                new Erratum("one", "a-claim", "Section 1", "min", "inf", "x = 1"),
                errata.all().get(0));
        assertEquals(2, errata.of("a-claim").size());
        assertEquals(List.of(), errata.of("b-claim"));
    }

    @Test
    void refusesAnErratumOfNoClaim() {
        refused(
                "    claim: a-claim",
                "    claim: a-clam",
                "errata.yaml:3: erratum one: field `claim`: expected the id of a claim, got `a-clam`; near names: a-claim");
    }

    @Test
    void refusesUnknownMissingAndDuplicate() {
        refused(
                "place: Section 1",
                "plaice: x",
                "errata.yaml:2: erratum one: field `place`: expected a text, got nothing");
        refused(
                "place: Section 1",
                "place: x\n    note: y",
                "errata.yaml:5: erratum one: field `note`: unknown field; known names: id, claim, place, printed,"
                        + " corrected, counterexample");
        refused("id: two", "id: one", "errata.yaml:8: erratum one: field `id`: given to two errata");
        refused(
                "corrected: 'inf'",
                "corrected: 3",
                "errata.yaml:6: erratum one: field `corrected`: expected a text, got `3`");
    }
}
