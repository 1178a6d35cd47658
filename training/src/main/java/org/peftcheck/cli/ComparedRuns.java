package org.peftcheck.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peftcheck.training.experiment.Experiment;
import org.peftcheck.training.experiment.HeldOutFile;
import org.peftcheck.training.run.MetricValue;
import org.peftcheck.training.run.RunFolder;
import org.peftcheck.training.run.RunRecord;

/** Reads what has come of the runs of a comparison, and tells which are still to be made. */
final class ComparedRuns {

    private ComparedRuns() {}

    /**
     * A finished run.
     *
     * @param experiment what was run
     * @param record its record
     * @param heldOut its metrics by part of the data
     */
    record Finished(Experiment experiment, RunRecord record, Map<String, List<MetricValue>> heldOut) {

        /** The metrics that count: on test where there is one, otherwise on dev. */
        String part() {
            return heldOut.containsKey("test") ? "test" : "dev";
        }

        /** The task's first metric there. */
        MetricValue first() {
            return heldOut.get(part()).get(0);
        }
    }

    /**
     * The run in a folder, if it is finished and measured.
     *
     * @param folder the folder
     * @param experiment what is to be run there
     * @throws BadInputException when it is another run's folder
     */
    static Optional<Finished> in(Path folder, Experiment experiment) {
        if (!Files.isRegularFile(folder.resolve(RunFolder.RECORD))) {
            return Optional.empty();
        }
        RunRecord record = BadInputException.of(() -> RunFolder.record(folder));
        Experiment found = BadInputException.of(() -> Experiment.of(record.configuration()));
        if (!found.notes().equals(experiment.notes()) || !found.training().equals(experiment.training())) {
            throw new BadInputException(folder + ": expected no run or one of the same settings, found another: peanut "
                    + String.join(" ", found.arguments()));
        }
        return record.status() == RunRecord.Status.FINISHED
                ? HeldOutFile.read(folder).map(heldOut -> new Finished(experiment, record, heldOut))
                : Optional.empty();
    }
}
