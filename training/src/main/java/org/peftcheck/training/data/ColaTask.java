package org.peftcheck.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The corpus of linguistic acceptability, as GLUE has it ({@code train.tsv}, {@code dev.tsv}) or as its authors do
 * ({@code in_domain_train.tsv}; dev is both {@code in_domain_dev.tsv} and {@code out_of_domain_dev.tsv}, as in GLUE). Four columns
 * without a header: source, label, the author's own mark, sentence.
 */
final class ColaTask extends GlueTask {

    private static final List<String> COLUMNS = List.of("source", "label", "mark", "sentence");
    private static final Labels LABELS = new Labels.Classes(List.of("0", "1"));

    ColaTask() {
        super(
                new Task("glue/cola", false, LABELS, List.of(Metric.MATTHEWS, Metric.ACCURACY)),
                "GLUE's CoLA: is the sentence acceptable",
                List.of("CoLA", "cola", "COLA", "cola_public/raw", "raw"),
                new RowReader("sentence", Optional.empty(), "label", LABELS));
    }

    @Override
    public Dataset read(DataRequest request) {
        GlueFolder folder = folder(request, List.of("train.tsv", "in_domain_train.tsv"));
        List<Example> dev = new ArrayList<>(examples(folder, "dev.tsv", "in_domain_dev.tsv"));
        if (folder.optional("dev.tsv").isEmpty()) {
            dev.addAll(examples(folder, "out_of_domain_dev.tsv"));
        }
        return new Dataset(task(), examples(folder, "train.tsv", "in_domain_train.tsv"), dev, List.of());
    }

    private List<Example> examples(GlueFolder folder, String... names) {
        return TabTable.withoutHeader(folder.file(names), COLUMNS, COLUMNS.size())
                .examples(rows());
    }
}
