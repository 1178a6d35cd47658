package org.peftcheck.training.experiment;

import java.util.List;
import org.peftcheck.training.data.Task;
import org.peftcheck.training.engine.ImageBatch;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.image.Augmentation;
import org.peftcheck.training.image.ImageBatches;
import org.peftcheck.training.image.LabelledPicture;
import org.peftcheck.training.image.PictureProcessor;
import org.peftcheck.training.run.Evaluation;
import org.peftcheck.training.run.MetricValue;

/**
 * The evaluation of a network on held-out images, as they are.
 *
 * @param task the task
 * @param images square images of the model's size, at least one
 * @param processor normalises them
 */
record ImageHeldOut(Task task, List<LabelledPicture> images, PictureProcessor processor) implements Evaluation {

    private static final int ROWS = 64;

    @Override
    public List<MetricValue> of(Session session) {
        ImageBatches batches = new ImageBatches(images, processor, Augmentation.NONE, ROWS, 0);
        int outputs = task.outputs();
        float[] all = new float[images.size() * outputs];
        float[] labels = new float[images.size()];
        for (int from = 0; from < images.size(); from += ROWS) {
            ImageBatch batch = batches.plain(from, Math.min(images.size(), from + ROWS));
            System.arraycopy(session.outputs(batch), 0, all, from * outputs, batch.rows() * outputs);
            System.arraycopy(batch.labels(), 0, labels, from, batch.rows());
        }
        float[] predictions = task.predictions(all);
        return task.metrics().stream()
                .map(metric -> new MetricValue(metric.label(), metric.of(predictions, labels)))
                .toList();
    }
}
