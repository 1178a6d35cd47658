package org.peftcheck.training.image;

import org.peftcheck.training.data.DataRequest;

/** Reads the images of a task. A new task is one implementation and its line in {@link ImageTasks}. */
public interface ImageTask {

    /** The name on the command line. */
    String id();

    /**
     * Reads the images. Their order depends on the files alone.
     *
     * @param request where they are, and which classes are kept ({@link org.peftcheck.training.data.FileColumns#classes})
     * @return the images
     * @throws org.peftcheck.training.data.BadDatasetException when a file cannot be used
     */
    ImageDataset read(DataRequest request);
}
