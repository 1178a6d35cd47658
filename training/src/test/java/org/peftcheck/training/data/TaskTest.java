package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TaskTest {

    private static final Task CLASSES =
            new Task("three", false, new Labels.Classes(List.of("a", "b", "c")), List.of(Metric.ACCURACY));
    private static final Task NUMBERS =
            new Task("score", true, new Labels.Numbers(0, 5), List.of(Metric.PEARSON, Metric.SPEARMAN));

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void theGreatestLogitIsPredicted() {
        assertArrayEquals(new float[] {2, 0, 1}, CLASSES.predictions(new float[] {0, 1, 2, 5, 5, 1, -3, -1, -2}));
        assertArrayEquals(new float[] {0.5f, 7}, NUMBERS.predictions(new float[] {0.5f, 7}));
        refused("task three: expected rows of 3 outputs, got 4 numbers", () -> CLASSES.predictions(new float[4]));
    }

    @Test
    void theFirstMetricDecides() {
        assertEquals(Metric.PEARSON, NUMBERS.decisive());
        assertEquals(1, NUMBERS.outputs());
        assertTrue(NUMBERS.regression());
        assertEquals(3, CLASSES.outputs());
    }

    @Test
    void metricsFitTheLabels() {
        refused(
                "task x: expected metrics for its labels, got pearson",
                () -> new Task("x", false, CLASSES.labels(), List.of(Metric.ACCURACY, Metric.PEARSON)));
        refused(
                "task x: expected at least one metric, got none",
                () -> new Task("x", false, CLASSES.labels(), List.of()));
        refused(
                "classes: expected at least 2 names, all different, got a, a",
                () -> new Labels.Classes(List.of("a", "a")));
        refused("labels: expected least < greatest, got 1.0, 1.0", () -> new Labels.Numbers(1, 1));
    }

    @Test
    void examplesFitTheTask() {
        List<Example> good = List.of(Example.of("x", 2, ""));
        refused(
                "task three, dev, example 1: expected a class from 0 to 2, got 3.0",
                () -> new Dataset(CLASSES, good, List.of(Example.of("x", 3, "")), List.of()));
        refused(
                "task three, train, example 2: expected a class from 0 to 2, got 0.5",
                () -> new Dataset(CLASSES, List.of(good.get(0), Example.of("x", 0.5f, "")), good, List.of()));
        refused(
                "task score, train, example 1: expected two texts, got one",
                () -> new Dataset(NUMBERS, good, good, List.of()));
        refused(
                "task score, train, example 1: expected a label from 0.0 to 5.0, got NaN",
                () -> new Dataset(
                        NUMBERS, List.of(new Example("x", Optional.of("y"), Float.NaN, "")), good, List.of()));
        refused(
                "task three: expected examples in train and dev, got 1 and 0",
                () -> new Dataset(CLASSES, good, List.of(), List.of()));
    }

    @Test
    void trainIsCutToItsFirstExamples() {
        List<Example> train = List.of(Example.of("x", 2, ""), Example.of("y", 1, ""));
        Dataset data = new Dataset(CLASSES, train, train, List.of());
        assertEquals(train.subList(0, 1), data.withTrain(1).train());
        assertEquals(data, data.withTrain(7));
    }

    @Test
    void tasksAreFoundByName() {
        assertEquals("acceptability", Tasks.usual().id());
        assertEquals(
                List.of("acceptability", "glue/sst2", "glue/cola", "glue/rte", "glue/qnli", "glue/stsb", "file"),
                Tasks.all().stream().map(TaskReader::id).toList());
        refused("unknown task `sst2`; near names: glue/sst2", () -> Tasks.named("sst2"));
    }

    @Test
    void dataIsGivenWhereItIsNeeded() {
        refused(
                "task glue/rte: expected the folder or file of its data, found none",
                () -> Tasks.read("glue/rte", DataRequest.none()));
        refused(
                "task acceptability: expected no folder or file, as it brings its data along, found here",
                () -> Tasks.read("acceptability", DataRequest.of(Path.of("here"))));
    }
}
