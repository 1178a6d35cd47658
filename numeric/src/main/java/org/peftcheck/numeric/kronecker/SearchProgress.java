package org.peftcheck.numeric.kronecker;

/** Hears how far a search has come. */
@FunctionalInterface
public interface SearchProgress {

    /**
     * A stage of the reduction is over.
     *
     * @param stage its number, from 1
     * @param bits the bits of the integers in use
     * @param predictedPhaseError the error of the phases that is to be expected of a target now
     */
    void stage(int stage, int bits, double predictedPhaseError);
}
