package org.peftcheck.training.image;

import java.util.Objects;

/**
 * An image of whole numbers from 0 to 255. The array is not copied, and whoever holds one treats it as immutable.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 * @param height rows of pixels
 * @param width pixels of a row
 * @param samples channels · height · width numbers as unsigned bytes, by channel, row and column
 */
public record Picture(int channels, int height, int width, byte[] samples) {

    private static final int[] LUMA = {19595, 38470, 7471};

    /** Checks the number of samples. */
    public Picture {
        Objects.requireNonNull(samples, "samples");
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("picture: expected 1 or 3 channels, got " + channels);
        }
        if (samples.length != Math.multiplyExact(channels, Math.multiplyExact(height, width)) || height < 1) {
            throw new IllegalArgumentException("picture: expected samples for " + channels + "×" + height + "×" + width
                    + ", got " + samples.length);
        }
    }

    /**
     * A number of it.
     *
     * @param channel from 0
     * @param row from 0
     * @param column from 0
     * @return from 0 to 255
     */
    public int at(int channel, int row, int column) {
        return samples[(channel * height + row) * width + column] & 0xff;
    }

    /**
     * The picture with another number of channels: grey is repeated, and colours become the luminance of ITU-R 601, in the whole numbers
     * of Pillow.
     *
     * @param wanted 1 or 3
     * @return the picture itself where it has as many
     */
    public Picture withChannels(int wanted) {
        if (wanted == channels) {
            return this;
        }
        int count = height * width;
        byte[] changed = new byte[wanted * count];
        for (int k = 0; k < count; k++) {
            if (wanted == 3) {
                changed[k] = samples[k];
                changed[count + k] = samples[k];
                changed[2 * count + k] = samples[k];
            } else {
                int sum = 1 << 15;
                for (int channel = 0; channel < 3; channel++) {
                    sum += LUMA[channel] * (samples[channel * count + k] & 0xff);
                }
                changed[k] = (byte) (sum >> 16);
            }
        }
        return new Picture(wanted, height, width, changed);
    }

    /**
     * A part around the middle; where a half pixel would be cut off on both sides, the upper left one stays.
     *
     * @param side rows and columns of the part, at most those of the picture
     * @return the part
     */
    public Picture middle(int side) {
        int top = (height - side) / 2;
        int left = (width - side) / 2;
        byte[] part = new byte[channels * side * side];
        for (int line = 0; line < channels * side; line++) {
            int row = line / side * height + top + line % side;
            System.arraycopy(samples, row * width + left, part, line * side, side);
        }
        return new Picture(channels, side, side, part);
    }
}
