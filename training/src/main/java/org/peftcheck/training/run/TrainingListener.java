package org.peftcheck.training.run;

/** Hears how a run goes. */
public interface TrainingListener {

    /** Hears nothing. */
    TrainingListener SILENT = new TrainingListener() {};

    /**
     * A step is done.
     *
     * @param progress how far the run has come
     */
    default void stepped(TrainingProgress progress) {}

    /**
     * An evaluation is done.
     *
     * @param point the step and the metrics
     * @param best whether it is the best so far
     */
    default void evaluated(EvaluationPoint point, boolean best) {}

    /**
     * A user should know something, such as from where a run goes on.
     *
     * @param line one line
     */
    default void notice(String line) {}
}
