package org.peftcheck.training.samediff;

import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;
import org.peftcheck.training.device.LoadedBackend;
import org.peftcheck.training.engine.Engine;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.plan.Workers;

/**
 * The engine on ND4J's SameDiff. SameDiff makes the gradient graph; on the processor a static plan of it is what runs, elsewhere SameDiff's
 * own interpreter.
 *
 * <p>For the plan, OpenBLAS is told to use one thread for each product: the plan shares the work itself.
 */
public final class SameDiffEngine implements Engine {

    /** What runs the gradient graph. */
    public enum Execution {
        /** A static plan on the processor. */
        PLAN,
        /** SameDiff's own interpreter, on the device of ND4J's backend. */
        GRAPH
    }

    private final Execution execution;
    private final int threads;

    /**
     * An engine.
     *
     * @param execution what runs the gradient graph
     * @param threads how many threads compute; the interpreter follows ND4J's own settings
     */
    public SameDiffEngine(Execution execution, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: expected at least 1, got " + threads);
        }
        this.execution = execution;
        this.threads = threads;
    }

    @Override
    public String description() {
        LoadedBackend backend = LoadedBackend.load();
        return "SameDiff " + backend.version() + ", " + backend.backend() + ", "
                + (execution == Execution.GRAPH
                        ? "interpreter"
                        : "static plan, " + threads + (threads == 1 ? " thread" : " threads"));
    }

    @Override
    public Session open(FineTuning network) {
        Nd4j.getBackend();
        if (execution == Execution.GRAPH) {
            return new GraphSession(network);
        }
        openblas.blas_set_num_threads(1);
        return new SameDiffSession(network, new Workers(threads));
    }
}
