package org.peftcheck.training.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.engine.TrainedTensor.Group;

/** A run in its folder: it begins, or goes on from its last checkpoint, and leaves record, curves and trained tensors there. */
public final class TrainingRun {

    private final RunFolder folder;
    private final RunDescription description;
    private final StepRule rule;
    private final Checkpoints checkpoints;
    private final List<Integer> resumedAt = new ArrayList<>();

    /**
     * A run whose method does nothing beside the optimiser.
     *
     * @param folder the folder, held by this process
     * @param description what is known of the run
     * @throws BadRunException when the run is finished
     */
    public TrainingRun(RunFolder folder, RunDescription description) {
        this(folder, description, StepRule.NONE);
    }

    /**
     * A run.
     *
     * @param folder the folder, held by this process
     * @param description what is known of the run
     * @param rule what the method does beside the optimiser
     * @throws BadRunException when the run is finished
     */
    public TrainingRun(RunFolder folder, RunDescription description, StepRule rule) {
        if (folder.isFinished()) {
            throw new BadRunException(
                    folder.path() + ": expected a run to begin or to go on with, found a finished one");
        }
        this.folder = folder;
        this.description = description;
        this.rule = rule;
        this.checkpoints = new Checkpoints(folder.path(), folder.configuration().digest());
        folder.found().ifPresent(found -> resumedAt.addAll(found.resumedAt()));
    }

    /**
     * Trains to the end, or until it is asked to stop. At the end the session has the values that were kept.
     *
     * @param session the network with its initial values
     * @param batches what it is trained on
     * @param evaluation how it is evaluated
     * @param listener hears of it
     * @param stop whether to stop
     * @return the record, as it is in the folder
     * @throws BadRunException when a loss is not finite, all checkpoints are damaged, or a file cannot be written
     */
    public RunRecord execute(
            Session session, BatchSource batches, Evaluation evaluation, TrainingListener listener, StopSignal stop) {
        TrainingSettings settings = folder.configuration().settings();
        TrainingState state = new TrainingState(session.trained(), settings, rule);
        checkpoints.resume(state, listener);
        if (folder.found().isPresent()) {
            resumedAt.add(state.step());
            listener.notice(folder.path() + ": the run goes on after step " + state.step() + " of " + settings.steps());
        }
        write(record(state, RunRecord.Status.RUNNING, null));
        Trainer trainer = new Trainer(session, settings, batches, evaluation, listener, System::nanoTime);
        TrainingEnd end = trainer.run(state, this::keep, stop);
        return end == TrainingEnd.INTERRUPTED ? interrupted(state) : finished(state, end);
    }

    private void keep(TrainingState state) {
        checkpoints.keep(state);
        writeCurves(state);
    }

    private RunRecord interrupted(TrainingState state) {
        return write(record(state, RunRecord.Status.INTERRUPTED, null));
    }

    /** The record comes last: whatever happens before, the run goes on from its checkpoints to the same end. */
    private RunRecord finished(TrainingState state, TrainingEnd end) {
        Path trained = folder.path().resolve(RunFolder.TRAINED);
        TrainedFile.write(trained, state.tensors());
        writeCurves(state);
        List<EvaluationPoint> evaluations = state.curves().evaluations();
        int best = state.bestEvaluation() < 0 ? evaluations.size() - 1 : state.bestEvaluation();
        EvaluationPoint point = evaluations.get(best);
        RunRecord.Results results =
                new RunRecord.Results(end, state.step(), point.step(), point.metrics(), sha256(trained));
        RunRecord run = write(record(state, RunRecord.Status.FINISHED, results));
        checkpoints.deleteAll();
        return run;
    }

    private static String sha256(Path file) {
        try {
            return Sha256.hex(file);
        } catch (IOException e) {
            throw new BadRunException(file + ": expected a file that can be read, got " + e, e);
        }
    }

    private void writeCurves(TrainingState state) {
        DurableFile.writeText(folder.path().resolve(RunFolder.METRICS), MetricsCsv.text(state.curves()));
    }

    private RunRecord write(RunRecord run) {
        DurableFile.writeText(folder.path().resolve(RunFolder.RECORD), RunJson.text(run));
        return run;
    }

    private RunRecord record(TrainingState state, RunRecord.Status status, RunRecord.Results results) {
        TrainingCurves curves = state.curves();
        return new RunRecord(
                RunRecord.FORMAT,
                status,
                folder.configuration(),
                folder.configuration().sha256(),
                RunRecord.Versions.of(description.engine()),
                Machine.here(),
                description.command(),
                new RunRecord.Counts(
                        count(state, Group.ENCODER), count(state, Group.HEAD), description.baseParameters()),
                description.data(),
                List.copyOf(resumedAt),
                curves,
                new RunRecord.Times(
                        description.loadSeconds(),
                        description.compileSeconds(),
                        state.trainSeconds(),
                        state.evaluateSeconds(),
                        curves.medianStepMillis()),
                PeakMemory.now(),
                results);
    }

    private static long count(TrainingState state, Group group) {
        return state.tensors().stream()
                .filter(tensor -> tensor.group() == group)
                .mapToLong(TrainedTensor::count)
                .sum();
    }
}
