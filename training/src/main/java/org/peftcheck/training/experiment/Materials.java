package org.peftcheck.training.experiment;

import java.util.List;
import org.peftcheck.papers.NearNames;
import org.peftcheck.training.image.ImageTasks;

/** Opens models and data for tasks of every kind. */
public final class Materials {

    private static final List<MaterialReader> KINDS =
            List.of(new TextMaterialReader(), new LanguageMaterialReader(), new ImageMaterialReader());

    private Materials() {}

    /** The names of all tasks, the default first. */
    public static List<String> tasks() {
        return KINDS.stream().flatMap(kind -> kind.tasks().stream()).toList();
    }

    /**
     * Checks the name of a task.
     *
     * @param task a name
     * @return the same name
     * @throws IllegalArgumentException when there is no such task, with the nearest names
     */
    public static String requireTask(String task) {
        if (!tasks().contains(task)) {
            throw new IllegalArgumentException("unknown task `" + task + "`" + NearNames.hint(task, tasks()));
        }
        return task;
    }

    /**
     * Whether a task is one on images.
     *
     * @param task its name
     * @return whether vision transformers learn it
     */
    public static boolean onImages(String task) {
        return ImageTasks.names().contains(task);
    }

    /**
     * Opens a model and the data of a task.
     *
     * @param model the model's name or folder
     * @param task the task
     * @param maxLength the most tokens of an input; no more than the model takes
     * @return both
     * @throws IllegalArgumentException when one of them cannot be used, in one line
     */
    public static Material of(String model, TaskChoice task, int maxLength) {
        return reader(task).read(model, task, maxLength);
    }

    /**
     * Reads the data of a task alone, so that a fault in it is told before anything is begun.
     *
     * @param task the task
     * @throws IllegalArgumentException when there is no such task or its data cannot be used, in one line
     */
    public static void requireData(TaskChoice task) {
        reader(task).requireData(task);
    }

    private static MaterialReader reader(TaskChoice task) {
        requireTask(task.id());
        return KINDS.stream()
                .filter(kind -> kind.tasks().contains(task.id()))
                .findFirst()
                .orElseThrow();
    }
}
