package org.peftcheck.training.experiment;

import java.nio.file.Path;
import java.util.Map;
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
     * Refuses a model that is not the one that was trained.
     *
     * @param material the model that the experiment names
     * @throws IllegalArgumentException when its weights are others than those of the run
     */
    public void requireSameModel(Material material) {
        String expected = record.configuration().choices().get("model-sha256");
        if (expected != null
                && !expected.equals(ContentDigest.of(material.encoder().weights()))) {
            throw new IllegalArgumentException("model " + experiment.model() + ": expected the weights that " + folder
                    + " was trained on, found others");
        }
    }
}
