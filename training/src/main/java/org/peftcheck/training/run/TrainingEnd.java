package org.peftcheck.training.run;

/** How a run, or a part of it, ended. */
public enum TrainingEnd {
    /** All steps are done. */
    COMPLETE,
    /** The first metric had not become better for as many evaluations as the patience allows. */
    STOPPED_EARLY,
    /** It was asked to stop, and can go on. */
    INTERRUPTED
}
