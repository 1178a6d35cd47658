package org.peftcheck.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.peftcheck.training.experiment.Experiment;
import org.peftcheck.training.experiment.ExperimentRun;
import org.peftcheck.training.method.MethodNotes;
import org.peftcheck.training.run.RunRecord;

/**
 * What came of a run, as text.
 *
 * @param folder its folder
 * @param experiment what was run
 * @param outcome what came of it
 */
record TrainReport(Path folder, Experiment experiment, ExperimentRun.Outcome outcome) {

    private static final double MEBI = 1 << 20;

    String asText() {
        RunRecord run = outcome.record();
        FieldBlock block = new FieldBlock(folder.toString())
                .prose("model", experiment.model())
                .prose("task", experiment.task().id() + ", " + sizes(run.data().sizes()))
                .prose("method", method())
                .prose("trained", counts(run.counts()))
                .prose("steps", steps(run))
                .prose("time", times(run.times()))
                .prose(
                        "memory",
                        String.format(Locale.ROOT, "%.0f MiB", run.peakMemory().bytes() / MEBI));
        outcome.heldOut().forEach((part, metrics) -> block.prose(part, MetricText.of(metrics)));
        return block.toString();
    }

    private static String sizes(Map<String, Integer> sizes) {
        return sizes.entrySet().stream()
                .map(part -> String.format(Locale.ROOT, "%,d in %s", part.getValue(), part.getKey()))
                .collect(Collectors.joining(", "));
    }

    private String method() {
        String settings = MethodNotes.settings(experiment.method());
        return experiment.method().id() + (settings.isEmpty() ? "" : ", " + settings);
    }

    private static String counts(RunRecord.Counts counts) {
        return String.format(
                Locale.ROOT,
                "%,d parameters of the model (%.3f %% of its %,d) and %,d of the head",
                counts.trainedEncoder(),
                100.0 * counts.trainedEncoder() / counts.base(),
                counts.base(),
                counts.trainedHead());
    }

    private static String steps(RunRecord run) {
        String early = run.results().steps() < run.configuration().settings().steps() ? ", stopped early" : "";
        return run.results().steps() + ", best on dev at " + run.results().bestStep() + early;
    }

    private static String times(RunRecord.Times times) {
        return String.format(
                Locale.ROOT,
                "%.1f s of steps (%.1f ms each), %.1f s of evaluations",
                times.trainSeconds(),
                times.stepMillis(),
                times.evaluateSeconds());
    }
}
