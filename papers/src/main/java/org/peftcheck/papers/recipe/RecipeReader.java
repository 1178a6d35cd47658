package org.peftcheck.papers.recipe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.peftcheck.papers.BadDataException;
import org.peftcheck.papers.DataFolder;
import org.peftcheck.papers.Document;
import org.peftcheck.papers.Fields;
import org.peftcheck.papers.NearNames;
import org.peftcheck.papers.Table;
import org.peftcheck.papers.Tables;
import org.peftcheck.papers.recipe.PaperRow.Source;
import org.peftcheck.papers.recipe.Recipe.Sweep;

/**
 * Reads the recipes of a folder: {@code recipes.yaml} has {@code figures}, {@code data} (the data sets) and {@code files}, the names of the
 * files in the folder {@code recipes}, each with {@code recipes}.
 */
public final class RecipeReader {

    private static final String INDEX = "recipes.yaml";
    private static final String OR = " | ";
    private static final Pattern PRINTED = Pattern.compile("table (\\d{1,3})(?:: (\\S.*))?");

    private final Tables tables;
    private final Map<String, RecipeData> data = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, Recipe> recipes = new LinkedHashMap<>();

    private RecipeReader(Tables tables) {
        this.tables = tables;
    }

    /**
     * Reads the recipes.
     *
     * @param folder the folder of the paper
     * @param tables the tables of the same paper
     * @return the recipes and the figures
     * @throws BadDataException for an unknown, missing or ill-typed field; a name given twice; a row, curve or data set that is not
     *     there; or a setting that is given beside the table that prints it
     */
    public static Recipes read(DataFolder folder, Tables tables) {
        RecipeReader reader = new RecipeReader(tables);
        Fields root = Document.read(INDEX, folder.open(INDEX));
        for (Fields entry : root.mappings("figures")) {
            reader.figure(entry);
        }
        for (Fields entry : root.mappings("data")) {
            reader.data(entry);
        }
        for (String name : root.texts("files")) {
            String file = "recipes/" + name + ".yaml";
            Fields document = Document.read(file, folder.open(file));
            for (Fields entry : document.mappings("recipes")) {
                reader.recipe(entry);
            }
            document.end();
        }
        root.end();
        return new Recipes(List.copyOf(reader.recipes.values()), reader.figures);
    }

    private void figure(Fields entry) {
        int number = entry.positive("number");
        Fields fields = entry.about("figure " + number);
        List<List<String>> axes = new ArrayList<>();
        axes.add(fields.texts("points"));
        if (fields.has("curves")) {
            axes.add(fields.texts("curves"));
        }
        if (figures.stream().anyMatch(figure -> figure.number() == number)) {
            throw fields.refuse("number", "given to two figures");
        }
        figures.add(new Figure(number, fields.text("caption"), axes));
        fields.end();
    }

    private void data(Fields entry) {
        String name = entry.text("name");
        Fields fields = entry.about("data " + name);
        List<List<String>> files = texts(fields, "files").stream()
                .map(text -> List.of(text.split(Pattern.quote(OR))))
                .toList();
        RecipeData set = new RecipeData(name, fields.text("task"), files, fields.settings("settings"), size(fields));
        if (data.put(name, set) != null) {
            throw fields.refuse("name", "given to two data sets");
        }
        fields.end();
    }

    /** The number of examples: as given, or the sum of what tables print in the column {@code train}. */
    private int size(Fields fields) {
        int size = fields.positive("size", 0);
        for (PaperRow row : rows(fields, "sizes", List.of())) {
            Table table = tables.get(row.number());
            size += fields.made(
                    "sizes",
                    () -> table.row(row.key().split("/"))
                            .get("train")
                            .magnitude()
                            .intValue());
        }
        return size;
    }

