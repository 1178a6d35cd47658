package org.peftcheck.training.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.peftcheck.training.data.BadDatasetException;

/** A binary file of CIFAR-10: for each image a byte with its class, then its red, green and blue numbers, each row by row. */
final class CifarBinary {

    private static final int PICTURE = Cifar10Task.CHANNELS * Cifar10Task.SIDE * Cifar10Task.SIDE;

    private CifarBinary() {}

    /** Adds the images of a file. */
    static void read(Path file, KeptClasses kept, List<LabelledPicture> images) {
        byte[] bytes = bytes(file);
        int record = 1 + PICTURE;
        if (bytes.length == 0 || bytes.length % record != 0) {
            throw new BadDatasetException(
                    file.toString(), "a positive multiple of " + record + " bytes", bytes.length + "");
        }
        for (int from = 0; from < bytes.length; from += record) {
            int label = bytes[from] & 0xff;
            if (label >= kept.all().size()) {
                throw new BadDatasetException(
                        file + ", image " + (from / record + 1),
                        "a class from 0 to " + (kept.all().size() - 1),
                        label + "");
            }
            if (kept.number(label) >= 0) {
                byte[] samples = Arrays.copyOfRange(bytes, from + 1, from + record);
                kept.add(images, label, new Picture(Cifar10Task.CHANNELS, Cifar10Task.SIDE, Cifar10Task.SIDE, samples));
            }
        }
    }

    private static byte[] bytes(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadDatasetException(file.toString(), "a file of CIFAR-10", "no file of that name");
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BadDatasetException(file.toString(), "to read it", e.toString(), e);
        }
    }
}
