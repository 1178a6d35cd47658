package org.peftcheck.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimsTest {

    private static final String GOOD = """
            claims:
              - id: prop-1-first
                place: Section 1
                origin: paper
                kind: proposition
                statement: A thing holds.
                tex: 'a \\le b'
                hypotheses:
                  - {name: rank, tex: 'r\\ge 1'}
                asPrinted: 'a < b'
                expected: certified
                check: by looking
              - id: prop-1-second
                place: Section 1
                origin: paper
                kind: proposition
                statement: Another thing holds.
                tex: b
                asCorrected: c
                expected: refuted
                check: by looking
            """;

    private static Claims read(String text) {
        return Claims.read(Document.parse("claims.yaml", text));
    }

    private static void refused(String text, String message) {
        BadDataException refusal = assertThrows(BadDataException.class, () -> read(text));
        assertEquals(message, refusal.getMessage());
    }

    private static void refused(String found, String planted, String message) {
        assertEquals(2, GOOD.split(java.util.regex.Pattern.quote(found), 2).length, "nothing to plant the mistake in");
        refused(GOOD.replaceFirst(java.util.regex.Pattern.quote(found), planted), message);
    }

    @Test
    void readsEveryField() {
        Claim claim = read(GOOD).get("prop-1-first");
        assertEquals("Section 1", claim.place());
        assertEquals(ClaimOrigin.PAPER, claim.origin());
        assertEquals(ClaimKind.PROPOSITION, claim.kind());
        assertEquals("A thing holds.", claim.statement());
        assertEquals("a \\le b", claim.tex());
        assertEquals(List.of(new Hypothesis("rank", "r\\ge 1")), claim.hypotheses());
        assertEquals("a < b", claim.asPrinted().orElseThrow());
        assertEquals(true, claim.asCorrected().isEmpty());
        assertEquals(ExpectedVerdict.CERTIFIED, claim.expected());
        assertEquals("by looking", claim.check());
    }

    @Test
    void selectsByIdAndByBeginning() {
        Claims claims = read(GOOD);
        assertEquals(claims.all(), claims.select(List.of("prop-1")));
        assertEquals(claims.all(), claims.select(List.of("prop-1-second", "prop-1-first", "prop-1-first")));
        assertEquals(List.of(claims.get("prop-1-second")), claims.select(List.of("prop-1-second")));
    }

    @Test
    void unknownClaimListsNearOnes() {
        Exception refusal =
                assertThrows(IllegalArgumentException.class, () -> read(GOOD).select(List.of("prop-1-frist")));
        assertEquals("claim `prop-1-frist`: not known; near names: prop-1-first, prop-1-second", refusal.getMessage());
        assertThrows(IllegalArgumentException.class, () -> read(GOOD).get("prop-1"));
        assertThrows(IllegalArgumentException.class, () -> read(GOOD).select(List.of("pro")));
    }

    @Test
    void refusesUnknownField() {
        refused(
                "expected: certified",
                "expected: certified\n    expekted: proved",
                "claims.yaml:12: claim prop-1-first: field `expekted`: unknown field; near names: expected");
    }

    @Test
    void refusesMissingField() {
        refused(
                "    kind: proposition\n",
                "",
                "claims.yaml:2: claim prop-1-first: field `kind`: expected one of proposition, identity, inequality,"
                        + " remark, cost, count, table, text, got nothing");
        refused(
                "    place: Section 1\n",
                "",
                "claims.yaml:2: claim prop-1-first: field `place`: expected a text, got nothing");
    }

    @Test
    void refusesMissingReason() {
        refused(
                "    expected: certified\n    check: by looking",
                "    expected: unchecked\n    check: ''",
                "claims.yaml:12: claim prop-1-first: field `check`: expected a text, got ``");
    }

    @Test
    void refusesWrongType() {
        refused(
                "expected: certified",
                "expected: perhaps",
                "claims.yaml:11: claim prop-1-first: field `expected`: expected one of proved, certified, refuted,"
                        + " unchecked, got `perhaps`");
        refused(
                "place: Section 1",
                "place: 34",
                "claims.yaml:3: claim prop-1-first: field `place`: expected a text, got `34`");
        refused(
                "- {name: rank, tex: 'r\\ge 1'}",
                "- rank",
                "claims.yaml:9: claim prop-1-first: field `hypotheses`: expected a list of mappings, got `rank`");
    }

    @Test
    void refusesUnknownFieldOfHypothesis() {
        refused(
                "{name: rank,",
                "{name: rank, text: x,",
                "claims.yaml:9: claim prop-1-first: hypothesis rank: field `text`: unknown field; near names: tex");
    }

    @Test
    void refusesDuplicates() {
        refused("prop-1-second", "prop-1-first", "claims.yaml:13: claim prop-1-first: field `id`: given to two claims");
        refused("    tex: b\n", "    tex: b\n    tex: c\n", "claims.yaml:19: field `tex`: given twice in one mapping");
    }

    @Test
    void refusesBrokenRules() {
        refused(
                "    asCorrected: c\n",
                "",
                "claims.yaml:13: claim prop-1-second: field `asCorrected`: expected the corrected statement of a refuted"
                        + " claim, got nothing");
        refused(
                "origin: paper",
                "origin: toolkit",
                "claims.yaml:10: claim prop-1-first: field `asPrinted`: expected nothing, since the toolkit and not the"
                        + " paper says it");
        refused(
                "id: prop-1-first",
                "id: Prop 1",
                "claims.yaml:2: claim Prop 1: field `id`: expected lower-case words, digits, dots and hyphens, got `Prop 1`");
    }

    @Test
    void refusesWhatIsNotADocumentOfClaims() {
        refused("", "claims.yaml: expected a mapping, got an empty document");
        refused("- a\n", "claims.yaml:1: expected a mapping, got a list");
        refused("a: 1\n", "claims.yaml:1: field `claims`: expected a list of mappings, got nothing");
        refused("claims: []\n", "claims.yaml:1: field `claims`: expected a list of mappings, got an empty list");
        refused("---\nclaims: 3\n---\nb: 2\n", "claims.yaml:4: expected one document, got more after its end");
        refused("claims: {a: 1}\n", "claims.yaml:1: field `claims`: expected a list of mappings, got a mapping");
        refused(GOOD + "more: 1\n", "claims.yaml:22: field `more`: unknown field; known names: claims");
    }

    @Test
    void refusesMalformedYaml() {
        BadDataException refusal =
                assertThrows(BadDataException.class, () -> read(GOOD.replace("place: Section 1", "place: [Section 1")));
        assertEquals("claims.yaml", refusal.file());
        assertEquals(true, refusal.line() >= 3 && refusal.line() <= 5, refusal.getMessage());
        assertEquals(true, refusal.getMessage().startsWith("claims.yaml:" + refusal.line() + ": not well formed: "));
    }
}
