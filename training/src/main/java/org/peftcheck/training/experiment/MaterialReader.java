package org.peftcheck.training.experiment;

import java.util.List;

/** A kind of material: which tasks are of this kind, and how model and data are opened for them. */
interface MaterialReader {

    /** The names of the tasks. */
    List<String> tasks();

    /**
     * Opens a model and the data of a task.
     *
     * @param model the model's name or folder
     * @param task a task of this kind
     * @param maxLength the most tokens of an input
     * @return both
     * @throws IllegalArgumentException when one of them cannot be used, in one line
     */
    Material read(String model, TaskChoice task, int maxLength);

    /**
     * Reads the data of a task alone.
     *
     * @param task a task of this kind
     * @throws IllegalArgumentException when it cannot be used, in one line
     */
    void requireData(TaskChoice task);
}
