package org.peftcheck.training.run;

/**
 * The hyper-parameters of AdamW.
 *
 * @param encoderRate the learning rate of adapters and of weights of the encoder
 * @param headRate the learning rate of the head
 * @param beta1 the decay of the first moment, β₁
 * @param beta2 the decay of the second moment, β₂
 * @param epsilon what is added to the root of the second moment, ε
 * @param weightDecay the decoupled decay λ, for the tensors that decay
 * @param clipNorm the largest global norm of a gradient; 0 for no clipping
 */
public record AdamWSettings(
        double encoderRate,
        double headRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        double clipNorm) {

    private static final AdamWSettings DEFAULTS = new AdamWSettings(2e-3, 2e-3, 0.9, 0.999, 1e-8, 0.01, 1.0);

    /** Checks each number. */
    public AdamWSettings {
        RangeCheck.require("learning rate of the encoder", "a positive number", encoderRate, encoderRate > 0);
        RangeCheck.require("learning rate of the head", "a positive number", headRate, headRate > 0);
        RangeCheck.require("beta1", "a number of at least 0 and below 1", beta1, beta1 >= 0 && beta1 < 1);
        RangeCheck.require("beta2", "a number of at least 0 and below 1", beta2, beta2 >= 0 && beta2 < 1);
        RangeCheck.require("epsilon", "a positive number", epsilon, epsilon > 0);
        RangeCheck.require("weight decay", "a number of at least 0", weightDecay, weightDecay >= 0);
        RangeCheck.require("clip norm", "a number of at least 0", clipNorm, clipNorm >= 0);
    }

    /** Rates of 0.001, β of 0.9 and 0.999, ε of 1e-8, decay of 0.01, gradients clipped to norm 1. */
    public static AdamWSettings defaults() {
        return DEFAULTS;
    }

    /**
     * These settings with other learning rates.
     *
     * @param encoder that of the encoder
     * @param head that of the head
     * @return the settings
     */
    public AdamWSettings withRates(double encoder, double head) {
        return new AdamWSettings(encoder, head, beta1, beta2, epsilon, weightDecay, clipNorm);
    }
}
