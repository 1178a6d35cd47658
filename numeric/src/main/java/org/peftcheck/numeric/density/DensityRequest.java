package org.peftcheck.numeric.density;

import java.util.List;

/**
 * What is to be looked at.
 *
 * @param weights the checkpoint, a name or a file
 * @param layers a glob over the names of its layers
 * @param formats the formats to which its weights are rounded, at least one
 * @param rank the rank r of the updates, at least 1
 */
public record DensityRequest(String weights, String layers, List<FloatFormat> formats, int rank) {

    /** Checks the rank. */
    public DensityRequest {
        formats = List.copyOf(formats);
        if (rank < 1) {
            throw new IllegalArgumentException("rank: expected at least 1, got " + rank);
        }
    }
}
