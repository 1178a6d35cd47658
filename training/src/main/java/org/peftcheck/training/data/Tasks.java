package org.peftcheck.training.data;

import java.util.List;
import org.peftcheck.papers.NearNames;

/** The tasks by name. */
public final class Tasks {

    private static final List<TaskReader> ALL = List.of(
            new AcceptabilityTask(),
            new Sst2Task(),
            new ColaTask(),
            new RteTask(),
            new QnliTask(),
            new StsbTask(),
            new FileTask());

    private Tasks() {}

    /** All tasks, the default first. */
    public static List<TaskReader> all() {
        return ALL;
    }

    /** The task of a run that names none. */
    public static TaskReader usual() {
        return ALL.get(0);
    }

    /**
     * The task of a name.
     *
     * @param id such as {@code glue/cola}
     * @return its reader
     * @throws IllegalArgumentException when there is none; the message names the nearest ones
     */
    public static TaskReader named(String id) {
        return ALL.stream()
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown task `" + id + "`"
                        + NearNames.hint(id, ALL.stream().map(TaskReader::id).toList())));
    }

    /**
     * Reads a task's data, after checking that a folder is given where one is needed, and only there.
     *
     * @param id the name of the task
     * @param request where the data is
     * @return the data
     * @throws IllegalArgumentException when the name or the data cannot be used
     */
    public static Dataset read(String id, DataRequest request) {
        TaskReader task = named(id);
        if (task.needsData() && request.data().isEmpty()) {
            throw new BadDatasetException("task " + id, "the folder or file of its data", "none");
        }
        if (!task.needsData() && request.data().isPresent()) {
            throw new BadDatasetException(
                    "task " + id,
                    "no folder or file, as it brings its data along",
                    request.data().get().toString());
        }
        return task.read(request);
    }
}
