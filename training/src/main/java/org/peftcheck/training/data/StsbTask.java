package org.peftcheck.training.data;

import java.util.List;
import java.util.Optional;

/**
 * The semantic textual similarity benchmark, as GLUE has it ({@code train.tsv}, {@code dev.tsv} with a header) or as its authors do
 * ({@code sts-train.csv} and so on: divided by tabs, no header, 7 columns and sometimes 2 more with the sources). Scores from 0 to 5.
 */
final class StsbTask extends GlueTask {

    private static final List<String> COLUMNS =
            List.of("genre", "filename", "year", "index", "score", "sentence1", "sentence2");
    private static final int WITH_SOURCES = 9;
    private static final Labels LABELS = new Labels.Numbers(0, 5);

    StsbTask() {
        super(
                new Task("glue/stsb", true, LABELS, List.of(Metric.PEARSON, Metric.SPEARMAN)),
                "GLUE's STS-B: how similar two texts are, from 0 to 5",
                List.of("STS-B", "STSB", "stsb", "sts-b", "stsbenchmark"),
                new RowReader("sentence1", Optional.of("sentence2"), "score", LABELS));
    }

    @Override
    public Dataset read(DataRequest request) {
        GlueFolder folder = folder(request, List.of("train.tsv", "sts-train.csv"));
        if (folder.optional("train.tsv").isPresent()) {
            return super.read(request);
        }
        return new Dataset(
                task(),
                original(folder, "sts-train.csv"),
                original(folder, "sts-dev.csv"),
                folder.optional("sts-test.csv").isPresent() ? original(folder, "sts-test.csv") : List.of());
    }

    private List<Example> original(GlueFolder folder, String name) {
        return TabTable.withoutHeader(folder.file(name), COLUMNS, WITH_SOURCES).examples(rows());
    }
}
