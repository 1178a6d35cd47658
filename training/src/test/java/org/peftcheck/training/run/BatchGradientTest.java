package org.peftcheck.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.TrainedTensor;

class BatchGradientTest {

    private static final EncodedBatch BATCH = LinearSession.batch(8, 5, 3);

    /** The session's numbers are multiples of small powers of two, so that sums are exact in any order when parts are. */
    private static float[] gradients(int microBatchSize) {
        LinearSession session = new LinearSession(5);
        new BatchGradient(session, microBatchSize).step(BATCH);
        return gradients(session);
    }

    private static float[] gradients(LinearSession session) {
        float[] all = new float[11];
        int at = 0;
        for (TrainedTensor tensor : session.trained()) {
            tensor.gradient().get(0, all, at, tensor.count());
            at += tensor.count();
        }
        return all;
    }

    @Test
    void accumulatedGradientsAreThoseOfTheBatch() {
        float[] whole = gradients(8);
        assertArrayEquals(whole, gradients(4));
        assertArrayEquals(whole, gradients(2));
        assertArrayEquals(whole, gradients(1));
    }

    /** Parts of 3, 3 and 2 rows: thirds are rounded, so there is a bound; a sum that does not weigh by rows is far from it. */
    @Test
    void unequalPartsAreWeightedByTheirRows() {
        assertArrayEquals(gradients(8), gradients(3), 1e-5f);
        LinearSession session = new LinearSession(5);
        float[] unweighted = new float[11];
        for (Batch part : MicroBatches.of(BATCH, 3)) {
            session.step(part);
            float[] some = gradients(session);
            for (int i = 0; i < 11; i++) {
                unweighted[i] += some[i] / 3;
            }
        }
        assertNotEquals(gradients(8)[0], unweighted[0], 1e-2f);
    }

    @Test
    void theLossIsThatOfTheBatch() {
        double whole = new LinearSession(5).step(BATCH);
        assertEquals(whole, new BatchGradient(new LinearSession(5), 3).step(BATCH), 1e-12 * whole);
    }

    @Test
    void partsHaveTheRowsInTheirOrder() {
        List<EncodedBatch> parts =
                MicroBatches.of(BATCH, 3).stream().map(EncodedBatch.class::cast).toList();
        assertEquals(List.of(3, 3, 2), parts.stream().map(EncodedBatch::rows).toList());
        assertEquals(BATCH.ids()[6 * 5 + 1], parts.get(2).ids()[1]);
        assertEquals(BATCH.labels()[4], parts.get(1).labels()[1]);
    }
}
