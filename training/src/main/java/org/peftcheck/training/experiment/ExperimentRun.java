package org.peftcheck.training.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.peftcheck.training.engine.DroppedBatch;
import org.peftcheck.training.engine.Engine;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.method.StepRules;
import org.peftcheck.training.method.TrainedTensors;
import org.peftcheck.training.model.PretrainedEncoders;
import org.peftcheck.training.run.BatchSource;
import org.peftcheck.training.run.MetricValue;
import org.peftcheck.training.run.RunConfiguration;
import org.peftcheck.training.run.RunDescription;
import org.peftcheck.training.run.RunFolder;
import org.peftcheck.training.run.RunRecord;
import org.peftcheck.training.run.StepRule;
import org.peftcheck.training.run.StopSignal;
import org.peftcheck.training.run.TrainedFile;
import org.peftcheck.training.run.TrainingListener;
import org.peftcheck.training.run.TrainingRun;

/**
 * A run of an experiment in its folder: from the beginning, from its last checkpoint, or, if it is finished, not at all.
 *
 * @param experiment the experiment
 * @param material its model and data
 * @param engine what trains
 * @param command the command line, for the record
 * @param loadSeconds how long it took to make the material
 */
public record ExperimentRun(
        Experiment experiment, Material material, Engine engine, List<String> command, double loadSeconds) {

    private static final double NANOS = 1e9;

    /**
     * What has come of a run.
     *
     * @param record its record
     * @param heldOut metrics by part of the data, {@code dev} and, where there is one, {@code test}; empty when it was interrupted
     */
    public record Outcome(RunRecord record, Map<String, List<MetricValue>> heldOut) {}

    /** What determines the result of the run. */
    public RunConfiguration configuration() {
        Map<String, String> choices = new TreeMap<>(experiment.notes());
        choices.put("engine", engine.description());
        choices.put("data-sha256", material.dataDigest());
        if (!PretrainedEncoders.NAMES.contains(experiment.model().toLowerCase(Locale.ROOT))) {
            choices.put("model-sha256", ContentDigest.of(material.model().weights()));
        }
        return new RunConfiguration(choices, experiment.training());
    }

    /**
     * Runs.
     *
     * @param network the network of the experiment with its initial values
     * @param out the folder
     * @param listener hears of it
     * @param stop whether to stop
     * @return what has come of it
     * @throws org.peftcheck.training.run.BadRunException when the folder holds something else, and then nothing in it is changed; or
     *     when a loss is not finite
     * @throws org.peftcheck.numeric.checkpoint.BadCheckpointException when a file of tensors cannot be read or written
     */
    public Outcome execute(FineTuning network, Path out, TrainingListener listener, StopSignal stop) {
        try (RunFolder folder = RunFolder.open(out, configuration())) {
            Outcome outcome =
                    folder.isFinished() ? evaluated(folder, network) : trained(folder, network, listener, stop);
            if (!outcome.heldOut().isEmpty()) {
                HeldOutFile.write(folder.path(), outcome.heldOut());
            }
            return outcome;
        }
    }

    private Outcome trained(RunFolder folder, FineTuning network, TrainingListener listener, StopSignal stop) {
        long start = System.nanoTime();
        try (Session session = engine.open(network)) {
            double compileSeconds = (System.nanoTime() - start) / NANOS;
            TrainingRun run = new TrainingRun(folder, description(network, compileSeconds), rule(network, session));
            RunRecord record = run.execute(session, batches(), material.onDev(), listener, stop);
            return record.status() == RunRecord.Status.FINISHED
                    ? new Outcome(record, heldOut(record, session))
                    : new Outcome(record, Map.of());
        }
    }

    private BatchSource batches() {
        BatchSource batches = material.batches(experiment);
        double dropout = experiment.dropout();
        long seed = experiment.training().seed();
        return dropout > 0 ? step -> new DroppedBatch(batches.batch(step), dropout, seed, step, 0) : batches;
    }

    private StepRule rule(FineTuning network, Session session) {
        return StepRules.of(
                experiment.method(),
                network,
                session.trained(),
                experiment.training().steps(),
                experiment.training().seed());
    }

    private Outcome evaluated(RunFolder folder, FineTuning network) {
        RunRecord record = folder.found().orElseThrow();
        FineTuning trained =
                TrainedTensors.replaced(network, TrainedFile.read(folder.path().resolve(RunFolder.TRAINED)));
        try (Session session = engine.open(trained)) {
            return new Outcome(record, heldOut(record, session));
        }
    }

    private Map<String, List<MetricValue>> heldOut(RunRecord record, Session session) {
        Map<String, List<MetricValue>> heldOut = new LinkedHashMap<>();
        heldOut.put("dev", record.results().metrics());
        material.onTest().ifPresent(test -> heldOut.put("test", test.of(session)));
        return heldOut;
    }

    private RunDescription description(FineTuning network, double compileSeconds) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        List.of("train", "dev", "test")
                .forEach(part -> sizes.put(part, material.sizes().get(part)));
        return new RunDescription(
                engine.description(),
                command,
                TrainedTensors.count(network.weights()),
                new RunRecord.DataSummary(
                        experiment.task().id(), sizes, "as the task divides it, groups in one part only"),
                loadSeconds,
                compileSeconds);
    }
}
