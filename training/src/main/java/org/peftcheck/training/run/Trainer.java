package org.peftcheck.training.run;

import java.util.function.LongSupplier;
import org.peftcheck.training.engine.Session;

/**
 * The training loop: steps, evaluations and checkpoints. What it does depends on its state, its batches and its settings alone, so that
 * a run that goes on from a checkpoint ends with the same values, bit for bit.
 */
final class Trainer {

    private static final int RECENT = 25;
    private static final double NANOS_PER_MILLI = 1e6;

    /** Keeps the state of a run. */
    @FunctionalInterface
    interface Keeper {
        void keep(TrainingState state);
    }

    private final Session session;
    private final TrainingSettings settings;
    private final BatchSource batches;
    private final Evaluation evaluation;
    private final TrainingListener listener;
    private final LongSupplier clock;
    private final LinearSchedule schedule;
    private final BatchGradient gradient;

    /**
     * A trainer.
     *
     * @param session what is trained
     * @param settings how
     * @param batches on what
     * @param evaluation how it is evaluated
     * @param listener hears of it
     * @param clock nanoseconds since any fixed moment
     */
    Trainer(
            Session session,
            TrainingSettings settings,
            BatchSource batches,
            Evaluation evaluation,
            TrainingListener listener,
            LongSupplier clock) {
        this.session = session;
        this.settings = settings;
        this.batches = batches;
        this.evaluation = evaluation;
        this.listener = listener;
        this.clock = clock;
        this.schedule = settings.schedule();
        this.gradient = new BatchGradient(session, settings.microBatchSize());
    }

    /**
     * Trains from a state to the end, or until it is asked to stop; when it is stopped, the state is kept. At the end the session has
     * the values of the best evaluation.
     *
     * @param state where to begin, which becomes where it ended
     * @param keeper keeps the state at each checkpoint
     * @param stop whether to stop after the step at hand
     * @return how it ended
     * @throws BadRunException when a loss or a gradient is not finite
     */
    TrainingEnd run(TrainingState state, Keeper keeper, StopSignal stop) {
        while (state.step() < settings.steps() && !outOfPatience(state)) {
            if (stop.requested()) {
                keeper.keep(state);
                return TrainingEnd.INTERRUPTED;
            }
            step(state);
            if (isDue(settings.evaluateEvery(), state.step())) {
                evaluate(state);
            }
            if (isDue(settings.checkpointEvery(), state.step())) {
                keeper.keep(state);
            }
        }
        if (!state.isEvaluated()) {
            evaluate(state);
        }
        TrainingEnd end = state.step() < settings.steps() ? TrainingEnd.STOPPED_EARLY : TrainingEnd.COMPLETE;
        state.restoreBest();
        return end;
    }

    private static boolean isDue(int every, int step) {
        return every > 0 && step % every == 0;
    }

    private boolean outOfPatience(TrainingState state) {
        return settings.patience() > 0 && state.evaluationsSinceBest() >= settings.patience();
    }

    private void step(TrainingState state) {
        long start = clock.getAsLong();
        int step = state.step();
        state.rule().begins(step + 1);
        double loss = gradient.step(batches.batch(step));
        state.rule().differentiated(step + 1);
        requireFinite("loss", loss, step);
        double norm = GradientNorm.of(state.tensors());
        requireFinite("norm of the gradient", norm, step);
        double scale = GradientNorm.clip(norm, settings.adamW().clipNorm());
        state.adamW().update(schedule.factor(step), scale);
        state.rule().updated(step + 1, scale);
        state.stepped(loss, (clock.getAsLong() - start) / NANOS_PER_MILLI);
        double millis = state.recentStepMillis(RECENT);
        listener.stepped(new TrainingProgress(
                state.step(), settings.steps(), loss, millis, millis / 1000 * (settings.steps() - state.step())));
    }

    private void requireFinite(String what, double found, int step) {
        if (!Double.isFinite(found)) {
            throw new BadRunException("step " + (step + 1) + " of " + settings.steps() + ": expected a finite " + what
                    + ", got " + found + "; a lower learning rate or a longer warm-up may help");
        }
    }

    private void evaluate(TrainingState state) {
        long start = clock.getAsLong();
        EvaluationPoint point = new EvaluationPoint(state.step(), evaluation.of(session));
        boolean best = state.evaluated(point, (clock.getAsLong() - start) / NANOS_PER_MILLI / 1000);
        listener.evaluated(point, best);
    }
}
