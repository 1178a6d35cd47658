package org.peftcheck.training.run;

import java.util.List;

/**
 * What is known of a run when its training begins.
 *
 * @param engine the engine's description of itself
 * @param command the command line
 * @param baseParameters how many parameters the pre-trained encoder has
 * @param data what the run is trained and evaluated on
 * @param loadSeconds how long it took to read the model and the data
 * @param compileSeconds how long it took to make the network ready
 */
public record RunDescription(
        String engine,
        List<String> command,
        long baseParameters,
        RunRecord.DataSummary data,
        double loadSeconds,
        double compileSeconds) {

    /** Copies the list. */
    public RunDescription {
        command = List.copyOf(command);
    }
}
