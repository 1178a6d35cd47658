package org.peftcheck.training.run;

import org.peftcheck.training.engine.Batch;

/** The batches of a run. A batch depends on its number alone, so that a run can go on from any step. */
@FunctionalInterface
public interface BatchSource {

    /**
     * A batch.
     *
     * @param step the number of the step that it is for, from 0
     * @return the same batch for the same number
     */
    Batch batch(long step);
}
