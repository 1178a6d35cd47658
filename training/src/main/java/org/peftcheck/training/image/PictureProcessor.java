package org.peftcheck.training.image;

import org.peftcheck.training.model.ImageProcessing;

/**
 * Does to images what a model's processing says.
 *
 * @param processing what it says
 */
public record PictureProcessor(ImageProcessing processing) {

    private static final double WHITE = 255;

    /**
     * A picture with the channels of the model, resized and cut.
     *
     * @param picture any picture
     * @return a square one of the model's size
     */
    public Picture square(Picture picture) {
        Picture coloured = picture.withChannels(processing.channels());
        int height = processing.resized();
        int width = height;
        if (processing.keepsProportions()) {
            int shorter = Math.min(picture.height(), picture.width());
            height = (int) ((long) processing.resized() * picture.height() / shorter);
            width = (int) ((long) processing.resized() * picture.width() / shorter);
        }
        return Bilinear.resized(coloured, height, width).middle(processing.side());
    }

    /**
     * Writes a square picture's normalised numbers.
     *
     * @param picture a picture of the model's size
     * @param move what is done to it before
     * @param target where the numbers go, by channel, row and column
     * @param start the place of the first one
     */
    void write(Picture picture, Augmentation.Move move, float[] target, int start) {
        int side = processing.side();
        for (int channel = 0; channel < processing.channels(); channel++) {
            double scale = 1 / (WHITE * processing.deviation().get(channel));
            double shift =
                    processing.mean().get(channel) / processing.deviation().get(channel);
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    int row = y - move.down();
                    int column = move.mirror() ? side - 1 - (x - move.right()) : x - move.right();
                    boolean inside = row >= 0 && row < side && column >= 0 && column < side;
                    int k = start + (channel * side + y) * side + x;
                    target[k] = inside ? (float) (picture.at(channel, row, column) * scale - shift) : 0;
                }
            }
        }
    }
}
