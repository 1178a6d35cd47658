package org.peftcheck.training.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user's own files: a folder with {@code train} and {@code dev}, and perhaps {@code test}, each a TSV, CSV, JSONL or Parquet file; or
 * one file, of which a tenth of the inputs each becomes dev and test, by a hash of the text.
 */
final class FileTask implements TaskReader {

    /** The bounds of labels about which nothing is known. */
    static final Labels.Numbers ANY_NUMBER = new Labels.Numbers(-Float.MAX_VALUE, Float.MAX_VALUE);

    private static final int MOST_CLASSES = 1000;

    @Override
    public String id() {
        return "file";
    }

    @Override
    public String summary() {
        return "own data: a folder with train and dev as .tsv, .csv, .jsonl or .parquet, or one such file";
    }

    @Override
    public boolean needsData() {
        return true;
    }

    @Override
    public Dataset read(DataRequest request) {
        Path data = request.data()
                .orElseThrow(() -> new BadDatasetException("task file", "the folder or file of its data", "none"));
        FileColumns columns = request.columns();
        if (!Files.isDirectory(data)) {
            return divided(data, columns);
        }
        ColumnTable train = table(split(data, "train").orElseThrow(() -> missing(data, "train")), columns);
        RowReader reader = reader(train, columns);
        Path dev = split(data, "dev").or(() -> split(data, "validation")).orElseThrow(() -> missing(data, "dev"));
        List<Example> test = split(data, "test")
                .map(file -> table(file, columns).examples(reader))
                .orElse(List.of());
        return new Dataset(
                task(columns, reader),
                train.examples(reader),
                table(dev, columns).examples(reader),
                test);
    }

    private static Dataset divided(Path file, FileColumns columns) {
        ColumnTable table = table(file, columns);
        RowReader reader = reader(table, columns);
        List<List<Example>> splits = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Example example : table.examples(reader)) {
            String group = PlainText.of(example.text());
            splits.get(GroupSplit.of(group).ordinal())
                    .add(new Example(example.text(), example.second(), example.label(), group));
        }
        if (splits.get(0).isEmpty() || splits.get(1).isEmpty()) {
            throw new BadDatasetException(
                    file.toString(),
                    "enough rows to hold out a tenth of them",
                    "" + table.rows().size());
        }
        return new Dataset(task(columns, reader), splits.get(0), splits.get(1), splits.get(2));
    }

    private static Task task(FileColumns columns, RowReader reader) {
        List<Metric> metrics = columns.regression()
                ? List.of(Metric.PEARSON, Metric.SPEARMAN)
                : reader.labels().outputs() == 2
                        ? List.of(Metric.ACCURACY, Metric.F1, Metric.MATTHEWS)
                        : List.of(Metric.ACCURACY, Metric.MATTHEWS);
        return new Task("file", columns.second().isPresent(), reader.labels(), metrics);
    }

    private static ColumnTable table(Path file, FileColumns columns) {
        List<String> wanted = new ArrayList<>(List.of(columns.text()));
        columns.second().ifPresent(wanted::add);
        wanted.add(columns.label());
        ColumnTable table = ColumnFile.read(file, wanted);
        if (table.rows().isEmpty()) {
            throw new BadDatasetException(file.toString(), "at least one row", "none");
        }
        return table;
    }

    private static RowReader reader(ColumnTable train, FileColumns columns) {
        Labels labels = columns.regression() ? ANY_NUMBER : classes(train, columns);
        return new RowReader(columns.text(), columns.second(), columns.label(), labels);
    }

    private static Labels classes(ColumnTable train, FileColumns columns) {
        if (!columns.classes().isEmpty()) {
            return new Labels.Classes(columns.classes());
        }
        List<String> names = train.column(columns.label()).stream()
                .filter(name -> !name.isBlank())
                .distinct()
                .sorted(Comparator.comparing(
                                (String name) -> Numerals.read(name).orElse(Float.POSITIVE_INFINITY))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        if (names.size() < 2 || names.size() > MOST_CLASSES) {
            throw new BadDatasetException(
                    train.file() + ", column " + columns.label(),
                    "2 to " + MOST_CLASSES + " different labels",
                    "" + names.size());
        }
        return new Labels.Classes(names);
    }

    private static Optional<Path> split(Path folder, String name) {
        return SplitFile.of(folder, name, Stream.of(FileFormat.values()).map(format -> "." + format.extension()));
    }

    private static BadDatasetException missing(Path folder, String name) {
        return new BadDatasetException(
                folder.toString(), "a file " + name + " with " + FileFormat.extensions(), "none");
    }
}
