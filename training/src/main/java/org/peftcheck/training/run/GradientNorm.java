package org.peftcheck.training.run;

import java.nio.FloatBuffer;
import java.util.List;
import org.peftcheck.training.engine.TrainedTensor;

/** The Euclidean norm of all gradients together, and the factor by which they are clipped. */
public final class GradientNorm {

    private static final int BLOCK = 4096;
    private static final int LANES = 8;

    private GradientNorm() {}

    /**
     * The norm, summed in double precision in a fixed order.
     *
     * @param tensors the tensors
     * @return √(Σ g²)
     */
    public static double of(List<TrainedTensor> tensors) {
        float[] block = new float[BLOCK];
        double[] lanes = new double[LANES];
        for (TrainedTensor tensor : tensors) {
            FloatBuffer gradients = tensor.gradient();
            int count = tensor.count();
            for (int start = 0; start < count; start += BLOCK) {
                int length = Math.min(BLOCK, count - start);
                gradients.get(start, block, 0, length);
                addSquares(block, length, lanes);
            }
        }
        double sum = 0;
        for (double lane : lanes) {
            sum += lane;
        }
        return Math.sqrt(sum);
    }

    private static void addSquares(float[] block, int length, double[] lanes) {
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                double g = block[i + lane];
                lanes[lane] += g * g;
            }
        }
        for (int i = whole; i < length; i++) {
            double g = block[i];
            lanes[0] += g * g;
        }
    }

    /**
     * What gradients are multiplied by, so that their norm is at most the limit.
     *
     * @param norm their norm
     * @param limit the limit; 0 for none
     * @return limit / norm if the norm is above the limit, otherwise 1
     */
    public static double clip(double norm, double limit) {
        return limit > 0 && norm > limit ? limit / norm : 1;
    }
}
