package org.peftcheck.papers.peanut2025;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.peftcheck.papers.NearNames;
import org.peftcheck.papers.Row;
import org.peftcheck.papers.Table;
import org.peftcheck.papers.Tables;

/**
 * Recomputes, in exact decimal arithmetic, what the paper says about its Tables 1 to 7. A claim holds when all its
 * findings agree.
 */
public final class TableAudits {

    private static final String AVG = "AVG";
    private static final String PEANUT = "PEANuT";

    private final Tables tables;
    private final Map<String, Supplier<List<Finding>>> byClaim = new LinkedHashMap<>();

    /**
     * The audits of some tables, in the layout of the paper's; no table is read yet.
     *
     * @param tables the tables
     */
    public TableAudits(Tables tables) {
        this.tables = tables;
        byClaim.put("table-1-averages", () -> averages(1, 2, "BoolQ"));
        byClaim.put("table-1-best-on-all", this::bestOnAll);
        byClaim.put("table-2-averages", () -> averages(2, 1, "OxfordPets"));
        byClaim.put("table-2-same-parameters", this::sameParameters);
        byClaim.put("table-3-averages", () -> averages(3, 1, "MNLI"));
        byClaim.put("table-4-averages", () -> averages(4, 2, "GSM8K"));
        byClaim.put("table-4-full-highest", this::fullHighest);
        byClaim.put("table-5-averages", () -> averages(5, 1, "OxfordPets"));
        byClaim.put("table-5-ablation", this::ablation);
        byClaim.put("table-6-averages", () -> averages(6, 1, "MNLI"));
        byClaim.put("text-datasets", this::datasets);
        byClaim.put(
                "text-commonsense-gains-llama2",
                () -> gains(1, "LLaMA2-7B", Map.of("LoRA", "4.6", "PiSSA", "10", "MiLoRA", "2.5")));
        byClaim.put(
                "text-commonsense-gains-llama3",
                () -> gains(1, "LLaMA3-8B", Map.of("LoRA", "4.9", "PiSSA", "11.8", "MiLoRA", "2.9")));
        byClaim.put("text-commonsense-gains-qwen3", () -> gains(1, "Qwen3-8B", Map.of("LoRA", "3.9", "MiLoRA", "2.4")));
        byClaim.put(
                "text-arithmetic-gains-llama2",
                () -> gains(4, "LLaMA2-7B", Map.of("LoRA", "7.5", "PiSSA", "12.4", "MiLoRA", "2.4")));
        byClaim.put("text-arithmetic-gains-qwen3", () -> gains(4, "Qwen3-8B", Map.of("LoRA", "7.1", "MiLoRA", "3.7")));
        byClaim.put("text-glue-small", this::glueSmall);
        byClaim.put("text-glue-large", this::glueLarge);
        byClaim.put(
                "text-vision-gains", () -> gains(2, "", Map.of("LoRA", "11.05", "FourierFT", "7.30", "LP", "26.02")));
        byClaim.put("text-vision-full-share", this::fullShare);
        byClaim.put("text-runtime-memory", this::memory);
        byClaim.put("text-depth-consistent", this::depthConsistent);
        byClaim.put("text-depth-average", this::depthAverage);
    }

    /** The ids of the claims that have an audit. */
    public Set<String> claims() {
        return Set.copyOf(byClaim.keySet());
    }

    /**
     * What the audit of a claim found.
     *
     * @param claim the id of the claim
     * @return its comparisons, in the order of the table
     * @throws IllegalArgumentException when the claim has no audit
     */
    public List<Finding> audit(String claim) {
        Supplier<List<Finding>> audit = byClaim.get(claim);
        if (audit == null) {
            throw new IllegalArgumentException(
                    "claim `" + claim + "`: no audit of tables" + NearNames.hint(claim, byClaim.keySet()));
        }
        return List.copyOf(audit.get());
    }

    private List<Finding> averages(int number, int keys, String first) {
        Table table = tables.get(number);
        return table.rows().stream()
                .map(row -> Comparisons.mean(where(table, row, keys, AVG), row, first, AVG))
                .toList();
    }

    private List<Finding> bestOnAll() {
        Table table = tables.get(1);
        List<Finding> findings = new ArrayList<>();
        for (Row row : table.rows()) {
            String model = row.get("model").raw();
            if (row.get("method").raw().equals(PEANUT)) {
                continue;
            }
            for (String task : Comparisons.between(row, "BoolQ", AVG)) {
                findings.add(Comparisons.atLeast(
                        where(table, row, 2, task), table.row(model, PEANUT).get(task), row.get(task)));
            }
        }
        return findings;
    }

    private List<Finding> sameParameters() {
        Table table = tables.get(2);
        return List.of("LoRA", "FourierFT").stream()
                .map(method -> Comparisons.equal(
                        "Table 2, parameters of PEANuT against " + method,
                        table.row(PEANUT).get("parameters"),
                        table.row(method).get("parameters")))
                .toList();
    }

