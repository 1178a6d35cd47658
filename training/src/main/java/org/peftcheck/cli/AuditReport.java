package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;
import org.peftcheck.papers.audit.Check;
import org.peftcheck.papers.audit.Finding;
import org.peftcheck.papers.audit.Outcome;
import org.peftcheck.papers.audit.Rounding;

/**
 * The findings of an audit as text and as JSON.
 *
 * @param findings all findings, which are counted
 * @param shown those that are listed
 */
record AuditReport(List<Finding> findings, List<Finding> shown) {

    private static final int WHERE = 32;
    private static final int FIGURE = 22;
    private static final int INDENT = 5;
    private static final String UNEXPECTED = " (!)";

    /** The list, each finding with the reading under it, then how many of each outcome there are in each table, then how figures are rounded. */
    String asText() {
        StringBuilder text = new StringBuilder();
        if (!shown.isEmpty()) {
            TextTable table = new TextTable()
                    .text("where", WHERE)
                    .text("printed", FIGURE)
                    .text("recomputed", FIGURE)
                    .text("outcome", Integer.MAX_VALUE);
            for (Finding finding : shown) {
                table.row(finding.where(), finding.printed(), finding.found(), outcome(finding));
                table.note(reading(finding), INDENT);
            }
            text.append(table).append('\n');
        }
        return text.append(counts()).append('\n').append(roundings()).toString();
    }

    private static String outcome(Finding finding) {
        return finding.outcome().label() + (finding.isAsExpected() ? "" : UNEXPECTED);
    }

    private static String reading(Finding finding) {
        String remark = finding.check().remark();
        String meaning = finding.best().map(best -> best.reading().meaning()).orElse("");
        boolean shows = finding.outcome() != Outcome.MATCH && !remark.isEmpty();
        return !shows ? meaning : meaning.isEmpty() ? remark : meaning + "; " + remark;
    }

    private String counts() {
        TextTable table = new TextTable().text("table", WHERE);
        for (Outcome outcome : Outcome.values()) {
            table.number(outcome.label());
        }
        table.number("all");
        byTable().forEach((number, group) -> table.row(countRow(number == 0 ? "text" : number.toString(), group)));
        table.row(countRow("all", findings));
        return table.toString();
    }

    private static Object[] countRow(String name, List<Finding> group) {
        List<Object> cells = Arrays.stream(Outcome.values())
                .<Object>map(o -> count(group, o))
                .collect(Collectors.toList());
        cells.add(0, name);
        cells.add(group.size());
        return cells.toArray();
    }

    private static long count(List<Finding> group, Outcome outcome) {
        return group.stream().filter(f -> f.outcome() == outcome).count();
    }

    /** The findings by the number of their table; 0 is the text, at the end. */
    private Map<Integer, List<Finding>> byTable() {
        return findings.stream()
                .collect(Collectors.groupingBy(
                        f -> f.check().table().orElse(0),
                        () -> new TreeMap<>((a, b) -> Integer.compareUnsigned(a - 1, b - 1)),
                        Collectors.toList()));
    }

    private String roundings() {
        List<Finding.Result> figures = findings.stream()
                .filter(f -> f.check().isFigure())
                .flatMap(f -> f.best().stream())
                .filter(result -> !result.roundings().isEmpty())
                .toList();
        String sentence =
                figures.size() + " figures follow by some rule of rounding: " + with(figures, Rounding.HALF_UP)
                        + " with ties upwards, " + with(figures, Rounding.HALF_EVEN) + " with ties to even, "
                        + with(figures, Rounding.CUT_OFF) + " cut off; " + without(figures, Rounding.HALF_UP)
                        + " need another rule than ties upwards";
        return WordUtils.wrap(sentence, Console.WIDTH, "\n", false) + "\n";
    }

    private static long with(List<Finding.Result> figures, Rounding rule) {
        return figures.stream().filter(f -> f.roundings().contains(rule)).count();
    }

    private static long without(List<Finding.Result> figures, Rounding rule) {
        return figures.size() - with(figures, rule);
    }

    /** The listed findings with all their readings, and the counts of all. */
    ObjectNode asJson() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode summary = root.putObject("summary");
        byTable().forEach((number, group) -> {
            ObjectNode counts = summary.putObject(number == 0 ? "text" : "table " + number);
            for (Outcome outcome : Outcome.values()) {
                counts.put(outcome.label(), count(group, outcome));
            }
        });
        ArrayNode array = root.putArray("findings");
        shown.forEach(finding -> add(array.addObject(), finding));
        return root;
    }

    private static void add(ObjectNode node, Finding finding) {
        Check check = finding.check();
        node.put("check", check.group())
                .put("where", finding.where())
                .put("printed", finding.printed())
                .put("recomputed", finding.found())
                .put("outcome", finding.outcome().label())
                .put("expected", check.expected().label());
        check.claim().ifPresent(claim -> node.put("claim", claim));
        node.put("remark", check.remark());
        ArrayNode readings = node.putArray("readings");
        finding.results()
                .forEach(result -> readings.addObject()
                        .put("formula", result.reading().formula())
                        .put("reading", result.reading().meaning())
                        .put("recomputed", result.found())
                        .put("outcome", result.outcome().label()));
    }
}
