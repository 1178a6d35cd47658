package org.peftcheck.training.image;

import java.util.random.RandomGenerator;

/**
 * What is done to an image at random in training: it is moved by up to some pixels, which is a cut at a random place out of the image
 * with that much padding of the mean around it, and mirrored half of the time.
 *
 * @param padding the most pixels that it is moved by, in each direction
 * @param mirrored whether left and right may be exchanged
 */
public record Augmentation(int padding, boolean mirrored) {

    /** Nothing. */
    public static final Augmentation NONE = new Augmentation(0, false);

    /** Checks that the padding is not negative. */
    public Augmentation {
        if (padding < 0) {
            throw new IllegalArgumentException("augmentation: expected a padding of at least 0, got " + padding);
        }
    }

    /**
     * What is done to one image.
     *
     * @param down pixels that it is moved down by
     * @param right pixels that it is moved to the right by
     * @param mirror whether it is mirrored, before it is moved
     */
    record Move(int down, int right, boolean mirror) {

        static final Move NONE = new Move(0, 0, false);
    }

    /** Draws what is done to one image. */
    Move draw(RandomGenerator random) {
        int down = random.nextInt(2 * padding + 1) - padding;
        int right = random.nextInt(2 * padding + 1) - padding;
        return new Move(down, right, mirrored && random.nextBoolean());
    }
}
