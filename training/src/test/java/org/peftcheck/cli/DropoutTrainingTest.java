package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.training.experiment.Experiment;
import org.peftcheck.training.experiment.ExperimentRun;
import org.peftcheck.training.experiment.FinishedRun;
import org.peftcheck.training.experiment.Material;
import org.peftcheck.training.experiment.Materials;
import org.peftcheck.training.run.EvaluationPoint;
import org.peftcheck.training.run.RunRecord;
import org.peftcheck.training.run.StopSignal;
import org.peftcheck.training.run.TrainingListener;
import org.peftcheck.training.run.TrainingProgress;

/** Whole runs with dropout. */
class DropoutTrainingTest {

    @TempDir
    Path folder;

    private SmallModel small;

    @BeforeEach
    void write() {
        small = SmallModel.in(folder);
    }

    @Test
    void theSameCommandGivesTheSameBytes() {
        String[] settings = {"--method=lora", "--rank=2", "--dropout=0.5"};
        byte[] one = small.trained("one", settings);
        assertArrayEquals(one, small.trained("two", settings));
        assertFalse(Arrays.equals(one, small.trained("none", "--method=lora", "--rank=2")));
        assertFalse(Arrays.equals(one, small.trained("less", "--method=lora", "--rank=2", "--dropout=0.1")));
        String[] parts = {"--method=lora", "--rank=2", "--dropout=0.5", "--accumulate=2"};
        assertArrayEquals(small.trained("parts", parts), small.trained("parts-again", parts));
        JsonNode record = Run.json(new String(small.bytes("one/run.json"), StandardCharsets.UTF_8));
        assertEquals("0.5", record.at("/configuration/choices/dropout").asText());
        double heldOut = Run.json(Run.good("evaluate", small.path("one"), "--threads=2", "--json=-"))
                .at("/test/accuracy")
                .asDouble();
        JsonNode file = Run.json(new String(small.bytes("one/held-out.json"), StandardCharsets.UTF_8));
        assertEquals(file.at("/test/accuracy").asDouble(), heldOut);
    }

    /** Stops after some steps. */
    private record StopsAfter(int steps, StopSignal signal) implements TrainingListener {
        @Override
        public void stepped(TrainingProgress progress) {
            if (progress.step() == steps) {
                signal.request();
            }
        }

        @Override
        public void evaluated(EvaluationPoint point, boolean best) {}

        @Override
        public void notice(String line) {}
    }

    @Test
    void aRunThatWasInterruptedEndsWithTheSameBytes() {
        byte[] whole = small.trained("whole", "--method=peanut", "--rank=2", "--dropout=0.5", "--accumulate=2");
        Experiment experiment = FinishedRun.read(folder.resolve("whole")).experiment();
        assertEquals(0.5, experiment.dropout());
        assertTrue(experiment.arguments().contains("--dropout=0.5"));
        Material material = Materials.of(experiment.model(), experiment.task(), experiment.maxLength());
        ExperimentRun run = new ExperimentRun(experiment, material, Engines.open(2), List.of(), 0);
        Path parts = folder.resolve("parts");
        StopSignal first = new StopSignal();
        assertEquals(
                RunRecord.Status.INTERRUPTED,
                run.execute(material.network(experiment), parts, new StopsAfter(3, first), first)
                        .record()
                        .status());
        StopSignal second = new StopSignal();
        run.execute(material.network(experiment), parts, new StopsAfter(-1, second), second);
        assertArrayEquals(whole, small.bytes("parts/trained.safetensors"));
    }

    @Test
    void whatCannotDropIsRefused() {
        String sum =
                "peanut: dropout: expected a method whose weight is a sum of what is frozen and what is trained, got ";
        assertEquals(sum + "dora", Run.refusal(small.train("run", "--method=dora", "--rank=2", "--dropout=0.1")));
        assertEquals(sum + "full", Run.refusal(small.train("run", "--method=full", "--dropout=0.1")));
        assertEquals(sum + "houlsby", Run.refusal(small.train("run", "--method=houlsby", "--rank=2", "--dropout=0.1")));
        assertEquals(
                "peanut: dropout: expected a number of at least 0 and below 1, got 1.0",
                Run.refusal(small.train("run", "--method=lora", "--rank=2", "--dropout=1")));
    }
}
