package org.peftcheck.training.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.peftcheck.training.data.BadDatasetException;
import org.peftcheck.training.data.DataRequest;

/**
 * Images in folders named after their classes. Either the folder holds {@code train}, perhaps {@code dev} or {@code val}, and perhaps
 * {@code test}, each with a folder for every class, or it holds the folders of the classes itself. Without dev every 25th image, in the
 * order of class and name, is dev. The files are read whenever an image is wanted, as all of them may not have room in memory.
 */
final class FolderTask implements ImageTask {

    private static final Augmentation MOVED = new Augmentation(4, true);

    @Override
    public String id() {
        return "images";
    }

    @Override
    public ImageDataset read(DataRequest request) {
        Path folder = request.data().orElseThrow();
        Path train = Files.isDirectory(folder.resolve("train")) ? folder.resolve("train") : folder;
        List<String> names = entries(train, Files::isDirectory).stream()
                .map(path -> path.getFileName().toString())
                .toList();
        if (names.size() < 2) {
            throw new BadDatasetException(
                    train.toString(), "a folder for each of at least 2 classes", names.size() + "");
        }
        KeptClasses kept = KeptClasses.of(id(), names, request.columns().classes());
        List<LabelledPicture> images = images(train, kept);
        List<LabelledPicture> test =
                part(folder, "test").map(path -> images(path, kept)).orElse(List.of());
        Optional<Path> dev = part(folder, "dev").or(() -> part(folder, "val"));
        return dev.isEmpty() || train.equals(folder)
                ? kept.dataset(id(), MOVED, images, train.equals(folder) ? List.of() : test)
                : new ImageDataset(kept.task(id()), MOVED, images, images(dev.get(), kept), test);
    }

    private static Optional<Path> part(Path folder, String name) {
        return Optional.of(folder.resolve(name)).filter(Files::isDirectory);
    }

    private static List<LabelledPicture> images(Path folder, KeptClasses kept) {
        List<LabelledPicture> images = new ArrayList<>();
        for (String name : kept.kept()) {
            Path place = folder.resolve(name);
            if (!Files.isDirectory(place)) {
                throw new BadDatasetException(folder.toString(), "a folder for the class " + name, "none");
            }
            List<Path> files = entries(place, Files::isRegularFile);
            if (files.isEmpty()) {
                throw new BadDatasetException(place.toString(), "images", "none");
            }
            int label = kept.kept().indexOf(name);
            files.forEach(file -> images.add(new LabelledPicture(() -> PictureFile.read(file), label)));
        }
        return images;
    }

    /** What is in a folder in the order of the names; what begins with a dot is left out. */
    private static List<Path> entries(Path folder, Predicate<Path> kind) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(kind)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BadDatasetException(folder.toString(), "to read it", e.toString(), e);
        }
    }
}
