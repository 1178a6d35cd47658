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

    /**
     * The same with its pictures as a model sees them: in memory where they have room there, else made whenever they are wanted.
     *
     * @param processor resizes and cuts them
     * @param room the most bytes that they may take
     * @return the data set
     */
    public ImageDataset squared(PictureProcessor processor, long room) {
        long side = processor.processing().side();
        long all = (train.size() + dev.size() + (long) test.size())
                * processor.processing().channels()
                * side
                * side;
        boolean held = all <= room;
        return new ImageDataset(
                task,
                augmentation,
                squared(train, processor, held),
                squared(dev, processor, held),
                squared(test, processor, held));
    }

    private static List<LabelledPicture> squared(
            List<LabelledPicture> images, PictureProcessor processor, boolean held) {
        return images.parallelStream()
                .map(image -> held
                        ? LabelledPicture.of(processor.square(image.picture()), image.label())
                        : new LabelledPicture(() -> processor.square(image.picture()), image.label()))
                .toList();
    }
}
