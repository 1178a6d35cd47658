package org.peftcheck.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;
import org.peftcheck.training.experiment.Experiment;
import org.peftcheck.training.experiment.Materials;
import org.peftcheck.training.run.MetricValue;
import org.peftcheck.training.tie.Invariance;
import org.peftcheck.training.tie.LossBound;
import org.peftcheck.training.tie.MergeFacts;
import org.peftcheck.training.tie.NetworkMeasure;
import org.peftcheck.training.tie.TieReport;
import org.peftcheck.training.tie.TweakerFacts;
import org.peftcheck.training.tie.TwinReport;
import org.peftcheck.training.tie.WeightRank;

/**
 * A report of a run and the propositions as tables, for a terminal and as Markdown.
 *
 * @param run the folder of the run
 * @param experiment what was run
 * @param report the report
 */
record TieTables(Path run, Experiment experiment, TieReport report) {

    /** A table with its title and a sentence on how to read it. */
    private record Section(
            String title, String about, List<String> heads, List<List<String>> rows, List<String> notes) {}

    String asText() {
        StringBuilder text = new StringBuilder(title()).append("\n\n");
        for (Section section : sections()) {
            text.append(section.title()).append('\n');
            text.append(WordUtils.wrap(section.about(), Console.WIDTH)).append('\n');
            TextTable table = new TextTable().text(section.heads().get(0), 30);
            section.heads().stream().skip(1).forEach(table::number);
            section.rows().forEach(row -> table.row(row.toArray()));
            text.append(table);
            section.notes()
                    .forEach(note ->
                            text.append(WordUtils.wrap(note, Console.WIDTH)).append('\n'));
            text.append('\n');
        }
        return text.append(WordUtils.wrap(report.conclusion(), Console.WIDTH))
                .append('\n')
                .toString();
    }

