package org.peftcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.ExpectedVerdict;
import org.peftcheck.papers.peanut2025.Peanut2025;

/** Keeps the table of claims in the README current; {@code mvn verify -Dreadme.update=true} writes it anew. */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");
    private static final String BEGIN = "<!-- claims: generated, checked by ReadmeTest -->\n";
    private static final String END = "<!-- /claims -->";

    @Test
    void theTableOfClaimsIsCurrent() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        assertTrue(begin >= BEGIN.length() && end >= begin, "README.md has no table of claims between its marks");
        String table = new ClaimTable().render();
        if (Boolean.getBoolean("readme.update")) {
            Files.writeString(README, readme.substring(0, begin) + table + readme.substring(end));
            return;
        }
        assertEquals(table, readme.substring(begin, end), "run mvn verify -Dreadme.update=true and look at the change");
    }

    @Test
    void everyCheckedClaimNamesItsCheckAndATest() {
        for (String row : new ClaimTable().render().split("\n")) {
            String[] cells = row.split("\\|", -1);
            boolean checked = !row.contains("Unchecked") && !cells[1].contains("claim") && !cells[1].contains("---");
            if (checked) {
                assertFalse(cells[3].isBlank(), row);
                assertFalse(cells[5].isBlank(), row);
            }
        }
    }

    @Test
    void aChangedVerdictChangesTheTable() {
        String table = new ClaimTable().render();
        Claim claim = Peanut2025.claims().get("prop-b1-row");
        assertEquals(ExpectedVerdict.REFUTED, claim.expected());
        assertNotEquals(table, table.replace("| `prop-b1-row` | Refuted |", "| `prop-b1-row` | Certified |"));
    }
}
