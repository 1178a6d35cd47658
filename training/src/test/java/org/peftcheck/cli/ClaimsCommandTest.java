package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.peanut2025.Peanut2025;

class ClaimsCommandTest {

    @Test
    void listsEveryClaimWithPlaceKindOriginAndExpectedVerdict() {
        String out = Run.good("claims");
        for (Claim claim : Peanut2025.claims().all()) {
            String line = out.lines()
                    .filter(l -> l.startsWith(" " + claim.id() + " "))
                    .findFirst()
                    .orElseThrow();
            assertTrue(line.contains(Names.of(claim.kind())), line);
            assertTrue(line.contains(Names.of(claim.origin())), line);
            assertTrue(line.endsWith(Names.of(claim.expected())), line);
        }
        assertTrue(
                out.lines().findFirst().orElseThrow().matches(" claim +\\| place +\\| kind +\\| origin +\\| expected"));
        assertTrue(out.endsWith("\n" + Peanut2025.claims().all().size() + " claims\n"));
    }

    @Test
    void theTableIsPlainAscii() {
        assertTrue(Run.good("claims").chars().allMatch(c -> c == '\n' || c >= ' ' && c < 127));
    }

    @Test
    void showsAllThatIsKnownOfOneClaim() {
        Claim claim = Peanut2025.claims().get("prop-3.2-first");
        String out = Run.good("claims", claim.id());
        assertTrue(out.startsWith("prop-3.2-first\n"));
        assertTrue(out.contains(claim.tex()));
        assertTrue(out.contains("as printed    " + claim.asPrinted().orElseThrow()));
        assertTrue(out.contains("as corrected  " + claim.asCorrected().orElseThrow()));
        assertTrue(out.contains("left-invariance: "));
        assertTrue(out.contains("  expected      proved\n"));
        assertTrue(out.contains("erratum       prop-3.2-first-min"));
        assertFalse(out.contains("prop-3.2-second"));
    }

    @Test
    void theBeginningOfIdsIsAllOfThem() {
        String out = Run.good("claims", "prop-b1");
        assertTrue(out.contains("prop-b1-row\n"));
        assertTrue(out.contains("\nprop-b1-column\n"));
        assertFalse(out.contains("prop-3.2-first\n"));
    }

    @Test
    void jsonHasTheFieldsInOneOrderAndNothingElseIsPrinted() {
        JsonNode claims = Run.json(Run.good("claims", "--json", "-"));
        assertEquals(Peanut2025.claims().all().size(), claims.size());
        List<String> fields = new ArrayList<>();
        claims.get(0).fieldNames().forEachRemaining(fields::add);
        assertEquals(
                List.of(
                        "id",
                        "place",
                        "kind",
                        "origin",
                        "expected",
                        "statement",
                        "tex",
                        "hypotheses",
                        "asPrinted",
                        "asCorrected",
                        "check",
                        "errata"),
                fields);
        assertEquals("relu", claims.get(0).at("/hypotheses/0/name").textValue());
    }

    @Test
    void jsonGoesToAFileBesideTheText(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("claims.json");
        String out = Run.good("claims", "relu-identity", "--json", file.toString());
        assertTrue(out.startsWith("relu-identity\n"));
        assertEquals(
                "relu-identity", Run.json(Files.readString(file)).at("/0/id").textValue());
    }

    @Test
    void anUnknownClaimListsNearOnes() {
        assertEquals(
                "peanut: claim `prop-b1-rwo`: not known; near names: prop-b1-row",
                Run.refusal("claims", "prop-b1-rwo").split(", ")[0]);
        assertTrue(Run.refusal("claims", "prop-3.3").contains(", prop-3.2, "));
    }

    @Test
    void aFileThatCannotBeWrittenIsRefused(@TempDir Path folder) {
        String message =
                Run.refusal("claims", "--json", folder.resolve("no/such.json").toString());
        assertTrue(message.contains("expected a file in a folder that is there"), message);
        assertTrue(Run.refusal("claims", "--json", folder.toString()).contains("expected a file in a folder"));
    }
}
