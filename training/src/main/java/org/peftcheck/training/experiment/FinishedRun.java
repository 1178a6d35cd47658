package org.peftcheck.training.experiment;

import java.nio.file.Path;
import java.util.Map;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.method.TrainedTensors;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.run.RunFolder;
import org.peftcheck.training.run.RunRecord;
import org.peftcheck.training.run.TrainedFile;

/**
 * A run that is at its end.
 *
 * @param folder its folder
 * @param record its record
 * @param experiment what was run
 * @param values the trained tensors by their names
 */
public record FinishedRun(Path folder, RunRecord record, Experiment experiment, Map<String, FloatTensor> values) {

    /**
     * Reads a run. Its folder is not changed.
     *
     * @param folder its folder
     * @return the run
     * @throws IllegalArgumentException when there is none, it is not finished, or its files are damaged, in one line
     */
    public static FinishedRun read(Path folder) {
        RunRecord record = RunFolder.record(folder);
        if (record.status() != RunRecord.Status.FINISHED) {
            throw new IllegalArgumentException(folder + ": expected a finished run, found one after step "
                    + record.curves().losses().length + " of "
                    + record.configuration().settings().steps() + "; the command that began it goes on with it");
        }
        Experiment experiment;
        try {
            experiment = Experiment.of(record.configuration());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(folder.resolve(RunFolder.RECORD) + ": " + e.getMessage(), e);
        }
        return new FinishedRun(folder, record, experiment, TrainedFile.read(folder.resolve(RunFolder.TRAINED)));
    }

    /**
     * The trained network, its pre-trained model opened again. The task's data is not needed.
     *
     * @return the network with its trained values
     * @throws IllegalArgumentException when the model is not there or is not the one that was trained
     */
    public FineTuning network() {
        return network(PretrainedModels.open(experiment.model()));
    }

    /**
     * The trained network on a model that is open.
     *
     * @param model the model, which must be the one that was trained
     * @return the network with its trained values
     * @throws IllegalArgumentException when the model is another
     */
    public FineTuning network(PretrainedModel model) {
        return TrainedTensors.replaced(initial(model), values);
    }

    /**
     * The network as it was before training.
     *
     * @return the network with its initial values
     * @throws IllegalArgumentException as {@link #network()}
     */
    public FineTuning initialNetwork() {
        return initial(PretrainedModels.open(experiment.model()));
    }

    /**
     * The trained network on a model that is open, for a task.
     *
     * @param material the model, which must be the one that was trained, and the data of any task with as many outputs
     * @return the network with its trained values
     * @throws IllegalArgumentException when the model is another, or the task does not fit the head
     */
    public FineTuning network(Material material) {
        int outputs = outputs(material.model());
        if (material.outputs() != outputs || material.regression() != isRegression(outputs)) {
            throw new IllegalArgumentException("task " + material.task() + ": expected "
                    + head(outputs, isRegression(outputs)) + ", as " + folder + " was trained for, found "
                    + head(material.outputs(), material.regression()));
        }
        return TrainedTensors.replaced(initial(material.model()), values);
    }

    private static String head(int outputs, boolean regression) {
        return regression ? "a regression" : outputs + " classes";
    }

    private FineTuning initial(PretrainedModel model) {
        String expected = record.configuration().choices().get("model-sha256");
        if (expected != null && !expected.equals(ContentDigest.of(model.weights()))) {
            throw new IllegalArgumentException("model " + experiment.model() + ": expected the weights that " + folder
                    + " was trained on, found others");
        }
        int outputs = outputs(model);
        return Material.network(model, experiment, outputs, isRegression(outputs));
    }

    private int outputs(PretrainedModel model) {
        if (!model.takesHead()) {
            return 0;
        }
        FloatTensor weight = values.get("classifier.weight");
        if (weight == null) {
            throw new IllegalArgumentException(folder.resolve(RunFolder.TRAINED)
                    + ": expected the weight of a head, classifier.weight, found none");
        }
        return weight.shape()[0];
    }

    /** A head with one output can only be that of a regression, as there are no fewer than two classes. */
    private static boolean isRegression(int outputs) {
        return outputs == 1;
    }
}
