package org.peftcheck.training.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peftcheck.training.data.Labels;
import org.peftcheck.training.data.Metric;
import org.peftcheck.training.data.Task;
import org.peftcheck.training.engine.ImageBatch;
import org.peftcheck.training.model.ImageProcessing;

/** Batches of images are functions of seed, epoch and index, and have every image once in an epoch. */
class ImageBatchesTest {

    private static final int COUNT = 11;
    private static final PictureProcessor PROCESSOR =
            new PictureProcessor(new ImageProcessing(false, 8, 8, List.of(0.5), List.of(0.5)));

    private static ImageBatches batches(Augmentation augmentation, long seed) {
        List<LabelledPicture> images = new ArrayList<>();
        for (int k = 0; k < COUNT; k++) {
            images.add(LabelledPicture.of(PictureFiles.random(1, 8, 8, k), k));
        }
        return new ImageBatches(images, PROCESSOR, augmentation, 4, seed);
    }

    @Test
    void anEpochHasEveryImageOnceAndIsFilledUp() {
        ImageBatches batches = batches(Augmentation.NONE, 3);
        assertEquals(3, batches.perEpoch());
        for (int epoch = 0; epoch < 3; epoch++) {
            Set<Float> seen = new HashSet<>();
            for (int index = 0; index < 3; index++) {
                ImageBatch batch = batches.batch(3L * epoch + index);
                assertEquals(4, batch.rows());
                for (float label : batch.labels()) {
                    seen.add(label);
                }
            }
            assertEquals(COUNT, seen.size());
        }
    }

    @Test
    void aBatchIsAFunctionOfSeedAndStep() {
        Augmentation moved = new Augmentation(2, true);
        ImageBatches one = batches(moved, 5);
        ImageBatches other = batches(moved, 5);
        ImageBatch later = other.batch(8);
        for (int step = 0; step < 8; step++) {
            one.batch(step);
        }
        assertArrayEquals(later.pixels(), one.batch(8).pixels());
        assertArrayEquals(later.labels(), one.batch(8).labels());
        assertFalse(Arrays.equals(later.pixels(), batches(moved, 6).batch(8).pixels()));
    }

    /** The same image in two epochs differs by its move; without moves it does not. */
    @Test
    void movesDifferFromEpochToEpoch() {
        assertEquals(1, views(Augmentation.NONE).size());
        assertTrue(views(new Augmentation(2, true)).size() > 10);
        assertEquals(2, views(new Augmentation(0, true)).size());
    }

    private static Set<List<Float>> views(Augmentation augmentation) {
        ImageBatches batches = batches(augmentation, 1);
        Set<List<Float>> views = new HashSet<>();
        for (int step = 0; step < 60; step++) {
            ImageBatch batch = batches.batch(step);
            for (int row = 0; row < batch.rows(); row++) {
                if (batch.labels()[row] == 7) {
                    List<Float> pixels = new ArrayList<>();
                    for (float pixel : batch.part(row, row + 1).pixels()) {
                        pixels.add(pixel);
                    }
                    views.add(pixels);
                }
            }
        }
        return views;
    }

    @Test
    void measuringTakesImagesAsTheyAre() {
        ImageBatch batch = batches(new Augmentation(2, true), 1).plain(9, 11);
        assertArrayEquals(new float[] {9, 10}, batch.labels());
        Picture picture = PictureFiles.random(1, 8, 8, 10);
        assertEquals(picture.at(0, 3, 5) / 127.5 - 1, batch.pixels()[64 + 3 * 8 + 5], 1e-6);
    }

    /** Whether squared pictures are held or made each time does not matter; without squaring they are others. */
    @Test
    void picturesWithoutRoomAreMadeWheneverTheyAreWanted() {
        List<LabelledPicture> images = List.of(
                LabelledPicture.of(PictureFiles.random(3, 9, 13, 1), 0),
                LabelledPicture.of(PictureFiles.random(1, 12, 8, 2), 1));
        Task task = new Task("t", false, new Labels.Classes(List.of("a", "b")), List.of(Metric.ACCURACY));
        ImageDataset data = new ImageDataset(task, Augmentation.NONE, images, images, images);
        ImageDataset held = data.squared(PROCESSOR, 6 * 64);
        ImageDataset made = data.squared(PROCESSOR, 6 * 64 - 1);
        for (int k = 0; k < 2; k++) {
            Picture one = held.train().get(k).picture();
            assertEquals(one, held.train().get(k).picture());
            assertNotEquals(made.train().get(k).picture(), made.train().get(k).picture());
            assertArrayEquals(one.samples(), made.train().get(k).picture().samples());
            assertEquals(8, one.width());
        }
    }

    @Test
    void partsOfABatchAreItsRows() {
        ImageBatch batch = batches(Augmentation.NONE, 1).plain(0, 5);
        ImageBatch part = batch.part(2, 4);
        assertEquals(List.of(2, 1, 8), List.of(part.rows(), part.channels(), part.length()));
        assertArrayEquals(new float[] {2, 3}, part.labels());
        assertArrayEquals(Arrays.copyOfRange(batch.pixels(), 128, 256), part.pixels());
    }

    @Test
    void nothingToTrainOnIsRefused() {
        assertEquals(
                "batches: expected at least one image and a batch size of at least 1, got 0 and 4",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new ImageBatches(List.of(), PROCESSOR, Augmentation.NONE, 4, 1))
                        .getMessage());
    }
}
