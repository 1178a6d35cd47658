package org.peftcheck.training.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.peftcheck.training.data.BadDatasetException;

/**
 * CIFAR-10 in PNG files: each row of a file is an image, its 1024 pixels row by row. The labels of all files are one list of whole
 * numbers in a JSON file.
 */
final class CifarRows {

    private static final int PIXELS = Cifar10Task.SIDE * Cifar10Task.SIDE;

    private CifarRows() {}

    /** Adds the images of some files. */
    static void read(List<Path> files, Path labelFile, KeptClasses kept, List<LabelledPicture> images) {
        int[] labels = labels(labelFile, kept.all().size());
        int next = 0;
        for (Path file : files) {
            Picture rows = PictureFile.read(file);
            if (rows.width() != PIXELS || rows.channels() != Cifar10Task.CHANNELS) {
                throw new BadDatasetException(
                        file.toString(),
                        "rows of " + PIXELS + " coloured pixels",
                        rows.width() + (rows.channels() == 1 ? " of grey" : ""));
            }
            if (next + rows.height() > labels.length) {
                throw new BadDatasetException(
                        labelFile.toString(),
                        "a label for each of at least " + (next + rows.height()) + " images",
                        labels.length + " labels");
            }
            for (int row = 0; row < rows.height(); row++) {
                int label = labels[next++];
                if (kept.number(label) >= 0) {
                    kept.add(images, label, row(rows, row));
                }
            }
        }
        if (next != labels.length) {
            throw new BadDatasetException(
                    labelFile.toString(), next + " labels, as there are images", labels.length + "");
        }
    }

    private static Picture row(Picture rows, int row) {
        byte[] samples = new byte[Cifar10Task.CHANNELS * PIXELS];
        for (int channel = 0; channel < Cifar10Task.CHANNELS; channel++) {
            int from = (channel * rows.height() + row) * PIXELS;
            System.arraycopy(rows.samples(), from, samples, channel * PIXELS, PIXELS);
        }
        return new Picture(Cifar10Task.CHANNELS, Cifar10Task.SIDE, Cifar10Task.SIDE, samples);
    }

    private static int[] labels(Path file, int classes) {
        if (!Files.isRegularFile(file)) {
            throw new BadDatasetException(file.toString(), "the labels as a JSON list", "no file of that name");
        }
        int[] labels;
        try {
            labels = new JsonMapper().readValue(Files.readString(file), int[].class);
        } catch (JsonProcessingException e) {
            throw new BadDatasetException(file.toString(), "a JSON list of whole numbers", e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BadDatasetException(file.toString(), "to read it", e.toString(), e);
        }
        for (int k = 0; k < labels.length; k++) {
            if (labels[k] < 0 || labels[k] >= classes) {
                throw new BadDatasetException(
                        file + ", label " + (k + 1), "a class from 0 to " + (classes - 1), labels[k] + "");
            }
        }
        return labels;
    }
}
