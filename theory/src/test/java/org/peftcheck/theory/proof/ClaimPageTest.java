package org.peftcheck.theory.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.peanut2025.Peanut2025;

/** Keeps the pages of the claims current; {@code mvn verify -Dpages.update=true} writes them anew. */
class ClaimPageTest {

    private static final Path FOLDER = Path.of("claims");

    private static String file(Claim claim) {
        return claim.id() + ".md";
    }

    @Test
    void everyPageIsCurrentAndNoneIsLeftOver() throws IOException {
        if (Boolean.getBoolean("pages.update")) {
            Files.createDirectories(FOLDER);
            try (Stream<Path> old = Files.list(FOLDER)) {
                for (Path page : old.toList()) {
                    Files.delete(page);
                }
            }
            for (Claim claim : ClaimPage.claims()) {
                Files.writeString(FOLDER.resolve(file(claim)), ClaimPage.of(claim));
            }
        }
        Set<String> expected =
                ClaimPage.claims().stream().map(ClaimPageTest::file).collect(Collectors.toSet());
        try (Stream<Path> pages = Files.list(FOLDER)) {
            assertEquals(
                    new TreeSet<>(expected),
                    new TreeSet<>(pages.map(p -> p.getFileName().toString()).toList()));
        }
        for (Claim claim : ClaimPage.claims()) {
            assertEquals(
                    ClaimPage.of(claim),
                    Files.readString(FOLDER.resolve(file(claim))),
                    "run mvn verify -Dpages.update=true and look at the change");
        }
    }

    @Test
    void aPageSaysWhatTheClaimRestsOn() {
        String page = ClaimPage.of(Peanut2025.claims().get("prop-3.2-first"));
        assertTrue(page.startsWith("# prop-3.2-first\n"));
        for (String part : new String[] {
            "Verdict: **proved**",
            "\\inf_",
            "hypothesis left-invariance",
            "`two-r-update`",
            "set inclusion",
            "## Errata"
        }) {
            assertTrue(page.contains(part), part);
        }
        String column = ClaimPage.of(Peanut2025.claims().get("prop-b1-column"));
        for (String part : new String[] {
            "known theorem: Kronecker's theorem",
            "It rests on theorems of the literature, which are not proved here:",
            "Cassels, An Introduction to Diophantine Approximation",
            "\\delta^{2} - e^{2}=(\\delta - e)(\\delta + e)"
        }) {
            assertTrue(column.contains(part), part);
        }
        assertFalse(page.contains("literature"), "nothing is taken from the literature");
        String open = ClaimPage.of(Peanut2025.claims().get("remark-3.1"));
        assertTrue(open.contains("Verdict: **open**. Open, since: qualitative"), open);
    }

    @Test
    void mathIsBalanced() {
        for (Claim claim : ClaimPage.claims()) {
            String page = ClaimPage.of(claim);
            assertEquals(0, page.chars().filter(c -> c == '$').count() % 2, claim.id());
        }
    }
}
