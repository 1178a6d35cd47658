package org.peftcheck.theory.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peftcheck.papers.DataFolder;
import org.peftcheck.papers.PaperData;
import org.peftcheck.papers.audit.Audit;
import org.peftcheck.papers.audit.Finding;
import org.peftcheck.papers.peanut2025.Peanut2025;

class PaperAuditTest {

    private static final Audit AUDIT = PaperAudit.peanut2025();
    private static final List<Finding> FINDINGS = AUDIT.all();
    private static final DataFolder FOLDER = DataFolder.onClassPath(Peanut2025.class, "/peanut2025");

    static Set<String> audited() {
        return AUDIT.claims();
    }

    /** The audit of the tables with one text replaced in one file. */
    private static Audit planted(String file, String found, String planted) {
        DataFolder folder = name -> {
            if (!name.equals(file)) {
                return FOLDER.open(name);
            }
            try (InputStream stream = FOLDER.open(name)) {
                String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(text.contains(found), "nothing to plant the mistake in");
                return new ByteArrayInputStream(text.replace(found, planted).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return PaperAudit.peanut2025(new PaperData(folder).tables());
    }

    private static List<String> disagreements(Audit audit, String claim) {
        return audit.of(claim).stream()
                .filter(finding -> !finding.agrees())
                .map(finding -> finding.where() + ": printed " + finding.printed() + ", found " + finding.found())
                .toList();
    }

    private static Finding finding(String group) {
        List<Finding> found =
                FINDINGS.stream().filter(f -> f.check().group().equals(group)).toList();
        assertEquals(1, found.size(), group);
        return found.get(0);
    }

    @Test
    void everyOutcomeIsTheExpectedOne() {
        List<String> unexpected = FINDINGS.stream()
                .filter(finding -> !finding.isAsExpected())
                .map(f -> f.check().group() + ", " + f.where() + ": printed " + f.printed() + ", found " + f.found()
                        + ", " + f.outcome())
                .toList();
        assertEquals(List.of(), unexpected);
    }
}
