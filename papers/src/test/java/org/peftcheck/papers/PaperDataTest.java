package org.peftcheck.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperDataTest {

    private static final String PAPER = """
            title: A title
            authors: [A, B]
            date: 2025-11-24
            url: https://example.org
            sections: [{number: "1", title: T}]
            """;

    private static void refused(String found, String planted, String message) {
        String text = PAPER.replace(found, planted);
        BadDataException refusal =
                assertThrows(BadDataException.class, () -> Paper.read(Document.parse("paper.yaml", text)));
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void readsAPaper() {
        assertEquals(
                new Paper(
                        "A title",
                        List.of("A", "B"),
                        LocalDate.of(2025, 11, 24),
                        "https://example.org",
                        List.of(new Section("1", "T"))),
                Paper.read(Document.parse("paper.yaml", PAPER)));
    }

    @Test
    void refusesABadPaper() {
        refused(
                "2025-11-24",
                "24 November",
                "paper.yaml:3: field `date`: expected a date as 2025-01-31, got `24 November`");
        refused("[A, B]", "A and B", "paper.yaml:2: field `authors`: expected a list of texts, got `A and B`");
        refused("[A, B]", "[A, 3]", "paper.yaml:2: field `authors`: expected a list of texts, got `3`");
        refused("\"1\"", "1", "paper.yaml:5: sections item 1: field `number`: expected a text, got `1`");
        refused("url:", "uri:", "paper.yaml:1: field `url`: expected a text, got nothing");
        refused(
                "title: T",
                "title: T, pages: 3",
                "paper.yaml:5: sections item 1: field `pages`: unknown field; known names: number, title");
    }

    @Test
    void claimsAndErrataReadNoTables() {
        List<String> opened = new ArrayList<>();
        DataFolder classPath = DataFolder.onClassPath(PaperDataTest.class, "/peanut2025");
        PaperData data = new PaperData(name -> {
            opened.add(name);
            return classPath.open(name);
        });
        assertEquals(List.of(), opened);
        Claims claims = data.claims();
        assertSame(claims, data.claims());
        assertEquals(List.of("claims.yaml"), opened);
        data.errata();
        assertEquals(List.of("claims.yaml", "errata.yaml"), opened);
        data.tables().get(7);
        assertEquals(List.of("claims.yaml", "errata.yaml", "tables.yaml", "tables/table-07.csv"), opened);
    }

    @Test
    void missingFilesAreNamed() {
        PaperData data = new PaperData(DataFolder.onClassPath(PaperDataTest.class, "/nowhere"));
        assertEquals(
                "claims.yaml: expected a file of this name in /nowhere, found none",
                assertThrows(BadDataException.class, data::claims).getMessage());
    }

    @Test
    void readsAFolderOnDisk(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("paper.yaml"), PAPER);
        PaperData data = new PaperData(DataFolder.at(folder));
        assertEquals("A title", data.paper().title());
        BadDataException refusal = assertThrows(BadDataException.class, data::errata);
        assertTrue(refusal.getMessage().startsWith("errata.yaml: expected a file of this name in "));
        Files.write(folder.resolve("claims.yaml"), "claims: [{id: é}]".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                "claims.yaml: expected UTF-8 text, got other bytes",
                assertThrows(BadDataException.class, data::claims).getMessage());
    }
}
