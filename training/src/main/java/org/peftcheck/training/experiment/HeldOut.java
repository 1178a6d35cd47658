package org.peftcheck.training.experiment;

import java.util.List;
import org.peftcheck.training.data.BatchLayout;
import org.peftcheck.training.data.EncodedExample;
import org.peftcheck.training.data.EvaluationBatches;
import org.peftcheck.training.data.Task;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.run.Evaluation;
import org.peftcheck.training.run.MetricValue;

/**
 * The evaluation of a network by a task's metrics on held-out examples.
 *
 * @param task the task
 * @param batches the examples
 */
public record HeldOut(Task task, EvaluationBatches batches) implements Evaluation {

    private static final int ROWS = 32;

    /**
     * An evaluation on examples.
     *
     * @param task the task
     * @param examples the examples, at least one
     * @param layout how they become batches
     * @return the evaluation
     */
    static HeldOut of(Task task, List<EncodedExample> examples, BatchLayout layout) {
        return new HeldOut(task, new EvaluationBatches(examples, layout, ROWS));
    }

    @Override
    public List<MetricValue> of(Session session) {
        float[] predictions = task.predictions(batches.outputs(session::outputs, task.outputs()));
        float[] labels = batches.labels();
        return task.metrics().stream()
                .map(metric -> new MetricValue(metric.label(), metric.of(predictions, labels)))
                .toList();
    }
}
