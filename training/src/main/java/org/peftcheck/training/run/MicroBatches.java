package org.peftcheck.training.run;

import java.util.ArrayList;
import java.util.List;
import org.peftcheck.training.engine.Batch;

/** The cutting of a batch into parts of fewer rows, in their order and with their padding. */
final class MicroBatches {

    private MicroBatches() {}

    /**
     * The parts of a batch.
     *
     * @param batch the batch
     * @param most the most rows of a part
     * @return parts of that many rows, the last of the rest; the batch itself where it is small enough
     */
    static List<Batch> of(Batch batch, int most) {
        if (batch.rows() <= most) {
            return List.of(batch);
        }
        List<Batch> parts = new ArrayList<>();
        for (int from = 0; from < batch.rows(); from += most) {
            parts.add(batch.part(from, Math.min(batch.rows(), from + most)));
        }
        return parts;
    }
}
