package org.peftcheck.theory.proof.smt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.peftcheck.theory.proof.smt.formula.NamedFormula;

/** Writes obligations as SMT-LIB 2 files that any solver can be given. */
public final class SmtExport {

    private static final int WIDTH = 110;

    private SmtExport() {}

    /**
     * Writes every obligation of the catalogue.
     *
     * @param folder the folder, made if it is not there
     * @return the files, {@code <id>.smt2} each
     * @throws IOException if a file cannot be written
     */
    public static List<Path> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (Obligation obligation : Obligations.all()) {
            files.add(Files.writeString(folder.resolve(obligation.id() + ".smt2"), text(obligation)));
        }
        return files;
    }

    /**
     * The file of an obligation: comments that say what the answer means, then the script.
     *
     * @param obligation the obligation
     * @return the text
     */
    public static String text(Obligation obligation) {
        boolean theorem = obligation.expected() == Obligation.Expected.UNSAT;
        StringBuilder text = new StringBuilder();
        comment(text, obligation.id() + ", for the claim " + obligation.claim());
        comment(text, obligation.words());
        comment(text, "TeX: " + obligation.tex());
        List<String> names = obligation.statement().hypotheses().stream()
                .map(NamedFormula::name)
                .toList();
        comment(text, names.isEmpty() ? "no hypotheses" : "hypotheses: " + String.join("; ", names));
        comment(text, "Asserted are the hypotheses and the negation of the conclusion.");
        comment(text, "unsat: the statement holds for all values of the variables.");
        comment(text, "sat: it is false, and the model is a counterexample.");
        comment(text, "expected: " + (theorem ? "unsat" : "sat"));
        return text.append(obligation.script().text()).toString();
    }

    private static void comment(StringBuilder text, String words) {
        StringBuilder line = new StringBuilder(";");
        for (String word : words.split("\\s+")) {
            if (line.length() + word.length() >= WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(";  ");
            }
            line.append(' ').append(word);
        }
        text.append(line).append('\n');
    }
}
