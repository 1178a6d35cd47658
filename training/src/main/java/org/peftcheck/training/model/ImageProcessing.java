package org.peftcheck.training.model;

import java.util.Collections;
import java.util.List;

/**
 * What is done to an image before a network sees it: it is resized, cut to a square around its middle, and each number x in [0, 255] of
 * a channel becomes (x / 255 − mean) / deviation.
 *
 * @param keepsProportions whether the shorter side becomes {@code resized} pixels long; otherwise both sides do
 * @param resized the length after resizing, in pixels
 * @param side the pixels along each side of what is cut out, at most {@code resized}
 * @param mean for each channel the mean
 * @param deviation for each channel the deviation, above 0
 */
public record ImageProcessing(
        boolean keepsProportions, int resized, int side, List<Double> mean, List<Double> deviation) {

    private static final double HALF = 0.5;

    /** Checks the sizes and copies the lists. */
    public ImageProcessing {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (side < 1 || resized < side) {
            throw new IllegalArgumentException(
                    "image processing: expected 1 <= side <= resized, got side " + side + ", resized " + resized);
        }
        if (mean.isEmpty() || mean.size() != deviation.size()) {
            throw new IllegalArgumentException(
                    "image processing: expected a mean and a deviation for each channel, got " + mean.size() + " and "
                            + deviation.size());
        }
        if (deviation.stream().anyMatch(value -> !(value > 0))) {
            throw new IllegalArgumentException("image processing: expected deviations above 0, got " + deviation);
        }
    }

    /**
     * What ViT's processor does where nothing else is said: both sides are resized, and numbers come to lie in [−1, 1].
     *
     * @param config the sizes of the network
     * @return the processing
     */
    public static ImageProcessing usual(VisionConfig config) {
        List<Double> halves = Collections.nCopies(config.channels(), HALF);
        return new ImageProcessing(false, config.imageSize(), config.imageSize(), halves, halves);
    }

    /** The number of channels. */
    public int channels() {
        return mean.size();
    }
}
