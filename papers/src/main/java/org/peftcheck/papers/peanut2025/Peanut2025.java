package org.peftcheck.papers.peanut2025;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.peftcheck.papers.Claims;
import org.peftcheck.papers.DataFolder;
import org.peftcheck.papers.Document;
import org.peftcheck.papers.Errata;
import org.peftcheck.papers.NearNames;
import org.peftcheck.papers.Paper;
import org.peftcheck.papers.PaperData;
import org.peftcheck.papers.Table;
import org.peftcheck.papers.Tables;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.audit.AuditReader;
import org.peftcheck.papers.audit.Check;
import org.peftcheck.papers.recipe.RecipeReader;
import org.peftcheck.papers.recipe.Recipes;

/** The PEANuT paper: its claims, errata, tables and architectures, each read from the class path when first asked for. */
public final class Peanut2025 {

    private static final DataFolder FOLDER = DataFolder.onClassPath(Peanut2025.class, "/peanut2025");
    private static final PaperData DATA = new PaperData(FOLDER);

    private static final List<String> ARCHITECTURES =
            List.of("vit-base", "roberta-base", "bert-base", "minilm-l6", "llama2-7b", "llama3-8b", "qwen3-8b");
    private static final Map<String, Architecture> READ = new ConcurrentHashMap<>();

    private Peanut2025() {}

    /** Title, authors, date and sections. */
    public static Paper paper() {
        return DATA.paper();
    }

    /** All claims, of the paper and of this toolkit about it. */
    public static Claims claims() {
        return DATA.claims();
    }

    /** All errata. */
    public static Errata errata() {
        return DATA.errata();
    }

    /** All tables, numbered from 1 to 16; asking for them reads no rows. */
    public static Tables tables() {
        return DATA.tables();
    }

    /** The table of a number, with its rows. */
    public static Table table(int number) {
        return DATA.tables().get(number);
    }

    /**
     * The checks of the paper's figures, in its tables and in its text.
     *
     * @param tables the tables to check, in the layout of the paper's
     * @return the checks, none of them carried out
     */
    public static List<Check> checks(Tables tables) {
        return AuditReader.read(FOLDER, tables);
    }

    /**
     * The recipes: the paper's experiments and scaled-down ones.
     *
     * @return the recipes and the figures that they stand for
     */
    public static Recipes recipes() {
        return RecipeReader.read(FOLDER, tables());
    }

    /** The names of the architectures of the paper's experiments, and of the smaller ones that this toolkit runs. */
    public static List<String> architectureNames() {
        return ARCHITECTURES;
    }

    /**
     * An architecture by its name.
     *
     * @param name such as {@code roberta-base}
     * @return the architecture
     * @throws IllegalArgumentException when there is none of this name, with near names
     */
    public static Architecture architecture(String name) {
        if (!ARCHITECTURES.contains(name)) {
            throw new IllegalArgumentException(
                    "architecture `" + name + "`: not known" + NearNames.hint(name, ARCHITECTURES));
        }
        String file = "architectures/" + name + ".json";
        return READ.computeIfAbsent(name, wanted -> Architecture.of(wanted, Document.read(file, FOLDER.open(file))));
    }
}