    private void recipe(Fields entry) {
        String name = entry.text("name");
        Fields fields = entry.about("recipe " + name);
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw fields.refuse("name", "expected lower-case words and digits with hyphens, got `" + name + "`");
        }
        List<RecipeData> sets = fields.texts("data").stream()
                .map(set -> fields.made("data", () -> dataSet(set)))
                .toList();
        List<RecipeRow> rows = new ArrayList<>();
        for (Fields row : fields.mappings("rows")) {
            rows.add(row(name, row, sets));
        }
        Recipe recipe = new Recipe(
                name,
                fields.choice("kind", Recipe.Kind.class),
                fields.choice("measure", Recipe.Measure.class),
                fields.text("about"),
                fields.text("model"),
                fields.optionalText("model-from"),
                fields.optionalText("column"),
                fields.text("reference"),
                fields.settings("settings"),
                sets,
                rows,
                sweep(fields),
                texts(fields, "remarks"));
        check(fields, recipe);
        fields.end();
        if (recipes.put(name, recipe) != null) {
            throw fields.refuse("name", "given to two recipes");
        }
    }

    private static Optional<Sweep> sweep(Fields fields) {
        Map<String, String> given = fields.settings("sweep");
        if (given.size() > 1) {
            throw fields.refuse("sweep", "expected one setting, got " + given.keySet());
        }
        return given.entrySet().stream()
                .findFirst()
                .map(entry -> new Sweep(entry.getKey(), List.of(entry.getValue().split(",\\s*"))));
    }

    private RecipeData dataSet(String name) {
        RecipeData set = data.get(name);
        if (set == null) {
            throw new IllegalArgumentException(
                    "expected a data set, got `" + name + "`" + NearNames.hint(name, data.keySet()));
        }
        return set;
    }

    private RecipeRow row(String recipe, Fields entry, List<RecipeData> sets) {
        String label = entry.text("label");
        Fields fields = entry.about("recipe " + recipe + ": row " + label);
        RecipeRow row = new RecipeRow(
                label,
                rows(fields, "paper", sets),
                fields.settings("settings"),
                table(fields, "printed"),
                table(fields, "assumed"),
                fields.optionalText("remark").orElse(""));
        fields.end();
        if (!row.settings().containsKey("method")) {
            throw fields.refuse("settings", "expected a method among them");
        }
        return row;
    }

    private Optional<PrintedSettings> table(Fields fields, String field) {
        return fields.optionalText(field)
                .map(text -> fields.made(field, () -> {
                    Matcher matcher = PRINTED.matcher(text);
                    if (!matcher.matches()) {
                        throw new IllegalArgumentException(
                                "expected a form such as `table 9` or `table 11: *`, got `" + text + "`");
                    }
                    Table table = tables.get(Integer.parseInt(matcher.group(1)));
                    return new PrintedSettings(table, matcher.group(2) == null ? "" : matcher.group(2));
                }));
    }

    private List<PaperRow> rows(Fields fields, String field, List<RecipeData> sets) {
        List<PaperRow> rows = new ArrayList<>();
        for (String text : texts(fields, field)) {
            PaperRow row = fields.made(field, () -> PaperRow.parse(text));
            List<PaperRow> each = row.isOfEach()
                    ? sets.stream().map(set -> row.of(set.name())).toList()
                    : List.of(row);
            each.forEach(one -> requireRow(fields, field, one));
            rows.add(row);
        }
        return rows;
    }

    private void requireRow(Fields fields, String field, PaperRow row) {
        List<String> known = fields.made(field, () -> keys(row));
        if (!known.contains(row.key())) {
            throw fields.refuse(
                    field,
                    "expected a row, point or curve of " + row.source().name().toLowerCase(Locale.ROOT) + " "
                            + row.number() + ", got `" + row.key() + "`" + NearNames.hint(row.key(), known));
        }
    }

    private List<String> keys(PaperRow row) {
        if (row.source() == Source.TABLE) {
            Table table = tables.get(row.number());
            return table.rows().stream().map(table::key).toList();
        }
        return figures.stream()
                .filter(figure -> figure.number() == row.number())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("figure " + row.number() + ": not described here"))
                .keys();
    }

    /** What is more than a type: labels, the reference, and settings that are printed and given. */
    private static void check(Fields fields, Recipe recipe) {
        Set<String> labels = new HashSet<>();
        for (RecipeRow row : recipe.rows()) {
            if (!labels.add(row.label())) {
                throw fields.refuse("rows", "expected labels that differ, got `" + row.label() + "` twice");
            }
            for (RecipeData set : recipe.data()) {
                fields.made("rows", () -> recipe.settings(row, set));
                row.printed().ifPresent(table -> requireOnce(fields, recipe, row, set, table));
            }
        }
        if (!labels.contains(recipe.reference())) {
            throw fields.refuse("reference", "expected the label of a row, got `" + recipe.reference() + "`");
        }
    }

    private static void requireOnce(
            Fields fields, Recipe recipe, RecipeRow row, RecipeData set, PrintedSettings table) {
        Set<String> given = new TreeSet<>(table.of(set.name()).keySet());
        given.retainAll(Stream.of(recipe.settings(), set.settings(), row.settings())
                .flatMap(settings -> settings.keySet().stream())
                .toList());
        if (!given.isEmpty()) {
            throw fields.refuse(
                    "rows",
                    "expected settings of row " + row.label() + " that " + table + " does not print, got " + given);
        }
    }

    private static List<String> texts(Fields fields, String name) {
        return fields.has(name) ? fields.texts(name) : List.of();
    }
}
