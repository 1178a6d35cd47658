package org.peftcheck.training.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peftcheck.training.engine.EncodedBatch;

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
    static List<EncodedBatch> of(EncodedBatch batch, int most) {
        if (batch.rows() <= most) {
            return List.of(batch);
        }
        List<EncodedBatch> parts = new ArrayList<>();
        for (int from = 0; from < batch.rows(); from += most) {
            parts.add(rows(batch, from, Math.min(batch.rows(), from + most)));
        }
        return parts;
    }

    private static EncodedBatch rows(EncodedBatch batch, int from, int to) {
        int first = from * batch.length();
        int last = to * batch.length();
        return new EncodedBatch(
                to - from,
                batch.length(),
                Arrays.copyOfRange(batch.ids(), first, last),
                Arrays.copyOfRange(batch.tokenTypes(), first, last),
                Arrays.copyOfRange(batch.positions(), first, last),
                Arrays.copyOfRange(batch.mask(), first, last),
                Arrays.copyOfRange(batch.labels(), from, to));
    }
}
