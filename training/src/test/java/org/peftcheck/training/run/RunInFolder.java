package org.peftcheck.training.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.peftcheck.training.engine.Session;

/** A run of the small network in a folder; as a program, a process that can be killed. */
record RunInFolder(Path path, RunConfiguration configuration) {

    static final int FEATURES = 5;

    /** A run of 60 steps with an evaluation every 10 and a checkpoint every 4. */
    static RunInFolder at(Path path) {
        return of(path, Map.of("method", "linear", "rank", "8"), 60);
    }

    static RunInFolder of(Path path, Map<String, String> choices, int steps) {
        AdamWSettings adamW = AdamWSettings.defaults().withRates(0.02, 0.05);
        TrainingSettings settings = new TrainingSettings(steps, 6, 4, 0.1, adamW, 10, 0, 4, 7);
        return new RunInFolder(path, new RunConfiguration(choices, settings));
    }

    static RunDescription description() {
        RunRecord.DataSummary data = new RunRecord.DataSummary("sums", Map.of("train", 100, "dev", 4), "by number");
        return new RunDescription("plain Java", List.of("train", "--out", "here"), 1234, data, 1.5, 0.25);
    }

    /** Rises and falls, so that the best values are not the last. */
    static List<MetricValue> metrics(Session session) {
        float[] outputs = session.outputs(LinearSession.batch(4, FEATURES, -1));
        return List.of(new MetricValue("wave", Math.sin(1000 * outputs[0])), new MetricValue("undefined", Double.NaN));
    }

    RunRecord run() {
        return run(TrainingListener.SILENT, new StopSignal(), 0);
    }

    RunRecord run(TrainingListener listener, StopSignal stop, long pauseMillis) {
        BatchSource batches = step -> {
            pause(pauseMillis);
            return LinearSession.batch(6, FEATURES, step);
        };
        try (RunFolder folder = RunFolder.open(path, configuration);
                LinearSession session = new LinearSession(FEATURES)) {
            return new TrainingRun(folder, description())
                    .execute(session, batches, RunInFolder::metrics, listener, stop);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs in the folder that is given, with a pause before each step, and says when it begins and how far it came. */
    public static void main(String[] args) {
        try (StopSignal stop = StopSignal.ofProcess()) {
            System.out.println("begins");
            RunRecord run = at(Path.of(args[0])).run(TrainingListener.SILENT, stop, Long.parseLong(args[1]));
            System.out.println(run.status() + " " + run.curves().losses().length);
        }
    }
}
