package org.peftcheck.training.experiment;

import java.util.List;
import org.peftcheck.training.image.ImageTasks;

/** Tasks on images, for vision transformers. */
final class ImageMaterialReader implements MaterialReader {

    @Override
    public List<String> tasks() {
        return ImageTasks.names();
    }

    @Override
    public Material read(String model, TaskChoice task, int maxLength) {
        return ImageMaterial.of(model, task);
    }

    @Override
    public void requireData(TaskChoice task) {
        ImageTasks.read(task.id(), task.request());
    }
}
