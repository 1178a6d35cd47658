package org.peftcheck.training.image;

import java.nio.file.Files;
import java.util.List;
import org.peftcheck.training.data.BadDatasetException;
import org.peftcheck.training.data.DataRequest;

/** The tasks on images by name. */
public final class ImageTasks {

    private static final List<String> GARMENTS = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");
    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    private static final List<ImageTask> ALL = List.of(
            new Cifar10Task(),
            new IdxTask("fashion-mnist", GARMENTS, new Augmentation(2, true)),
            new IdxTask("mnist", DIGITS, new Augmentation(2, false)),
            new FolderTask());

    private ImageTasks() {}

    /** The names of all tasks. */
    public static List<String> names() {
        return ALL.stream().map(ImageTask::id).toList();
    }

    /**
     * Reads a task's images.
     *
     * @param id the name of a task
     * @param request where they are
     * @return the images
     * @throws BadDatasetException when there is no folder, or a file in it cannot be used
     */
    public static ImageDataset read(String id, DataRequest request) {
        ImageTask task = ALL.stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown task of images `" + id + "`"));
        if (request.data().isEmpty()) {
            throw new BadDatasetException("task " + id, "the folder of its images (--data DIR)", "none");
        }
        if (!Files.isDirectory(request.data().get())) {
            throw new BadDatasetException(
                    request.data().get().toString(),
                    "a folder",
                    Files.exists(request.data().get()) ? "a file" : "no such folder");
        }
        return task.read(request);
    }
}
