package org.peftcheck.training.run;

import java.util.List;

/**
 * An evaluation in the course of a run.
 *
 * @param step after how many steps
 * @param metrics the metrics, the task's first metric first
 */
public record EvaluationPoint(long step, List<MetricValue> metrics) {

    /** Copies the list, which must not be empty. */
    public EvaluationPoint {
        metrics = List.copyOf(metrics);
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("evaluation: expected at least one metric, got none");
        }
    }

    /** The value that decides which evaluation is the best. */
    public double first() {
        return metrics.get(0).value();
    }
}
