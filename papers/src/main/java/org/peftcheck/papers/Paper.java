package org.peftcheck.papers;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * What identifies a paper.
 *
 * @param title its title
 * @param authors its authors, in order
 * @param date the date printed on it
 * @param url the address it gives for its code
 * @param sections its sections, in order
 */
public record Paper(String title, List<String> authors, LocalDate date, String url, List<Section> sections) {

    /** Keeps its own copies of the lists. */
    public Paper {
        authors = List.copyOf(authors);
        sections = List.copyOf(sections);
    }

    /**
     * Reads the description of a paper.
     *
     * @param root the root of the document
     * @return the paper
     * @throws BadDataException for an unknown, missing or ill-typed field
     */
    public static Paper read(Fields root) {
        Paper paper = new Paper(
                root.text("title"),
                root.texts("authors"),
                date(root),
                root.text("url"),
                root.mappings("sections").stream().map(Paper::section).toList());
        root.end();
        return paper;
    }

    private static Section section(Fields fields) {
        Section section = new Section(fields.text("number"), fields.text("title"));
        fields.end();
        return section;
    }

    private static LocalDate date(Fields root) {
        String text = root.text("date");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            BadDataException refusal = root.refuse("date", "expected a date as 2025-01-31, got `" + text + "`");
            refusal.initCause(e);
            throw refusal;
        }
    }
}
