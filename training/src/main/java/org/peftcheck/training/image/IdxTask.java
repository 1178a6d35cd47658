package org.peftcheck.training.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peftcheck.training.data.BadDatasetException;
import org.peftcheck.training.data.DataRequest;

/**
 * A task whose images are in IDX files with the names of MNIST's.
 *
 * @param id its name
 * @param classes the names of its classes in the order of their numbers
 * @param augmentation what may be done to its images in training
 */
record IdxTask(String id, List<String> classes, Augmentation augmentation) implements ImageTask {

    @Override
    public ImageDataset read(DataRequest request) {
        Path folder = request.data().orElseThrow();
        KeptClasses kept = KeptClasses.of(id, classes, request.columns().classes());
        return kept.dataset(id, augmentation, images(folder, "train", kept), images(folder, "t10k", kept));
    }

    private List<LabelledPicture> images(Path folder, String part, KeptClasses kept) {
        String name = part + "-images-idx3-ubyte";
        IdxFile pictures = IdxFile.read(folder, name, 3);
        IdxFile labels = IdxFile.read(folder, part + "-labels-idx1-ubyte", 1);
        int count = pictures.dimensions().get(0);
        if (labels.bytes().length != count) {
            throw new BadDatasetException(
                    folder.resolve(part + "-labels-idx1-ubyte").toString(),
                    count + " labels, as there are images in " + name,
                    labels.bytes().length + "");
        }
        int height = pictures.dimensions().get(1);
        int width = pictures.dimensions().get(2);
        List<LabelledPicture> images = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            int label = labels.bytes()[k] & 0xff;
            if (label >= classes.size()) {
                throw new BadDatasetException(
                        folder.resolve(part + "-labels-idx1-ubyte") + ", label " + (k + 1),
                        "a class from 0 to " + (classes.size() - 1),
                        label + "");
            }
            int from = k * height * width;
            kept.add(
                    images,
                    label,
                    new Picture(1, height, width, Arrays.copyOfRange(pictures.bytes(), from, from + height * width)));
        }
        return images;
    }
}
