package org.peftcheck.training.data;

import java.util.List;

/** A task of the GLUE benchmark whose files have a line with the names of their columns. */
abstract class GlueTask implements TaskReader {

    private final Task task;
    private final String summary;
    private final List<String> folders;
    private final RowReader rows;

    /**
     * A task.
     *
     * @param task what it is
     * @param summary a few words for the help
     * @param folders the usual names of its folder
     * @param rows which columns its texts and labels are in
     */
    GlueTask(Task task, String summary, List<String> folders, RowReader rows) {
        this.task = task;
        this.summary = summary;
        this.folders = List.copyOf(folders);
        this.rows = rows;
    }

    @Override
    public final String id() {
        return task.id();
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final boolean needsData() {
        return true;
    }

    @Override
    public Dataset read(DataRequest request) {
        GlueFolder folder = folder(request, List.of("train.tsv", "dev.tsv"));
        return new Dataset(
                task,
                TabTable.withHeader(folder.file("train.tsv")).examples(rows),
                TabTable.withHeader(folder.file("dev.tsv")).examples(rows),
                folder.optional("test-labelled.tsv")
                        .map(file -> TabTable.withHeader(file).examples(rows))
                        .orElse(List.of()));
    }

    final GlueFolder folder(DataRequest request, List<String> files) {
        return GlueFolder.find(task.id(), request, folders, files);
    }

    final Task task() {
        return task;
    }

    final RowReader rows() {
        return rows;
    }
}
