package org.peftcheck.training.engine;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A batch for a training step with dropout. What the trained part of an adapted weight reads is multiplied entrywise by a mask, one for
 * each adapted weight: 0 with probability p, else 1/(1 − p) (Srivastava et al., JMLR 2014, as PEFT has it in adapters); what the frozen
 * part reads is not. The masks depend on seed, step, part and weight alone, so that a run can go on from any step. Outputs without a
 * training step know no dropout.
 *
 * @param batch the inputs
 * @param rate the probability p, from 0 to below 1
 * @param seed the seed of the run
 * @param step the step
 * @param from the first of the inputs within the batch of the step
 */
public record DroppedBatch(Batch batch, double rate, long seed, long step, int from) implements Batch {

    /** Checks the rate. */
    public DroppedBatch {
        requireRate(rate);
    }

    /**
     * Checks a rate.
     *
     * @param rate the probability
     * @throws IllegalArgumentException when it is no number from 0 to below 1
     */
    public static void requireRate(double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("dropout: expected a number of at least 0 and below 1, got " + rate);
        }
    }

    /**
     * What is said of a method whose weights are no such sum.
     *
     * @param method its id
     * @return the refusal
     */
    public static IllegalArgumentException notFor(String method) {
        return new IllegalArgumentException(
                "dropout: expected a method whose weight is a sum of what is frozen and what is trained, got "
                        + method);
    }

    @Override
    public int rows() {
        return batch.rows();
    }

    @Override
    public int length() {
        return batch.length();
    }

    @Override
    public long terms() {
        return batch.terms();
    }

    @Override
    public DroppedBatch part(int first, int end) {
        return new DroppedBatch(batch.part(first, end), rate, seed, step, from + first);
    }

    /**
     * The mask of an adapted weight.
     *
     * @param weight the name of the weight
     * @param count how many numbers
     * @return 0 or 1/(1 − p) each
     */
    public float[] mask(String weight, int count) {
        byte[] purpose = (seed + ":" + step + ":" + from + ":" + weight).getBytes(StandardCharsets.UTF_8);
        SplittableRandom random =
                new SplittableRandom(UUID.nameUUIDFromBytes(purpose).getMostSignificantBits());
        float kept = (float) (1 / (1 - rate));
        float[] mask = new float[count];
        for (int k = 0; k < count; k++) {
            mask[k] = random.nextDouble() < rate ? 0 : kept;
        }
        return mask;
    }
}
