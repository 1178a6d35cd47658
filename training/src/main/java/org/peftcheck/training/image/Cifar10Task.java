package org.peftcheck.training.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.peftcheck.training.data.BadDatasetException;
import org.peftcheck.training.data.DataRequest;

/**
 * CIFAR-10, in either of two forms: the binary files of its authors, or PNG files with an image in each row and JSON lists of labels.
 */
final class Cifar10Task implements ImageTask {

    static final int SIDE = 32;
    static final int CHANNELS = 3;

    private static final List<String> CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    private static final int BATCHES = 5;

    @Override
    public String id() {
        return "cifar10";
    }

    @Override
    public ImageDataset read(DataRequest request) {
        Path folder = request.data().orElseThrow();
        KeptClasses kept = KeptClasses.of(id(), CLASSES, request.columns().classes());
        List<String> train = IntStream.rangeClosed(1, BATCHES)
                .mapToObj(k -> "data_batch_" + k)
                .toList();
        Path binary = Stream.of(folder, folder.resolve("cifar-10-batches-bin"))
                .filter(place -> Files.isRegularFile(place.resolve(train.get(0) + ".bin")))
                .findFirst()
                .orElse(folder);
        List<LabelledPicture> images = new ArrayList<>();
        List<LabelledPicture> test = new ArrayList<>();
        if (Files.isRegularFile(binary.resolve(train.get(0) + ".bin"))) {
            train.forEach(name -> CifarBinary.read(binary.resolve(name + ".bin"), kept, images));
            CifarBinary.read(binary.resolve("test_batch.bin"), kept, test);
        } else if (Files.isRegularFile(folder.resolve(train.get(0) + ".png"))) {
            List<Path> files =
                    train.stream().map(name -> folder.resolve(name + ".png")).toList();
            CifarRows.read(files, labels(folder, "train_lables.json", "train_labels.json"), kept, images);
            CifarRows.read(
                    List.of(folder.resolve("test_batch.png")),
                    labels(folder, "test_lables.json", "test_labels.json"),
                    kept,
                    test);
        } else {
            throw new BadDatasetException(
                    folder.toString(), "data_batch_1.bin or data_batch_1.png of CIFAR-10", "neither");
        }
        return kept.dataset(id(), new Augmentation(4, true), images, test);
    }

    /** The labels' file by either spelling of its name. */
    private static Path labels(Path folder, String first, String second) {
        return Files.isRegularFile(folder.resolve(first)) ? folder.resolve(first) : folder.resolve(second);
    }
}
