package org.peftcheck.training.run;

import java.util.List;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TrainedTensor;

/**
 * Loss and gradient of a batch that may be too large to go through the network at once: the parts' means, weighted by their terms. The
 * sum is kept in single precision, in memory that is taken only once a batch has several parts.
 */
final class BatchGradient {

    private static final int BLOCK = 4096;

    private final Session session;
    private final int microBatchSize;
    private final float[] block = new float[BLOCK];
    private float[][] sums;

    /**
     * Gradients of a session.
     *
     * @param session the session
     * @param microBatchSize the most rows that go through the network at once
     */
    BatchGradient(Session session, int microBatchSize) {
        this.session = session;
        this.microBatchSize = microBatchSize;
    }

    /**
     * The loss of a batch; its gradients are left in the buffers of the session.
     *
     * @param batch the batch
     * @return its loss, a mean
     */
    double step(Batch batch) {
        List<Batch> parts = MicroBatches.of(batch, microBatchSize);
        if (parts.size() == 1) {
            return session.step(batch);
        }
        List<TrainedTensor> tensors = session.trained();
        if (sums == null) {
            sums = tensors.stream().map(tensor -> new float[tensor.count()]).toArray(float[][]::new);
        }
        double loss = 0;
        for (int part = 0; part < parts.size(); part++) {
            double share = (double) parts.get(part).terms() / batch.terms();
            loss += share * session.step(parts.get(part));
            for (int k = 0; k < sums.length; k++) {
                add(tensors.get(k), (float) share, sums[k], part == 0);
            }
        }
        for (int k = 0; k < sums.length; k++) {
            tensors.get(k).gradient().put(0, sums[k]);
        }
        return loss;
    }

    private void add(TrainedTensor tensor, float share, float[] sum, boolean first) {
        for (int start = 0; start < sum.length; start += BLOCK) {
            int length = Math.min(BLOCK, sum.length - start);
            tensor.gradient().get(start, block, 0, length);
            for (int i = 0; i < length; i++) {
                sum[start + i] = (first ? 0 : sum[start + i]) + share * block[i];
            }
        }
    }
}