    private List<Finding> fullHighest() {
        Table table = tables.get(4);
        List<Finding> findings = new ArrayList<>();
        for (Row row : table.rows()) {
            if (!row.get("model").raw().equals("LLaMA2-7B")
                    || row.get("method").raw().equals("FFT")) {
                continue;
            }
            for (String task : List.of("GSM8K", "MATH")) {
                findings.add(Comparisons.above(
                        where(table, row, 2, task),
                        table.row("LLaMA2-7B", "FFT").get(task),
                        row.get(task)));
            }
        }
        return findings;
    }

    private List<Finding> ablation() {
        Table table = tables.get(5);
        return List.of("Nonlinear LoRA", "Multiplicative LoRA").stream()
                .map(method -> Comparisons.meanAbove(
                        "Table 5, mean of PEANuT against " + method,
                        table.row(PEANUT),
                        table.row(method),
                        "OxfordPets",
                        AVG))
                .toList();
    }

    private List<Finding> datasets() {
        int count = 0;
        Map<Integer, String> firsts = Map.of(1, "BoolQ", 2, "OxfordPets", 3, "MNLI", 4, "GSM8K");
        for (Map.Entry<Integer, String> table : firsts.entrySet()) {
            Row row = tables.get(table.getKey()).rows().get(0);
            count += Comparisons.between(row, table.getValue(), AVG).size();
        }
        return List.of(new Finding("columns of Tables 1 to 4", "more than 20", String.valueOf(count), count > 20));
    }

    private List<Finding> gains(int number, String model, Map<String, String> printed) {
        Table table = tables.get(number);
        List<Finding> findings = new ArrayList<>();
        for (Row row : table.rows()) {
            String method = row.get("method").raw();
            boolean ofModel = model.isEmpty() || row.get("model").raw().equals(model);
            if (ofModel && printed.containsKey(method)) {
                Row peanut = model.isEmpty() ? table.row(PEANUT) : table.row(model, PEANUT);
                findings.add(Comparisons.gain(
                        "Table " + number + (model.isEmpty() ? "" : ", " + model) + ", gain over " + method,
                        printed.get(method),
                        peanut.get(AVG),
                        row.get(AVG)));
            }
        }
        return findings;
    }

    private List<Finding> glueSmall() {
        Table table = tables.get(3);
        List<Finding> findings = new ArrayList<>();
        for (Row row : table.rows()) {
            if (!Set.of("FFT", "PEANuT-S", "PEANuT-L")
                    .contains(row.get("method").raw())) {
                findings.add(Comparisons.above(
                        where(table, row, 1, AVG), table.row("PEANuT-S").get(AVG), row.get(AVG)));
            }
        }
        findings.add(Comparisons.drop(
                "Table 3, full fine-tuning less PEANuT-S",
                "0.2",
                table.row("FFT").get(AVG),
                table.row("PEANuT-S").get(AVG)));
        return findings;
    }

    private List<Finding> glueLarge() {
        Table table = tables.get(3);
        return table.rows().stream()
                .filter(row -> !row.get("method").raw().startsWith(PEANUT))
                .map(row -> Comparisons.above(
                        where(table, row, 1, AVG), table.row("PEANuT-L").get(AVG), row.get(AVG)))
                .toList();
    }

    private List<Finding> fullShare() {
        Table table = tables.get(2);
        return List.of(Comparisons.share(
                "Table 2, parameters of PEANuT over those of full fine-tuning",
                "0.3",
                table.row(PEANUT).get("parameters"),
                table.row("FFT").get("parameters")));
    }

    private List<Finding> memory() {
        Table table = tables.get(7);
        return List.of("MRPC", "SST-2").stream()
                .map(dataset -> Comparisons.equal(
                        "Table 7, " + dataset + ", memory",
                        table.row(dataset, PEANUT).get("memory"),
                        table.row(dataset, "LoRA").get("memory")))
                .toList();
    }

    private List<Finding> depthConsistent() {
        Table table = tables.get(6);
        List<Finding> findings = new ArrayList<>();
        for (String task : Comparisons.between(table.rows().get(0), "MNLI", AVG)) {
            findings.addAll(rising(table, task));
        }
        return findings;
    }

    private List<Finding> depthAverage() {
        return rising(tables.get(6), AVG);
    }

    private static List<Finding> rising(Table table, String column) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 1; i < table.rows().size(); i++) {
            Row deeper = table.rows().get(i);
            Row before = table.rows().get(i - 1);
            findings.add(Comparisons.atLeast(where(table, deeper, 1, column), deeper.get(column), before.get(column)));
        }
        return findings;
    }

    private static String where(Table table, Row row, int keys, String column) {
        List<String> parts = new ArrayList<>();
        parts.add("Table " + table.number());
        row.cells().stream().limit(keys).forEach(cell -> parts.add(cell.raw()));
        parts.add(column);
        return String.join(", ", parts);
    }
}
