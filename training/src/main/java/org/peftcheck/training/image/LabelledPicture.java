package org.peftcheck.training.image;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * A labelled image, held in memory or made whenever it is wanted.
 *
 * @param source gives the image, the same each time
 * @param label the number of its class, from 0
 */
public record LabelledPicture(Supplier<Picture> source, int label) {

    /** Refuses null. */
    public LabelledPicture {
        Objects.requireNonNull(source, "source");
    }

    /**
     * An image in memory.
     *
     * @param picture the image
     * @param label the number of its class
     * @return the labelled image
     */
    public static LabelledPicture of(Picture picture, int label) {
        Objects.requireNonNull(picture, "picture");
        return new LabelledPicture(() -> picture, label);
    }

    /** The image. */
    public Picture picture() {
        return source.get();
    }
}
