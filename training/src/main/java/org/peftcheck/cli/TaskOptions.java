package org.peftcheck.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.peftcheck.training.data.DataRequest;
import org.peftcheck.training.data.FileColumns;
import org.peftcheck.training.experiment.Materials;
import org.peftcheck.training.experiment.TaskChoice;
import picocli.CommandLine.Option;

/** The task that a user means, and where its data is. */
final class TaskOptions {

    /** The names of all tasks, for the help. */
    static final class TaskNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Materials.tasks().iterator();
        }
    }

    @Option(
            names = "--task",
            paramLabel = "NAME",
            completionCandidates = TaskNames.class,
            description = "One of ${COMPLETION-CANDIDATES} (acceptability if not given, which needs no data).")
    private String task;

    @Option(
            names = "--data",
            paramLabel = "DIR|FILE",
            description =
                    "Where the data is: a folder of GLUE, of GSM8K or of a task of LLM-Adapters; or, for the task file, a"
                            + " folder with train and dev as .tsv, .csv, .jsonl or .parquet, or one such file; for the"
                            + " task text .txt or .jsonl; or the folder of CIFAR-10, of MNIST's files or of images.")
    private Path data;

    @Option(
            names = "--text",
            paramLabel = "COLUMN",
            description = "The column of the text (file, text; text if not given).")
    private String text;

    @Option(names = "--second", paramLabel = "COLUMN", description = "The column of a second text (file).")
    private String second;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "The column of the label (file; label if not given).")
    private String label;

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "NAME",
            description =
                    "The classes in the order of their numbers: those of a file (those of train if not given), or those of images"
                            + " that are kept (all if not given).")
    private List<String> classes = List.of();

    @Option(names = "--regression", description = "The labels are numbers to be predicted (file).")
    private boolean regression;

    /** Whether the user has said anything. */
    boolean given() {
        return task != null || data != null || columnsOfTexts() || !classes.isEmpty();
    }

    private boolean columnsOfTexts() {
        return text != null || second != null || label != null || regression;
    }

    /**
     * The task.
     *
     * @throws IllegalArgumentException when there is no such task, or columns are given for one that has its own
     */
    TaskChoice choice() {
        String id = task == null ? TaskChoice.usual().id() : Materials.requireTask(task);
        boolean images = Materials.onImages(id);
        boolean textOnly = second == null && label == null && classes.isEmpty() && !regression;
        boolean refused = columnsOfTexts() && !(id.equals("text") && textOnly) || !classes.isEmpty() && !images;
        if (!id.equals("file") && refused) {
            throw new IllegalArgumentException("task " + id
                    + ": expected no --text, --second, --label, --classes or --regression, which are for the task file"
                    + (images ? "; --classes alone says which classes of images are kept" : ""));
        }
        FileColumns usual = FileColumns.usual();
        FileColumns columns = new FileColumns(
                text == null ? usual.text() : text,
                Optional.ofNullable(second),
                label == null ? usual.label() : label,
                classes,
                regression);
        return new TaskChoice(id, new DataRequest(Optional.ofNullable(data), columns));
    }
}
