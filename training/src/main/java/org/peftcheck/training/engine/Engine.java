package org.peftcheck.training.engine;

/** Something that can train a network: a library and a device. */
public interface Engine {

    /** Name, version and device, such as {@code SameDiff 1.0.0-M2.1, CPU, 2 threads}; it goes into the record of a run. */
    String description();

    /**
     * Makes a network ready for training.
     *
     * @param network the network with its adapters and head
     * @return a session whose trained tensors have the network's values
     */
    Session open(FineTuning network);
}
