package org.peftcheck.training.engine;

import java.util.Arrays;
import java.util.Objects;

/**
 * A batch of square images as a network reads them. The arrays are not copied.
 *
 * @param rows the number of images n
 * @param channels the colours c of a pixel
 * @param side the pixels s along a side
 * @param pixels n · c · s · s normalised numbers, by image, channel, row and column
 * @param labels for each image the class, or the target of a regression
 */
public record ImageBatch(int rows, int channels, int side, float[] pixels, float[] labels) implements Batch {

    /** Checks the lengths. */
    public ImageBatch {
        int expected = rows * channels * side * side;
        if (Objects.requireNonNull(pixels, "pixels").length != expected) {
            throw new IllegalArgumentException("batch: expected " + expected + " numbers for " + rows + " images of "
                    + channels + "×" + side + "×" + side + ", got " + pixels.length);
        }
        if (Objects.requireNonNull(labels, "labels").length != rows) {
            throw new IllegalArgumentException("batch: expected " + rows + " labels, got " + labels.length);
        }
    }

    /** The pixels along a side. */
    @Override
    public int length() {
        return side;
    }

    @Override
    public ImageBatch part(int from, int to) {
        int image = channels * side * side;
        return new ImageBatch(
                to - from,
                channels,
                side,
                Arrays.copyOfRange(pixels, from * image, to * image),
                Arrays.copyOfRange(labels, from, to));
    }

    @Override
    public long terms() {
        return rows;
    }
}
