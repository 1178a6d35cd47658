package org.peftcheck.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.training.model.FloatTensor;

class TrainingRunTest {

    @TempDir
    private Path temporary;

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static TrainingListener stopAfter(long step, StopSignal stop, List<String> notices) {
        return new TrainingListener() {
            @Override
            public void stepped(TrainingProgress progress) {
                if (progress.step() == step) {
                    stop.request();
                }
            }

            @Override
            public void notice(String line) {
                notices.add(line);
            }
        };
    }

    @Test
    void aFinishedRunLeavesRecordCurvesAndTensors() throws IOException {
        Path folder = temporary.resolve("new/run");
        RunRecord run = RunInFolder.at(folder).run();
        assertEquals(List.of("metrics.csv", "run.json", "run.lock", "trained.safetensors"), files(folder));
        assertEquals(RunRecord.Status.FINISHED, run.status());
        assertEquals(new RunRecord.Counts(5, 6, 1234), run.counts());
        assertEquals(60, run.curves().losses().length);
        assertEquals(TrainingEnd.COMPLETE, run.results().end());
        assertEquals(List.of(), run.resumedAt());
        assertTrue(run.peakMemory().bytes() > 1 << 20);
        List<String> lines = Files.readAllLines(folder.resolve("metrics.csv"));
        assertEquals("step,name,value", lines.get(0));
        assertEquals("1,train.loss," + run.curves().losses()[0], lines.get(1));
        assertEquals(1 + 60 + 2 * 6, lines.size());
        assertEquals("60,dev.undefined,NaN", lines.get(lines.size() - 1));
    }

    @Test
    void theTensorsAreThoseOfTheBestEvaluation() {
        RunRecord run = RunInFolder.at(temporary).run();
        Map<String, FloatTensor> trained = TrainedFile.read(temporary.resolve(RunFolder.TRAINED));
        LinearSession session = new LinearSession(RunInFolder.FEATURES);
        session.trained()
                .forEach(tensor ->
                        tensor.value().put(0, trained.get(tensor.name()).values()));
        assertEquals(RunInFolder.metrics(session), run.results().metrics());
        assertArrayEquals(new int[] {1, 5}, trained.get("classifier.weight").shape());
        double best = run.curves().evaluations().stream()
                .mapToDouble(EvaluationPoint::first)
                .max()
                .getAsDouble();
        assertEquals(best, run.results().metrics().get(0).value());
        assertNotEquals(60, run.results().bestStep(), "so that keeping the last values would be seen");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        RunRecord written = RunInFolder.at(temporary).run();
        RunRecord read = RunFolder.record(temporary);
        assertEquals(RunJson.text(written), RunJson.text(read));
        assertEquals(written.configuration(), read.configuration());
        assertEquals(written.results(), read.results());
    }

    @Test
    void theSameRunGivesTheSameTensors() {
        RunRecord first = RunInFolder.at(temporary.resolve("a")).run();
        RunRecord second = RunInFolder.at(temporary.resolve("b")).run();
        assertEquals(first.results(), second.results());
        RunRecord longer =
                RunInFolder.of(temporary.resolve("c"), Map.of("rank", "8"), 61).run();
        assertNotEquals(first.results().trainedSha256(), longer.results().trainedSha256());
    }

    @Test
    void anInterruptedRunGoesOnToTheSameEnd() throws IOException {
        RunRecord whole = RunInFolder.at(temporary.resolve("whole")).run();
        RunInFolder part = RunInFolder.at(temporary.resolve("part"));
        List<String> notices = new ArrayList<>();
        for (int step = 7; step < 60; step += 13) {
            StopSignal stop = new StopSignal();
            RunRecord run = part.run(stopAfter(step, stop, notices), stop, 0);
            assertEquals(RunRecord.Status.INTERRUPTED, run.status());
            assertEquals(step, run.curves().losses().length);
            assertEquals(
                    RunRecord.Status.INTERRUPTED, RunFolder.record(part.path()).status());
            assertTrue(files(part.path()).contains("checkpoint-" + String.format("%08d", step) + ".bin"));
        }
        StopSignal never = new StopSignal();
        RunRecord last = part.run(stopAfter(-1, never, notices), never, 0);
        assertEquals(whole.results(), last.results());
        assertEquals(List.of(7, 20, 33, 46, 59), last.resumedAt());
        assertTrue(whole.curves().sameCourse(last.curves()));
        assertEquals(part.path() + ": the run goes on after step 7 of 60", notices.get(0));
        assertEquals(5, notices.size());
    }

    @Test
    void aFinishedRunIsNotRunAgain() throws IOException {
        RunInFolder run = RunInFolder.at(temporary);
        run.run();
        String before = Files.readString(temporary.resolve("run.json"));
        assertEquals(
                temporary + ": expected a run to begin or to go on with, found a finished one",
                assertThrows(BadRunException.class, run::run).getMessage());
        assertEquals(before, Files.readString(temporary.resolve("run.json")));
    }

    @Test
    void aRunWhoseCheckpointsAreAllDamagedStaysAsItIs() throws IOException {
        StopSignal stop = new StopSignal();
        RunInFolder run = RunInFolder.at(temporary);
        run.run(stopAfter(9, stop, new ArrayList<>()), stop, 0);
        for (String name : files(temporary)) {
            if (Checkpoints.isName(name)) {
                Files.write(temporary.resolve(name), new byte[200]);
            }
        }
        List<String> before = files(temporary);
        String json = Files.readString(temporary.resolve("run.json"));
        String message = assertThrows(BadRunException.class, run::run).getMessage();
        assertTrue(message.contains("no checkpoint of 2 in " + temporary + " is good"), message);
        assertEquals(before, files(temporary));
        assertEquals(json, Files.readString(temporary.resolve("run.json")));
    }
}
