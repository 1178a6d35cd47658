package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlueTasksTest {

    private static final String SST2 = "sentence\tlabel\nsaid \"good \t1\ndull\t0\n";
    private static final String RTE =
            "index\tsentence1\tsentence2\tlabel\n0\tA b.\tA.\tentailment\n1\tB.\tC.\tnot_entailment\n";

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private Dataset read(String task) {
        return Tasks.read(task, DataRequest.of(folder));
    }

    private void refused(String task, String expected) {
        String message =
                assertThrows(BadDatasetException.class, () -> read(task)).getMessage();
        assertEquals(expected.replace("DIR", folder.toString()), message);
    }

    @Test
    void quotesAreLettersAndTheFolderAboveWillDo() throws IOException {
        write("SST-2/train.tsv", SST2);
        write("SST-2/dev.tsv", SST2.replace("\n", "\r\n"));
        Dataset data = read("glue/sst2");
        assertEquals(List.of(Example.of("said \"good ", 1, ""), Example.of("dull", 0, "")), data.train());
        assertEquals(data.train(), data.dev());
        assertEquals(List.of(), data.test());
        assertEquals(Metric.ACCURACY, data.task().decisive());
        assertEquals(data, Tasks.read("glue/sst2", DataRequest.of(folder.resolve("SST-2"))));
    }

    @Test
    void labelledTestIsRead() throws IOException {
        write("train.tsv", SST2);
        write("dev.tsv", SST2);
        write("test-labelled.tsv", "sentence\tlabel\nnew\t1\n");
        assertEquals(List.of(Example.of("new", 1, "")), read("glue/sst2").test());
    }

    @Test
    void entailmentIsClassZero() throws IOException {
        write("RTE/train.tsv", RTE);
        write("RTE/dev.tsv", RTE);
        write("QNLI/train.tsv", RTE.replace("sentence1", "question").replace("sentence2", "sentence"));
        write("QNLI/dev.tsv", RTE.replace("sentence1", "question").replace("sentence2", "sentence"));
        List<Example> expected =
                List.of(new Example("A b.", Optional.of("A."), 0, ""), new Example("B.", Optional.of("C."), 1, ""));
        assertEquals(expected, read("glue/rte").train());
        assertEquals(expected, read("glue/qnli").dev());
    }

    @Test
    void colaHasFourColumnsWithoutHeader() throws IOException {
        write("CoLA/train.tsv", "gj04\t1\t\tFine.\ngj04\t0\t*\tNot fine.");
        write("CoLA/dev.tsv", "gj04\t0\t*\tNot.\n");
        Dataset data = read("glue/cola");
        assertEquals(List.of(Example.of("Fine.", 1, ""), Example.of("Not fine.", 0, "")), data.train());
        assertEquals(1, data.dev().size());
        assertEquals(Metric.MATTHEWS, data.task().decisive());
    }

    @Test
    void devOfTheOriginalColaIsBothDomains() throws IOException {
        write("in_domain_train.tsv", "a\t1\t\tOne.\n");
        write("in_domain_dev.tsv", "a\t1\t\tTwo.\n");
        write("out_of_domain_dev.tsv", "b\t0\t*\tThree.\n");
        assertEquals(
                List.of("Two.", "Three."),
                read("glue/cola").dev().stream().map(Example::text).toList());
    }

    @Test
    void stsbOfTheBenchmarkAndOfGlue() throws IOException {
        String rows = "g\tf\t2012\t1\t2.50\tA \"b.\tC.\n";
        write("STS-B/sts-train.csv", rows + "g\tf\t2012\t2\t5\tD.\tE.\tsource\tother\n");
        write("STS-B/sts-dev.csv", rows);
        Dataset data = read("glue/stsb");
        assertEquals(
                List.of(
                        new Example("A \"b.", Optional.of("C."), 2.5f, ""),
                        new Example("D.", Optional.of("E."), 5, "")),
                data.train());
        assertEquals(List.of(Metric.PEARSON, Metric.SPEARMAN), data.task().metrics());
        String glue = "index\tsentence1\tsentence2\tscore\n0\tA \"b.\tC.\t2.500\n";
        write("train.tsv", glue);
        write("dev.tsv", glue);
        assertEquals(data.dev(), read("glue/stsb").train());
    }

    @Test
    void missingFolderAndFiles() throws IOException {
        refused(
                "glue/sst2",
                "DIR: expected the files of glue/sst2 (train.tsv or dev.tsv), or a folder SST-2 or SST2 or sst2 or sst-2 with"
                        + " them, found neither");
        write("QNLI/dev.tsv", RTE);
        refused("glue/qnli", "DIR/QNLI/train.tsv: expected a file, found no such file");
        Path none = folder.resolve("none");
        assertEquals(
                none + ": expected a folder, found no such folder",
                assertThrows(BadDatasetException.class, () -> Tasks.read("glue/rte", DataRequest.of(none)))
                        .getMessage());
        Path file = write("a.tsv", SST2);
        assertEquals(
                file + ": expected a folder, found a file",
                assertThrows(BadDatasetException.class, () -> Tasks.read("glue/rte", DataRequest.of(file)))
                        .getMessage());
    }

    @Test
    void missingColumn() throws IOException {
        write("train.tsv", "sentence\tlable\nx\t1\n");
        refused("glue/sst2", "DIR/train.tsv: expected a column label, found columns sentence, lable");
        write("train.tsv", "label\tsentence\tlabel\n1\tx\t1\n");
        refused("glue/sst2", "DIR/train.tsv: expected one column label, found columns label, sentence, label");
        write("train.tsv", "");
        refused("glue/sst2", "DIR/train.tsv: expected a line with the names of the columns, found an empty file");
    }

    @Test
    void wrongNumberOfFields() throws IOException {
        write("train.tsv", "sentence\tlabel\nx\t1\ny\n");
        refused("glue/sst2", "DIR/train.tsv, line 3: expected 2 fields divided by tabs, found 1");
        write("train.tsv", "sentence\tlabel\nx\t1\t2\n");
        refused("glue/sst2", "DIR/train.tsv, line 2: expected 2 fields divided by tabs, found 3");
        write("STS-B/sts-train.csv", "g\tf\t2012\t1\t2.50\tA.\n");
        refused("glue/stsb", "DIR/train.tsv, line 2: expected 2 fields divided by tabs, found 3");
        Files.delete(folder.resolve("train.tsv"));
        refused("glue/stsb", "DIR/STS-B/sts-train.csv, line 1: expected 7 to 9 fields divided by tabs, found 6");
    }

    @Test
    void unknownLabel() throws IOException {
        write("train.tsv", SST2);
        write("dev.tsv", "sentence\tlabel\nx\t1\ny\t2\n");
        refused("glue/sst2", "DIR/dev.tsv, line 3, column label: expected a label of 0, 1, found '2'");
        write("in_domain_train.tsv", "a\t-1\t\tOne.\n");
        Files.delete(folder.resolve("train.tsv"));
        Files.delete(folder.resolve("dev.tsv"));
        write("in_domain_dev.tsv", "a\t1\t\tOne.\n");
        write("out_of_domain_dev.tsv", "a\t1\t\tOne.\n");
        refused("glue/cola", "DIR/in_domain_train.tsv, line 1, column label: expected a label of 0, 1, found '-1'");
    }

    @Test
    void labelThatIsNoNumberInRange() throws IOException {
        String rows = "g\tf\t2012\t1\tSCORE\tA.\tB.\n";
        for (String score : List.of("good", "NaN", "5.01", "-0.1", "", "0x1p1", "1f")) {
            write("sts-train.csv", rows.replace("SCORE", score));
            refused(
                    "glue/stsb",
                    "DIR/sts-train.csv, line 1, column score: expected a number from 0.0 to 5.0, found '" + score
                            + "'");
        }
    }

    @Test
    void emptyText() throws IOException {
        write("train.tsv", "sentence\tlabel\n\t1\n");
        refused("glue/sst2", "DIR/train.tsv, line 2, column sentence: expected a text, found nothing");
        write("train.tsv", "index\tsentence1\tsentence2\tlabel\n0\tA\t \tentailment\n");
        refused("glue/rte", "DIR/train.tsv, line 2, column sentence2: expected a text, found white space");
    }

    @Test
    void bytesThatAreNoText() throws IOException {
        write("train.tsv", "sentence\tlabel\nx\t1\nb\u00e4d\t0\n".getBytes(StandardCharsets.ISO_8859_1));
        refused("glue/sst2", "DIR/train.tsv, line 3: expected text in UTF-8, found bytes that are none");
    }

    @Test
    void aMessageIsOneShortLine() throws IOException {
        write("train.tsv", "sentence\tlabel\nx\t" + "\u0007long".repeat(100) + "\n");
        String message =
                assertThrows(BadDatasetException.class, () -> read("glue/sst2")).getMessage();
        assertEquals(1, message.lines().count());
        assertEquals("found '" + "\\u0007long".repeat(12) + "…'", message.substring(message.indexOf("found")));
    }

    @Test
    void noRowsAreRefused() throws IOException {
        write("train.tsv", "sentence\tlabel\n");
        write("dev.tsv", SST2);
        assertEquals(
                "task glue/sst2: expected examples in train and dev, got 0 and 2",
                assertThrows(IllegalArgumentException.class, () -> read("glue/sst2"))
                        .getMessage());
    }
}
