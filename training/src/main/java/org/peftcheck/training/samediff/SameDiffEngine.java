package org.peftcheck.training.samediff;

import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;
import org.peftcheck.training.engine.Engine;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.plan.Workers;

/**
 * The engine on ND4J's SameDiff. SameDiff makes the gradient graph; a static plan of it is what runs.
 *
 * <p>OpenBLAS is told to use one thread for each product: the plan shares the work itself.
 */
public final class SameDiffEngine implements Engine {

    private final int threads;

    /**
     * An engine on the processor.
     *
     * @param threads how many threads compute
     */
    public SameDiffEngine(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: expected at least 1, got " + threads);
        }
        this.threads = threads;
    }

    @Override
    public String description() {
        String version = Nd4j.class.getPackage().getImplementationVersion();
        return "SameDiff " + (version == null ? "" : version + ", ")
                + Nd4j.getBackend().getClass().getSimpleName() + ", static plan, " + threads
                + (threads == 1 ? " thread" : " threads");
    }

    @Override
    public Session open(FineTuning network) {
        Nd4j.getBackend();
        openblas.blas_set_num_threads(1);
        return new SameDiffSession(network, new Workers(threads));
    }
}
