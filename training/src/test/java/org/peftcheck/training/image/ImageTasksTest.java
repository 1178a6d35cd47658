package org.peftcheck.training.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.training.data.BadDatasetException;
import org.peftcheck.training.data.DataRequest;
import org.peftcheck.training.data.FileColumns;

/** The tasks on images, from small files of every form, with a refusal for everything that can be wrong with them. */
class ImageTasksTest {

    private static final int PICTURE = 3072;
    private static final String[] NINE = {"9", "8", "7", "6", "5", "4", "3", "2", "1"};

    @TempDir
    Path folder;

    private ImageDataset read(String task, String... classes) {
        FileColumns columns = new FileColumns("text", Optional.empty(), "label", List.of(classes), false);
        return ImageTasks.read(task, new DataRequest(Optional.of(folder), columns));
    }

    private String refusal(String task, String... classes) {
        return assertThrows(BadDatasetException.class, () -> read(task, classes))
                .getMessage()
                .replace(folder.toString(), "DIR");
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), bytes);
    }

    /** Images 1, 2, … of classes 0 to 9 in turn, each of one number. */
    private static byte[] cifar(int count) {
        byte[] bytes = new byte[count * (PICTURE + 1)];
        for (int k = 0; k < count; k++) {
            Arrays.fill(bytes, k * (PICTURE + 1), (k + 1) * (PICTURE + 1), (byte) (k + 1));
            bytes[k * (PICTURE + 1)] = (byte) (k % 10);
        }
        return bytes;
    }

    private void writeCifar() throws IOException {
        for (int k = 1; k <= 5; k++) {
            write("data_batch_" + k + ".bin", cifar(30));
        }
        write("test_batch.bin", cifar(20));
    }

    @Test
    void cifarInItsBinaryForm() throws IOException {
        writeCifar();
        ImageDataset data = read("cifar10");
        assertEquals(
                List.of(144, 6, 20),
                List.of(data.train().size(), data.dev().size(), data.test().size()));
        assertEquals(10, data.task().outputs());
        assertEquals(3, data.train().get(3).label());
        assertEquals(4, data.train().get(3).picture().at(2, 31, 31));
    }

    @Test
    void someClassesAreKeptInTheOrderThatIsAskedFor() throws IOException {
        writeCifar();
        ImageDataset data = read("cifar10", "truck", "airplane");
        assertEquals(List.of(29, 4), List.of(data.train().size(), data.test().size()));
        assertEquals(1, data.train().get(0).label());
        assertEquals(1, data.train().get(0).picture().at(0, 0, 0));
        assertEquals(0, data.train().get(1).label());
        assertEquals(10, data.train().get(1).picture().at(0, 0, 0));
        assertEquals(
                "task cifar10: expected classes of its 10, found `car`",
                refusal("cifar10", "truck", "car").substring(0, 53));
        assertEquals("task cifar10: expected at least 2 classes, all different, found cat", refusal("cifar10", "cat"));
        assertEquals(
                "task cifar10: expected at least 2 classes, all different, found cat, cat",
                refusal("cifar10", "cat", "cat"));
    }

    @Test
    void faultsOfBinaryFilesAreTold() throws IOException {
        assertEquals(
                "DIR: expected data_batch_1.bin or data_batch_1.png of CIFAR-10, found neither", refusal("cifar10"));
        write("data_batch_1.bin", cifar(10));
        assertEquals(
                "DIR/data_batch_2.bin: expected a file of CIFAR-10, found no file of that name", refusal("cifar10"));
        write("data_batch_1.bin", new byte[PICTURE]);
        assertEquals(
                "DIR/data_batch_1.bin: expected a positive multiple of 3073 bytes, found 3072", refusal("cifar10"));
        byte[] bytes = cifar(3);
        bytes[2 * (PICTURE + 1)] = 10;
        write("data_batch_1.bin", bytes);
        assertEquals("DIR/data_batch_1.bin, image 3: expected a class from 0 to 9, found 10", refusal("cifar10"));
    }

    private void writeRows(int rows) throws IOException {
        for (int k = 1; k <= 5; k++) {
            PictureFiles.png(folder.resolve("data_batch_" + k + ".png"), PictureFiles.random(3, rows, 1024, k));
        }
        PictureFiles.png(folder.resolve("test_batch.png"), PictureFiles.random(3, 2, 1024, 6));
    }

    private void writeText(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void cifarInRowsOfPngFiles() throws IOException {
        writeRows(6);
        String six = "0,1,2,3,4,5,";
        writeText("train_lables.json", "[" + six + six + six + six + "9,8,7,6,5,4]");
        writeText("test_labels.json", "[3,1]");
        ImageDataset data = read("cifar10");
        assertEquals(
                List.of(29, 1, 2),
                List.of(data.train().size(), data.dev().size(), data.test().size()));
        assertEquals(9, data.dev().get(0).label());
        Picture second = PictureFiles.random(3, 6, 1024, 2);
        assertEquals(second.at(1, 3, 32 * 7 + 5), data.train().get(9).picture().at(1, 7, 5));
        assertEquals(3, data.train().get(9).label());
        assertEquals(1, data.test().get(1).label());
    }

    @Test
    void faultsOfPngFilesAndLabelsAreTold() throws IOException {
        writeRows(6);
        assertEquals(
                "DIR/train_labels.json: expected the labels as a JSON list, found no file of that name",
                refusal("cifar10"));
        writeText("train_labels.json", "[0,1,2]");
        assertEquals(
                "DIR/train_labels.json: expected a label for each of at least 6 images, found 3 labels",
                refusal("cifar10"));
        writeText("train_labels.json", "[0" + ",1".repeat(30) + "]");
        assertEquals("DIR/train_labels.json: expected 30 labels, as there are images, found 31", refusal("cifar10"));
        writeText("train_labels.json", "[0,10]");
        assertEquals("DIR/train_labels.json, label 2: expected a class from 0 to 9, found 10", refusal("cifar10"));
        writeText("train_labels.json", "{");
        assertEquals(
                "DIR/train_labels.json: expected a JSON list of whole numbers, found",
                refusal("cifar10").replaceFirst("found.*", "found"));
        writeText("train_labels.json", "[1]");
        PictureFiles.png(folder.resolve("data_batch_1.png"), PictureFiles.random(3, 2, 32, 1));
        assertEquals("DIR/data_batch_1.png: expected rows of 1024 coloured pixels, found 32", refusal("cifar10"));
    }

    private static byte[] zipped(byte... bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    private void writeIdx() throws IOException {
        byte[] pixels = new byte[30 * 6];
        byte[] labels = new byte[30];
        for (int k = 0; k < 30; k++) {
            Arrays.fill(pixels, 6 * k, 6 * k + 6, (byte) k);
            labels[k] = (byte) (k % 10);
        }
        write("train-images-idx3-ubyte.gz", zipped(PictureFiles.idx(new int[] {30, 3, 2}, pixels)));
        write("train-labels-idx1-ubyte", PictureFiles.idx(new int[] {30}, labels));
        write(
                "t10k-images.idx3-ubyte",
                PictureFiles.idx(new int[] {1, 3, 2}, (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) 200));
        write("t10k-labels-idx1-ubyte", PictureFiles.idx(new int[] {1}, (byte) 9));
    }

    @Test
    void idxFilesPlainAndCompressed() throws IOException {
        writeIdx();
        ImageDataset data = read("fashion-mnist");
        assertEquals(
                List.of(29, 1, 1),
                List.of(data.train().size(), data.dev().size(), data.test().size()));
        LabelledPicture test = data.test().get(0);
        assertEquals(9, test.label());
        assertEquals(200, test.picture().at(0, 2, 1));
        assertEquals(4, test.picture().at(0, 1, 1));
        assertEquals(24, data.dev().get(0).picture().at(0, 0, 0));
        assertEquals(9, read("mnist", NINE).task().outputs());
        assertEquals(0, read("mnist", NINE).test().get(0).label());
    }

    @Test
    void faultsOfIdxFilesAreTold() throws IOException {
        String images = "train-images-idx3-ubyte";
        assertEquals("DIR: expected a file " + images + " or " + images + ".gz, found neither", refusal("mnist"));
        writeIdx();
        byte[] good = PictureFiles.idx(new int[] {1, 2, 2}, (byte) 1, (byte) 1, (byte) 1, (byte) 1);
        byte[] other = good.clone();
        other[2] = 13;
        write(images, other);
        assertEquals(
                "DIR/" + images
                        + ", first bytes: expected 00 00 08 03, as of IDX bytes in 3 dimensions, found 00 00 0d 03",
                refusal("mnist"));
        write(images, Arrays.copyOf(good, 9));
        assertEquals("DIR/" + images + ", sizes: expected 3 of them, found an end after 9 bytes", refusal("mnist"));
        write(images, Arrays.copyOf(good, good.length - 1));
        assertEquals(
                "DIR/" + images + ": expected 4 bytes after the header, by its sizes [1, 2, 2], found 3",
                refusal("mnist"));
        write(images, Arrays.copyOf(good, good.length + 1));
        assertEquals(
                "DIR/" + images + ": expected 4 bytes after the header, by its sizes [1, 2, 2], found more",
                refusal("mnist"));
        write(images, PictureFiles.idx(new int[] {1 << 30, 1 << 30, 1 << 30}));
        assertEquals(
                "DIR/" + images
                        + ", sizes: expected at least 1 each and together at most 2 GB, found [1073741824, 1073741824, 1073741824]",
                refusal("mnist"));
        write(images, good);
        assertEquals(
                "DIR/train-labels-idx1-ubyte: expected 1 labels, as there are images in " + images + ", found 30",
                refusal("mnist"));
        write("train-labels-idx1-ubyte", PictureFiles.idx(new int[] {1}, (byte) 10));
        assertEquals("DIR/train-labels-idx1-ubyte, label 1: expected a class from 0 to 9, found 10", refusal("mnist"));
        Files.delete(folder.resolve(images));
        byte[] whole = zipped(good);
        write(images + ".gz", Arrays.copyOf(whole, whole.length - 10));
        assertEquals(
                "DIR/" + images + ".gz: expected a whole file compressed by gzip, found",
                refusal("mnist").replaceFirst("found.*", "found"));
    }

    @Test
    void foldersOfImages() throws IOException {
        for (int k = 0; k < 30; k++) {
            PictureFiles.png(folder.resolve((k % 2 == 0 ? "b/" : "a/") + k + ".png"), PictureFiles.random(3, 4, 5, k));
        }
        ImageDataset data = read("images");
        assertEquals(
                List.of(29, 1, 0),
                List.of(data.train().size(), data.dev().size(), data.test().size()));
        assertEquals(0, data.train().get(0).label());
        assertArrayEquals(
                PictureFiles.random(3, 4, 5, 1).samples(),
                data.train().get(0).picture().samples());
        assertEquals(1, read("images", "b", "a").train().get(28).label());
    }

    @Test
    void foldersOfPartsWithFoldersOfImages() throws IOException {
        for (String part : List.of("train", "val", "test")) {
            for (String name : List.of("cat", "dog")) {
                PictureFiles.png(folder.resolve(part + "/" + name + "/1.png"), PictureFiles.random(1, 2, 2, 1));
            }
        }
        ImageDataset data = read("images");
        assertEquals(
                List.of(2, 2, 2),
                List.of(data.train().size(), data.dev().size(), data.test().size()));
        Files.delete(folder.resolve("val/dog/1.png"));
        assertEquals("DIR/val/dog: expected images, found none", refusal("images"));
        Files.delete(folder.resolve("val/dog"));
        assertEquals("DIR/val: expected a folder for the class dog, found none", refusal("images"));
        writeText("val/dog/1.png", "no image");
        LabelledPicture damaged = read("images").dev().get(1);
        assertEquals(
                folder
                        + "/val/dog/1.png: expected an image such as PNG, JPEG, GIF, BMP, TIFF or WebP, found another format",
                assertThrows(BadDatasetException.class, damaged::picture).getMessage());
    }

    @Test
    void foldersThatCannotBeUsedAreRefused() throws IOException {
        assertEquals("DIR: expected a folder for each of at least 2 classes, found 0", refusal("images"));
        assertEquals(
                "task mnist: expected the folder of its images (--data DIR), found none",
                assertThrows(BadDatasetException.class, () -> ImageTasks.read("mnist", DataRequest.none()))
                        .getMessage());
        Path file = folder.resolve("file");
        Files.writeString(file, "");
        assertEquals(
                file + ": expected a folder, found a file",
                assertThrows(BadDatasetException.class, () -> ImageTasks.read("mnist", DataRequest.of(file)))
                        .getMessage());
    }
}
