package org.peftcheck.training.image;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.peftcheck.papers.NearNames;
import org.peftcheck.training.data.BadDatasetException;
import org.peftcheck.training.data.Labels;
import org.peftcheck.training.data.Metric;
import org.peftcheck.training.data.Task;

/**
 * The classes of a data set that a task keeps; images of the others are left out.
 *
 * @param all the names of all classes in the order of their numbers
 * @param kept those that are kept, in the order of their new numbers
 */
record KeptClasses(List<String> all, List<String> kept) {

    private static final int SHARE = 25;

    /**
     * The classes that a user wants.
     *
     * @param task the task's name, for messages
     * @param all the names of all classes
     * @param wanted those to be kept; none for all of them
     * @throws BadDatasetException when one is not known or wanted twice, or when fewer than two are wanted
     */
    static KeptClasses of(String task, List<String> all, List<String> wanted) {
        for (String name : wanted) {
            if (!all.contains(name)) {
                throw new BadDatasetException(
                        "task " + task, "classes of its " + all.size(), "`" + name + "`" + NearNames.hint(name, all));
            }
        }
        List<String> kept = wanted.isEmpty() ? List.copyOf(all) : List.copyOf(wanted);
        if (kept.size() < 2 || new HashSet<>(kept).size() != kept.size()) {
            throw new BadDatasetException("task " + task, "at least 2 classes, all different", String.join(", ", kept));
        }
        return new KeptClasses(List.copyOf(all), kept);
    }

    /** The new number of a class of the data set; −1 when it is left out. */
    int number(int label) {
        return kept.indexOf(all.get(label));
    }

    /** Adds an image under its new number, unless its class is left out. */
    void add(List<LabelledPicture> images, int label, Picture picture) {
        if (number(label) >= 0) {
            images.add(LabelledPicture.of(picture, number(label)));
        }
    }

    /** The task with these classes; what is measured is accuracy. */
    Task task(String id) {
        return new Task(id, false, new Labels.Classes(kept), List.of(Metric.ACCURACY));
    }

    /**
     * Images to train on without a part of their own to measure on: every 25th becomes dev.
     *
     * @param id the task's name
     * @param augmentation what may be done to the images
     * @param images the images, of which the last ones of a rest stay in train
     * @param test those for test
     */
    ImageDataset dataset(
            String id, Augmentation augmentation, List<LabelledPicture> images, List<LabelledPicture> test) {
        List<LabelledPicture> train = new ArrayList<>();
        List<LabelledPicture> dev = new ArrayList<>();
        for (int k = 0; k < images.size(); k++) {
            (k % SHARE == SHARE - 1 ? dev : train).add(images.get(k));
        }
        return new ImageDataset(task(id), augmentation, train, dev, test);
    }
}
