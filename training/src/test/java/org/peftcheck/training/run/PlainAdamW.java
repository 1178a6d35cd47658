package org.peftcheck.training.run;

/** AdamW entry by entry in double precision, and what it is with a usual mistake in it. */
final class PlainAdamW {

    /** A mistake. */
    enum Mistake {
        NONE,
        COUPLED_DECAY,
        NO_BIAS_CORRECTION,
        EPSILON_UNDER_THE_ROOT,
        DECAY_WITHOUT_RATE
    }

    final double[] value;
    private final double[] mean;
    private final double[] square;
    private final AdamWSettings settings;
    private final Mistake mistake;
    private int updates;

    PlainAdamW(int count, AdamWSettings settings, Mistake mistake) {
        this.value = new double[count];
        this.mean = new double[count];
        this.square = new double[count];
        this.settings = settings;
        this.mistake = mistake;
    }

    void update(double rate, double scale, double[] gradients) {
        updates++;
        double lambda = settings.weightDecay();
        for (int i = 0; i < value.length; i++) {
            double g = scale * gradients[i];
            if (mistake == Mistake.COUPLED_DECAY) {
                g += lambda * value[i];
            } else {
                value[i] -= (mistake == Mistake.DECAY_WITHOUT_RATE ? 0.05 : rate) * lambda * value[i];
            }
            mean[i] += (1 - settings.beta1()) * (g - mean[i]);
            square[i] += (1 - settings.beta2()) * (g * g - square[i]);
            boolean corrected = mistake != Mistake.NO_BIAS_CORRECTION;
            double m = corrected ? mean[i] / (1 - Math.pow(settings.beta1(), updates)) : mean[i];
            double v = corrected ? square[i] / (1 - Math.pow(settings.beta2(), updates)) : square[i];
            double below = mistake == Mistake.EPSILON_UNDER_THE_ROOT
                    ? Math.sqrt(v + settings.epsilon())
                    : Math.sqrt(v) + settings.epsilon();
            value[i] -= rate * m / below;
        }
    }
}
