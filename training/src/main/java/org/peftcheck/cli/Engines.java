package org.peftcheck.cli;

import org.peftcheck.training.device.Backend;
import org.peftcheck.training.device.BackendGate;
import org.peftcheck.training.engine.Engine;
import org.peftcheck.training.samediff.SameDiffEngine;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** The training engine. It is loaded by the commands that train or predict, and by nothing else. */
final class Engines {

    private Engines() {}

    /**
     * The engine, behind the gate that keeps it from devices that it would fail on.
     *
     * @param threads how many threads compute
     * @throws BadInputException when the number or the device cannot be used
     */
    static Engine open(int threads) {
        return BadInputException.of(() -> {
            boolean onProcessor = BackendGate.open().backend() == Backend.CPU;
            return new SameDiffEngine(onProcessor ? Execution.PLAN : Execution.GRAPH, threads);
        });
    }
}
