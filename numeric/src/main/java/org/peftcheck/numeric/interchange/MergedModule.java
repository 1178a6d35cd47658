package org.peftcheck.numeric.interchange;

import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.merge.MergedWeight;

/**
 * A base weight with the updates of one or more adapters merged into it.
 *
 * @param path the path of the module
 * @param layer the name of the base weight
 * @param merged the merged weight, and what rounding to the format did to it
 * @param distance an enclosure of ‖merged weight − exact value‖ in the Frobenius norm, where the exact value is that of the formula over
 *     the real numbers: the rounding of the update's own computation is counted
 */
public record MergedModule(String path, String layer, MergedWeight merged, Interval distance) {

    /** A proved upper bound on the distance of the merged weight from the exact value. */
    public double bound() {
        return distance.hi();
    }
}
