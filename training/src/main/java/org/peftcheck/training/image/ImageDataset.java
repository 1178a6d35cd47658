package org.peftcheck.training.image;

import java.util.List;
import java.util.Objects;
import org.peftcheck.training.data.Task;

/**
 * The images of a task, in a fixed order.
 *
 * @param task what the labels mean
 * @param augmentation what may be done to its images in training without changing their classes
 * @param train what is learned from; not empty
 * @param dev what is measured on during training; not empty
 * @param test what is measured on once at the end; empty where there is none
 */
public record ImageDataset(
        Task task,
        Augmentation augmentation,
        List<LabelledPicture> train,
        List<LabelledPicture> dev,
        List<LabelledPicture> test) {

    /** Checks that there are images to train and to measure on, and their labels; copies the lists. */
    public ImageDataset {
        Objects.requireNonNull(augmentation, "augmentation");
        train = List.copyOf(train);
        dev = List.copyOf(dev);
        test = List.copyOf(test);
        if (train.isEmpty() || dev.isEmpty()) {
            throw new IllegalArgumentException("task " + task.id() + ": expected images in train and dev, got "
                    + train.size() + " and " + dev.size());
        }
        for (List<LabelledPicture> part : List.of(train, dev, test)) {
            for (LabelledPicture image : part) {
                if (image.label() < 0 || image.label() >= task.outputs()) {
                    throw new IllegalArgumentException("task " + task.id() + ": expected a class from 0 to "
                            + (task.outputs() - 1) + ", got " + image.label());
                }
            }
        }
    }

    /** The same with its pictures as a model sees them. */
    public ImageDataset squared(PictureProcessor processor) {
        return new ImageDataset(
                task, augmentation, squared(train, processor), squared(dev, processor), squared(test, processor));
    }

    private static List<LabelledPicture> squared(List<LabelledPicture> images, PictureProcessor processor) {
        return images.parallelStream()
                .map(image -> new LabelledPicture(processor.square(image.picture()), image.label()))
                .toList();
    }
}
