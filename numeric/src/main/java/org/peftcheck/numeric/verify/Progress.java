package org.peftcheck.numeric.verify;

/** Hears how far a verification has come. */
@FunctionalInterface
public interface Progress {

    /**
     * A step was finished.
     *
     * @param done how many are done
     * @param total how many there are
     * @param what the step, in a few words
     */
    void at(int done, int total, String what);
}
