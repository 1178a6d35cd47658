package org.peftcheck.training.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peftcheck.training.engine.TrainedTensor;

/**
 * All that the rest of a run depends on, and what it has seen: the trained values, which are in the buffers of the session, the
 * optimiser, the curves, and the values of the best evaluation.
 */
final class TrainingState {

    private final List<TrainedTensor> tensors;
    private final AdamW adamW;
    private final StepRule rule;
    private final List<EvaluationPoint> evaluations = new ArrayList<>();
    private final double[] losses;
    private final double[] stepMillis;
    private int step;
    private double trainSeconds;
    private double evaluateSeconds;
    private int bestEvaluation = -1;
    private float[][] bestValues;

    /**
     * The state of a run whose method does nothing beside the optimiser.
     *
     * @param tensors the trained tensors of the session
     * @param settings the settings of the run
     */
    TrainingState(List<TrainedTensor> tensors, TrainingSettings settings) {
        this(tensors, settings, StepRule.NONE);
    }

    /**
     * The state before the first step, or one to be filled from a checkpoint.
     *
     * @param tensors the trained tensors of the session
     * @param settings the settings of the run
     * @param rule what the method does beside the optimiser
     */
    TrainingState(List<TrainedTensor> tensors, TrainingSettings settings, StepRule rule) {
        this.rule = rule;
        this.tensors = List.copyOf(tensors);
        this.adamW = new AdamW(tensors, settings.adamW());
        this.losses = new double[settings.steps()];
        this.stepMillis = new double[settings.steps()];
    }

    List<TrainedTensor> tensors() {
        return tensors;
    }

    AdamW adamW() {
        return adamW;
    }

    /** What the method does beside the optimiser. */
    StepRule rule() {
        return rule;
    }

    /** How many steps are done. */
    int step() {
        return step;
    }

    double trainSeconds() {
        return trainSeconds;
    }

    double evaluateSeconds() {
        return evaluateSeconds;
    }

    /** The place of the best evaluation among all, or −1 where none has a number for its first metric. */
    int bestEvaluation() {
        return bestEvaluation;
    }

    /** The values of the best evaluation, or null where there is none: the arrays themselves. */
    float[][] bestValues() {
        return bestValues;
    }

    TrainingCurves curves() {
        return new TrainingCurves(Arrays.copyOf(losses, step), Arrays.copyOf(stepMillis, step), evaluations);
    }

    /** The median milliseconds of the last steps. */
    double recentStepMillis(int most) {
        return TrainingCurves.median(Arrays.copyOfRange(stepMillis, Math.max(0, step - most), step));
    }

    /** Notes a step that is done. */
    void stepped(double loss, double millis) {
        losses[step] = loss;
        stepMillis[step] = millis;
        trainSeconds += millis / 1000;
        step++;
    }

    /**
     * Notes an evaluation, and keeps the values when it is the best so far: when its first metric is greater than all before. An
     * evaluation before the network has the size that is wanted is never the best.
     *
     * @return whether it is the best
     */
    boolean evaluated(EvaluationPoint point, double seconds) {
        evaluateSeconds += seconds;
        boolean better = bestEvaluation < 0
                ? !Double.isNaN(point.first())
                : point.first() > evaluations.get(bestEvaluation).first();
        better &= point.step() >= rule.settledAt();
        if (better) {
            bestEvaluation = evaluations.size();
            keepValues();
        }
        evaluations.add(point);
        return better;
    }

    /** Whether there is an evaluation of the present step. */
    boolean isEvaluated() {
        return !evaluations.isEmpty() && evaluations.get(evaluations.size() - 1).step() == step;
    }

    /** How many evaluations that could be the best there were after the best. */
    int evaluationsSinceBest() {
        return (int) evaluations.stream()
                .skip(bestEvaluation + 1L)
                .filter(point -> point.step() >= rule.settledAt())
                .count();
    }

    private void keepValues() {
        if (bestValues == null) {
            bestValues = newValues();
        }
        for (int k = 0; k < bestValues.length; k++) {
            tensors.get(k).value().get(0, bestValues[k]);
        }
    }

    /** Arrays of the sizes of the tensors. */
    float[][] newValues() {
        return tensors.stream().map(tensor -> new float[tensor.count()]).toArray(float[][]::new);
    }

    /** Puts the values of the best evaluation, where there is one, in place of the present ones. */
    void restoreBest() {
        for (int k = 0; bestValues != null && k < bestValues.length; k++) {
            tensors.get(k).value().put(0, bestValues[k]);
        }
    }

    /** Takes up what a checkpoint says; values and moments are put in place by its reader. */
    void resume(TrainingCurves curves, double trained, double evaluated, int best, float[][] values) {
        step = curves.losses().length;
        System.arraycopy(curves.losses(), 0, losses, 0, step);
        System.arraycopy(curves.stepMillis(), 0, stepMillis, 0, step);
        evaluations.clear();
        evaluations.addAll(curves.evaluations());
        trainSeconds = trained;
        evaluateSeconds = evaluated;
        bestEvaluation = best;
        bestValues = values;
        adamW.resumeAt(step);
    }
}
