package org.peftcheck.training.image;

/**
 * Bilinear resizing as Pillow does it: each new pixel is a mean of old ones with weights that fall off linearly from its middle, over
 * one old pixel when enlarging and one new pixel when shrinking; first along rows, then along columns, rounded after each.
 */
final class Bilinear {

    private Bilinear() {}

    /** The picture with another size. */
    static Picture resized(Picture picture, int height, int width) {
        Picture wide = picture.width() == width ? picture : alongRows(picture, width);
        return wide.height() == height ? wide : turned(alongRows(turned(wide), height));
    }

    private static Picture turned(Picture picture) {
        byte[] samples = new byte[picture.samples().length];
        int k = 0;
        for (int channel = 0; channel < picture.channels(); channel++) {
            for (int column = 0; column < picture.width(); column++) {
                for (int row = 0; row < picture.height(); row++) {
                    samples[k++] = (byte) picture.at(channel, row, column);
                }
            }
        }
        return new Picture(picture.channels(), picture.width(), picture.height(), samples);
    }

    private static Picture alongRows(Picture picture, int width) {
        double ratio = (double) picture.width() / width;
        double reach = Math.max(1, ratio);
        int lines = picture.channels() * picture.height();
        byte[] samples = new byte[lines * width];
        for (int x = 0; x < width; x++) {
            double middle = (x + 0.5) * ratio;
            int from = Math.max(0, (int) (middle - reach + 0.5));
            int to = Math.min(picture.width(), (int) (middle + reach + 0.5));
            double[] weights = new double[to - from];
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                weights[k] = Math.max(0, 1 - Math.abs((from + k - middle + 0.5) / reach));
                sum += weights[k];
            }
            for (int line = 0; line < lines; line++) {
                double mean = 0;
                for (int k = 0; k < weights.length; k++) {
                    mean += weights[k] / sum * (picture.samples()[line * picture.width() + from + k] & 0xff);
                }
                samples[line * width + x] = (byte) Math.min(255, (int) (mean + 0.5));
            }
        }
        return new Picture(picture.channels(), picture.height(), width, samples);
    }
}