    String asMarkdown() {
        StringBuilder text = new StringBuilder("# ").append(title()).append("\n\n");
        for (Section section : sections()) {
            text.append("## ").append(section.title()).append("\n\n");
            text.append(section.about()).append("\n\n");
            text.append(line(section.heads()));
            text.append("|---|")
                    .append("---:|".repeat(section.heads().size() - 1))
                    .append('\n');
            section.rows().forEach(row -> text.append(line(row)));
            text.append('\n');
            section.notes().forEach(note -> text.append(note).append("\n\n"));
        }
        return text.append("**").append(report.conclusion()).append("**\n").toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private String title() {
        return run + ": " + report.method() + " of rank " + report.rank() + " on " + report.weights() + " weights of "
                + experiment.model() + ", " + experiment.task().id();
    }

    private List<Section> sections() {
        return report.tweakers().isEmpty()
                ? List.of(twins(), bounds(), side("left", true), side("right", false), merges())
                : List.of(networks(), updates(), merges());
    }

    private Section twins() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of("LoRA, as trained", "", "", "", "", "", loss(report.trained()), "", metrics(report.trained())));
        List<String> notes = new ArrayList<>();
        for (TwinReport twin : report.twins()) {
            rows.add(List.of(
                    twin.kind().title(),
                    twin.built() + "/" + report.weights(),
                    widths(twin),
                    upper(twin.worstError()),
                    upper(twin.worstRelativeError()),
                    upper(twin.worstSingleError()),
                    twin.measured().map(TieTables::loss).orElse(""),
                    twin.measured()
                            .map(measured ->
                                    signed(measured.devLoss() - report.trained().devLoss()))
                            .orElse(""),
                    twin.measured().map(TieTables::metrics).orElse("")));
            notes.addAll(missing(twin));
        }
        return new Section(
                "PEANuT twins of the trained update",
                "Certified errors are the worst over the weights, in the Frobenius norm, by the independent checker: against P A B for"
                        + " the first two, under P for the others; with slots in double (f64) and single precision (f32). Losses and"
                        + " metrics are measured on dev with slots in single precision.",
                List.of("network", "twins", "units", "error f64", "relative", "error f32", "dev loss", "change", "dev"),
                rows,
                notes);
    }

    /** Which weights have no twin, or no certificate of it in single precision, and why. */
    private static List<String> missing(TwinReport twin) {
        List<String> notes = new ArrayList<>();
        twin.layers().stream()
                .filter(layer -> !layer.built())
                .collect(Collectors.groupingBy(TwinReport.Layer::reason, LinkedHashMap::new, Collectors.toList()))
                .forEach((reason, layers) -> notes.add("No " + twin.kind().title() + " on " + names(layers) + ": "
                        + reason + "; the network has LoRA there"));
        List<TwinReport.Layer> unproved = twin.layers().stream()
                .filter(layer -> layer.built() && !Double.isFinite(layer.singleError()))
                .toList();
        if (!unproved.isEmpty()) {
            notes.add("No certificate of " + twin.kind().title() + " with slots in single precision on "
                    + names(unproved) + ": " + unproved.get(0).reason());
        }
        return notes;
    }

    private static String names(List<TwinReport.Layer> layers) {
        return layers.stream().map(layer -> brief(layer.weight())).collect(Collectors.joining(", "));
    }

    private static String widths(TwinReport twin) {
        return twin.layers().stream()
                .filter(TwinReport.Layer::built)
                .map(layer -> "" + layer.width())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private Section bounds() {
        List<List<String>> rows = new ArrayList<>();
        for (LossBound bound : report.bounds()) {
            rows.add(List.of(
                    bound.kind().title() + (bound.singlePrecision() ? ", f32 slots" : ", f64 slots"),
                    String.format(Locale.ROOT, "%.12f", bound.loss()),
                    upper(bound.difference()),
                    upper(bound.firstOrderApprox()),
                    bound.isWithin() ? "yes" : "NO",
                    upper(bound.rigorous())));
        }
        return new Section(
                "The loss with 2r-unit twins in double precision",
                sampled()
                        + " The bound marked approx is of first order: gradients times certified errors of weights. The rigorous one holds"
                        + " without exception, but multiplies the worst case of every layer.",
                List.of("network", "loss", "off by", "bound approx", "within", "bound rigorous"),
                rows,
                boundNotes());
    }

    /** What is not there, or says nothing. */
    private List<String> boundNotes() {
        List<LossBound> bounds = report.bounds();
        if (bounds.isEmpty()) {
            return List.of("There is no bound, as no weight has a 2r-unit twin.");
        }
        List<String> notes = new ArrayList<>();
        if (bounds.stream().noneMatch(LossBound::singlePrecision)) {
            notes.add(
                    "There is no bound with slots in single precision, as not all of these twins have a certificate there.");
        }
        if (!bounds.stream().allMatch(LossBound::isRigorousOfUse)) {
            notes.add(
                    "A rigorous bound that is as large as the loss says nothing: what is known there is of first order.");
        }
        return notes;
    }

    /** What the double reading is of, and the losses from which the twins' are off. */
    private String sampled() {
        TieReport.Sample sample = report.sample();
        boolean images = Materials.onImages(experiment.task().id());
        String lora = String.format(
                Locale.ROOT,
                images
                        ? "On %d images of %d points a side, where LoRA's loss is %.12f"
                        : "On %d inputs of %d tokens, where LoRA's loss is %.12f",
                sample.doubleRows(),
                sample.doubleLength(),
                sample.doubleLoss());
        double gap = report.hypothesisGap();
        return report.bounds().isEmpty() || gap == 0
                ? lora + "."
                : lora
                        + String.format(
                                Locale.ROOT,
                                " and with P A B in the place of A B, which is what these twins reproduce, %.12f: that difference of %s is"
                                        + " the hypothesis's, and what the twins add to it is bounded here.",
                                report.bounds().get(0).target(),
                                upper(gap));
    }

    private Section side(String name, boolean left) {
        TieReport.InvarianceReport gaps = report.invariance().orElseThrow();
        List<List<String>> rows = new ArrayList<>();
        for (Invariance.Layer layer : gaps.layers()) {
            Invariance.Side side = left ? layer.left() : layer.right();
            List<String> row = new ArrayList<>(List.of(
                    brief(layer.weight()),
                    rank(layer.rank()),
                    side.verdict().name().toLowerCase(Locale.ROOT),
                    share(side.outside()),
                    upper(side.gap()),
                    upper(side.lipschitzApprox()),
                    upper(side.smoothApprox()),
                    upper(side.betaApprox())));
            if (!left) {
                row.add(share(layer.inputsOutside()));
            }
            rows.add(row);
        }
        List<String> heads = new ArrayList<>(List.of(
                "weight",
                "rank of W0",
                "hypothesis",
                "outside",
                "gap",
                "Lipschitz, approx",
                "smooth, approx",
                "beta, approx"));
        if (!left) {
            heads.add("inputs outside");
        }
        String about = left
                ? "The hypothesis of Proposition 3.2: L(W) = L(P W), P on the column space of W0. Outside is |(I-P)AB| / |AB|."
                : "The transposed hypothesis: L(W) = L(W P_row), P_row on the row space of W0. Outside is |AB(I-P_row)| / |AB|; inputs"
                        + " outside is |X(I-P_row)| / |X| of what the layer reads in the double reading.";
        return new Section(
                "Invariance on the " + name,
                about
                        + String.format(
                                Locale.ROOT,
                                " Gaps are measured on %d inputs of dev, one weight replaced at a time; all at once: %s. Vacuous, where the"
                                        + " projection is the identity, is proved by exact rank; a gap up to %s is single precision's own.",
                                report.sample().singleRows(),
                                upper(left ? gaps.leftTogether() : gaps.rightTogether()),
                                upper(gaps.noise())),
                heads,
                rows,
                List.of());
    }

    private Section networks() {
        NetworkMeasure trained = report.trained();
        NetworkMeasure factors = report.factors().orElseThrow();
        return new Section(
                "Explicit LoRA factors of the trained update",
                "Measured on dev, slots in single precision.",
                List.of("network", "dev loss", "change", "dev"),
                List.of(
                        List.of("PEANuT, as trained", loss(trained), "", metrics(trained)),
                        List.of(
                                "LoRA of rank " + report.rank(),
                                loss(factors),
                                signed(factors.devLoss() - trained.devLoss()),
                                metrics(factors))),
                List.of());
    }

    private Section updates() {
        List<List<String>> rows = new ArrayList<>();
        for (TweakerFacts facts : report.tweakers()) {
            double[] values = facts.singularValuesApprox();
            rows.add(List.of(
                    brief(facts.weight()),
                    rank(facts.weightRank()),
                    facts.rankApprox() + " of " + facts.rank(),
                    values.length == 0 ? "" : String.format(Locale.ROOT, "%.3g", values[0]),
                    values.length == 0 ? "" : String.format(Locale.ROOT, "%.3g", values[values.length - 1]),
                    facts.exactFactors() ? "exact" : upper(facts.factorError()),
                    facts.deadUnits() + "",
                    share(facts.outsideApprox()),
                    facts.nonlinearityApprox().map(TieTables::share).orElse("")));
        }
        return new Section(
                "The trained updates",
                "LoRA error is a certified bound in the Frobenius norm on the distance of LoRA factors of the same rank; dead units are"
                        + " proved. Outside is the relative distance to the best W0 A B of the rank; bent is how far the last hidden layer"
                        + " is from multiples of its linear units. Rank, singular values, outside and bent are of double precision.",
                List.of("weight", "rank of W0", "rank", "largest", "smallest", "LoRA error", "dead", "outside", "bent"),
                rows,
                List.of());
    }

    private Section merges() {
        List<List<String>> rows = new ArrayList<>();
        for (MergeFacts merge : report.merges()) {
            rows.add(List.of(
                    merge.format().id(),
                    upper(merge.error()),
                    upper(merge.errorBound()),
                    upper(merge.lost()),
                    share(merge.swallowed()),
                    upper(merge.outputs()),
                    signed(merge.loss())));
        }
        return new Section(
                "Merged against unmerged",
                String.format(
                        Locale.ROOT,
                        "Error is the Frobenius norm of rounding on the worst weight, bound what the format allows, both proved; lost is the"
                                + " largest error over the norm of its update. Outputs and loss against the unmerged network in single"
                                + " precision on %d inputs of dev.",
                        report.sample().singleRows()),
                List.of("format", "error", "bound", "lost", "swallowed", "outputs off by", "loss"),
                rows,
                List.of());
    }

    private static String rank(WeightRank rank) {
        return (rank.exact() ? "" : ">= ") + rank.rank() + " of " + rank.rows() + "x" + rank.columns();
    }

    /** A weight's name without what all names have. */
    private static String brief(String weight) {
        return weight.replaceFirst("^(encoder\\.layer|model\\.layers)\\.", "")
                .replaceFirst("(attention\\.(self|attention)|self_attn|mlp)\\.", "")
                .replaceFirst("\\.weight$", "");
    }

    private static String upper(double bound) {
        return Double.isNaN(bound) ? "" : Double.isInfinite(bound) ? "none" : Numerals.upperBound(bound);
    }

    private static String signed(double change) {
        return String.format(Locale.ROOT, "%+.1e", change);
    }

    private static String share(double share) {
        return share == 0 ? "0" : String.format(Locale.ROOT, "%.3g", share);
    }

    private static String loss(NetworkMeasure measure) {
        return String.format(Locale.ROOT, "%.6f", measure.devLoss());
    }

    private static String metrics(NetworkMeasure measure) {
        MetricValue first = measure.dev().get(0);
        String dev = first.name() + " " + MetricText.value(first.value());
        return measure.test()
                .map(test -> dev + ", test " + MetricText.value(test.get(0).value()))
                .orElse(dev);
    }
}
