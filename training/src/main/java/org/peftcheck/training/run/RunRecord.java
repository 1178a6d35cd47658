package org.peftcheck.training.run;

import java.util.List;
import java.util.Map;

/**
 * The record of a run, {@code run.json} in its folder.
 *
 * @param format the number of this layout
 * @param status how far the run has come
 * @param configuration all that determines its result
 * @param configurationSha256 the digest of the configuration
 * @param versions what it ran with
 * @param machine where it ran
 * @param command the command line
 * @param counts how many parameters are trained
 * @param data what it is trained and evaluated on
 * @param resumedAt the steps at which it went on after an interruption
 * @param curves losses, times and evaluations
 * @param times how long its parts took, over all interruptions
 * @param peakMemory the most memory of its last process
 * @param results what came out; null until the run is finished
 */
public record RunRecord(
        int format,
        Status status,
        RunConfiguration configuration,
        String configurationSha256,
        Versions versions,
        Machine machine,
        List<String> command,
        Counts counts,
        DataSummary data,
        List<Integer> resumedAt,
        TrainingCurves curves,
        Times times,
        PeakMemory peakMemory,
        Results results) {

    /** The number of the layout that is written. */
    public static final int FORMAT = 1;

    /** How far a run has come. */
    public enum Status {
        /** It has begun: a process is at work on it, or was killed. */
        RUNNING,
        /** It was stopped and can go on. */
        INTERRUPTED,
        /** It is at its end. */
        FINISHED
    }

    /**
     * What a run ran with.
     *
     * @param java the version of Java
     * @param project the version of this project, or {@code (not packaged)}
     * @param engine the engine's description of itself
     */
    public record Versions(String java, String project, String engine) {

        static Versions of(String engine) {
            String project = RunRecord.class.getPackage().getImplementationVersion();
            return new Versions(
                    System.getProperty("java.version"), project == null ? "(not packaged)" : project, engine);
        }
    }

    /**
     * Numbers of parameters.
     *
     * @param trainedEncoder trained ones of adapters, or of the encoder itself
     * @param trainedHead trained ones of the head
     * @param base those of the pre-trained encoder
     */
    public record Counts(long trainedEncoder, long trainedHead, long base) {}

    /**
     * The data of a run.
     *
     * @param task the task
     * @param sizes the number of examples of each part, such as {@code train} and {@code dev}
     * @param split how the parts were made
     */
    public record DataSummary(String task, Map<String, Integer> sizes, String split) {}

    /**
     * How long the parts of a run took.
     *
     * @param loadSeconds reading the model and the data, in the last process
     * @param compileSeconds making the network ready, in the last process
     * @param trainSeconds all steps
     * @param evaluateSeconds all evaluations
     * @param stepMillis the median of a step
     */
    public record Times(
            double loadSeconds,
            double compileSeconds,
            double trainSeconds,
            double evaluateSeconds,
            double stepMillis) {}

    /**
     * What came out of a run.
     *
     * @param end how it ended
     * @param steps how many steps were made
     * @param bestStep the step of the values that were kept
     * @param metrics the metrics at that step
     * @param trainedSha256 the digest of {@code trained.safetensors}
     */
    public record Results(TrainingEnd end, int steps, long bestStep, List<MetricValue> metrics, String trainedSha256) {}
}
