package org.peftcheck.training.image;

import java.util.Objects;

/**
 * A labelled image.
 *
 * @param picture the image
 * @param label the number of its class, from 0
 */
public record LabelledPicture(Picture picture, int label) {

    /** Refuses null. */
    public LabelledPicture {
        Objects.requireNonNull(picture, "picture");
    }
}
