package org.peftcheck.training.tie;

/**
 * How much is looked at.
 *
 * @param doubleRows inputs of the double reading, at least 1; its time grows with them
 * @param sampleBatches batches of dev on which gaps and merges are measured, at least 1
 * @param onTest whether networks are measured on test as well
 */
public record TieSettings(int doubleRows, int sampleBatches, boolean onTest) {

    /** Checks the numbers. */
    public TieSettings {
        if (doubleRows < 1 || sampleBatches < 1) {
            throw new IllegalArgumentException("tie: expected at least 1 input and 1 batch to look at, got "
                    + doubleRows + " and " + sampleBatches);
        }
    }
}
