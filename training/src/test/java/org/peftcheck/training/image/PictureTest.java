package org.peftcheck.training.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.training.data.BadDatasetException;
import org.peftcheck.training.model.ImageProcessing;

/** Pictures: files, channels, resizing, cutting, moving and normalising. */
class PictureTest {

    /** A lossless WebP of one pixel, blue 0xf0 and all else 0. */
    private static final String WEBP = "UklGRhwAAABXRUJQVlA4TA8AAAAvAAAAAAcQEf0PRET/Aw==";

    private static Picture picture(int channels, int height, int width, int... samples) {
        byte[] bytes = new byte[samples.length];
        for (int k = 0; k < bytes.length; k++) {
            bytes[k] = (byte) samples[k];
        }
        return new Picture(channels, height, width, bytes);
    }

    private static int[] samples(Picture picture) {
        int[] samples = new int[picture.samples().length];
        for (int k = 0; k < samples.length; k++) {
            samples[k] = picture.samples()[k] & 0xff;
        }
        return samples;
    }

    @Test
    void filesGiveTheirNumbersBack(@TempDir Path folder) throws IOException {
        for (int channels : new int[] {1, 3}) {
            Picture written = PictureFiles.random(channels, 5, 7, channels);
            PictureFiles.png(folder.resolve("a.png"), written);
            Picture read = PictureFile.read(folder.resolve("a.png"));
            assertEquals(channels, read.channels());
            assertArrayEquals(samples(written), samples(read));
        }
    }

    @Test
    void otherFormatsAreKnown(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.webp");
        Files.write(file, Base64.getDecoder().decode(WEBP));
        Picture read = PictureFile.read(file);
        assertEquals(List.of(3, 1, 1), List.of(read.channels(), read.height(), read.width()));
    }

    @Test
    void whatIsNoImageIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.png");
        assertEquals(file + ": expected an image, found no file of that name", refusal(file));
        Files.writeString(file, "no image");
        assertEquals(
                file + ": expected an image such as PNG, JPEG, GIF, BMP, TIFF or WebP, found another format",
                refusal(file));
        PictureFiles.png(file, PictureFiles.random(3, 20, 20, 1));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertEquals(file + ": expected a whole image, found ", refusal(file).replaceFirst("(found ).*", "$1"));
    }

    private static String refusal(Path file) {
        return assertThrows(BadDatasetException.class, () -> PictureFile.read(file))
                .getMessage();
    }

    @Test
    void greyAndColoursBecomeEachOther() {
        Picture grey = picture(1, 1, 2, 7, 250);
        assertArrayEquals(new int[] {7, 250, 7, 250, 7, 250}, samples(grey.withChannels(3)));
        assertArrayEquals(new int[] {7, 250}, samples(grey.withChannels(3).withChannels(1)));
        Picture red = picture(3, 1, 1, 255, 0, 0);
        assertArrayEquals(new int[] {76}, samples(red.withChannels(1)));
        assertArrayEquals(new int[] {150}, samples(picture(3, 1, 1, 0, 255, 0).withChannels(1)));
        assertArrayEquals(new int[] {29}, samples(picture(3, 1, 1, 0, 0, 255).withChannels(1)));
    }

    /** Enlarging has weights 1/4 and 3/4; shrinking by three from four has a mean over more than two pixels. */
    @Test
    void resizingIsBilinear() {
        Picture line = picture(1, 1, 2, 0, 100);
        assertArrayEquals(new int[] {0, 25, 75, 100}, samples(Bilinear.resized(line, 1, 4)));
        Picture column = picture(1, 2, 1, 0, 100);
        assertArrayEquals(new int[] {0, 25, 75, 100}, samples(Bilinear.resized(column, 4, 1)));
        Picture four = picture(1, 1, 4, 0, 80, 160, 240);
        assertArrayEquals(new int[] {57, 183}, samples(Bilinear.resized(four, 1, 2)));
        Picture any = PictureFiles.random(3, 5, 4, 3);
        assertArrayEquals(samples(any), samples(Bilinear.resized(any, 5, 4)));
        int[] flat = samples(Bilinear.resized(picture(1, 2, 3, 9, 9, 9, 9, 9, 9), 5, 2));
        assertEquals(10, Arrays.stream(flat).filter(x -> x == 9).count());
    }

    @Test
    void theMiddleIsCutOut() {
        Picture four = picture(1, 3, 4, 0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23);
        assertArrayEquals(new int[] {1, 2, 11, 12}, samples(four.middle(2)));
        ImageProcessing processing = new ImageProcessing(true, 3, 3, List.of(0.5), List.of(0.5));
        assertArrayEquals(
                new int[] {0, 1, 2, 10, 11, 12, 20, 21, 22}, samples(new PictureProcessor(processing).square(four)));
    }

    @Test
    void numbersAreNormalised() {
        ImageProcessing processing = new ImageProcessing(false, 1, 1, List.of(0.5, 0.0, 0.25), List.of(0.5, 1.0, 0.25));
        float[] numbers = new float[4];
        new PictureProcessor(processing).write(picture(3, 1, 1, 255, 51, 0), Augmentation.Move.NONE, numbers, 1);
        assertArrayEquals(new float[] {0, 1, 0.2f, -1}, numbers, 1e-6f);
    }

    @Test
    void picturesAreMovedAndMirrored() {
        ImageProcessing processing = new ImageProcessing(false, 2, 2, List.of(0.0), List.of(1.0));
        PictureProcessor processor = new PictureProcessor(processing);
        Picture picture = picture(1, 2, 2, 51, 102, 153, 204);
        assertArrayEquals(new float[] {0, 0, 0.2f, 0.4f}, moved(processor, picture, 1, 0, false), 1e-6f);
        assertArrayEquals(new float[] {0.4f, 0, 0.8f, 0}, moved(processor, picture, 0, -1, false), 1e-6f);
        assertArrayEquals(new float[] {0.4f, 0.2f, 0.8f, 0.6f}, moved(processor, picture, 0, 0, true), 1e-6f);
        assertArrayEquals(new float[] {0, 0.4f, 0, 0.8f}, moved(processor, picture, 0, 1, true), 1e-6f);
    }

    private static float[] moved(PictureProcessor processor, Picture picture, int down, int right, boolean mirror) {
        float[] numbers = new float[4];
        processor.write(picture, new Augmentation.Move(down, right, mirror), numbers, 0);
        return numbers;
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        assertEquals(
                "picture: expected samples for 1×2×3, got 5",
                assertThrows(IllegalArgumentException.class, () -> picture(1, 2, 3, 1, 2, 3, 4, 5))
                        .getMessage());
        assertFalse(assertThrows(IllegalArgumentException.class, () -> picture(2, 1, 1, 1, 1))
                .getMessage()
                .isEmpty());
    }
}
