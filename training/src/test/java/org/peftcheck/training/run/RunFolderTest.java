package org.peftcheck.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    private Path temporary;

    private RunConfiguration configuration() {
        return RunInFolder.at(temporary).configuration();
    }

    private String refusal(RunConfiguration configuration) {
        return assertThrows(BadRunException.class, () -> RunFolder.open(temporary, configuration))
                .getMessage();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(temporary)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFolderWithOtherFilesIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(temporary.resolve("notes.txt"), "mine");
        assertEquals(
                temporary + ": expected an empty folder or that of a run, found notes.txt in it",
                refusal(configuration()));
        assertEquals(List.of("notes.txt"), files());
    }

    @Test
    void tensorsWithoutARecordAreRefused() throws IOException {
        Files.writeString(temporary.resolve(RunFolder.TRAINED), "mine");
        assertEquals(
                temporary + ": expected an empty folder or that of a run, found trained.safetensors in it",
                refusal(configuration()));
        assertEquals("mine", Files.readString(temporary.resolve(RunFolder.TRAINED)));
    }

    @Test
    void aFileIsRefused() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "mine");
        assertEquals(
                file + ": expected a folder, or none, found a file",
                assertThrows(BadRunException.class, () -> RunFolder.open(file, configuration()))
                        .getMessage());
        Path below = file.resolve("run");
        String message = assertThrows(BadRunException.class, () -> RunFolder.open(below, configuration()))
                .getMessage();
        assertTrue(message.startsWith(below + ": expected a folder that can be written to, got "), message);
    }

    @Test
    void anotherRunIsRefusedAndLeftAlone() throws IOException {
        RunInFolder.at(temporary).run();
        String before = Files.readString(temporary.resolve(RunFolder.RECORD));
        String start = temporary + ": expected an empty folder or a run of the same configuration, found a run with ";
        RunConfiguration rank = RunInFolder.of(temporary, Map.of("method", "linear", "rank", "16"), 60)
                .configuration();
        assertEquals(start + "rank 8 instead of 16", refusal(rank));
        RunConfiguration steps = RunInFolder.of(temporary, Map.of("method", "linear", "rank", "8"), 61)
                .configuration();
        assertEquals(start + "steps 60 instead of 61", refusal(steps));
        RunConfiguration none =
                RunInFolder.of(temporary, Map.of("method", "linear"), 60).configuration();
        assertEquals(start + "rank 8 instead of not given", refusal(none));
        assertEquals(before, Files.readString(temporary.resolve(RunFolder.RECORD)));
    }

    @Test
    void aFinishedRunSaysSo() {
        RunRecord run = RunInFolder.at(temporary).run();
        try (RunFolder folder = RunFolder.open(temporary, configuration())) {
            assertTrue(folder.isFinished());
            assertEquals(run.results(), folder.found().orElseThrow().results());
        }
    }

    @Test
    void aFinishedRunWithOtherTensorsIsRefused() throws IOException {
        RunRecord run = RunInFolder.at(temporary).run();
        String start = temporary.resolve(RunFolder.TRAINED) + ": expected the tensors of the finished run, SHA-256 "
                + run.results().trainedSha256() + ", found ";
        Files.write(temporary.resolve(RunFolder.TRAINED), new byte[0]);
        assertEquals(
                start + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", refusal(configuration()));
        Files.delete(temporary.resolve(RunFolder.TRAINED));
        assertEquals(start + "no such file", refusal(configuration()));
    }

    @Test
    void filesBesideARunAreNoTrouble() throws IOException {
        RunInFolder.at(temporary).run();
        Files.writeString(temporary.resolve("notes.txt"), "mine");
        try (RunFolder folder = RunFolder.open(temporary, configuration())) {
            assertTrue(folder.isFinished());
        }
    }

    @Test
    void aRunKilledBeforeItsRecordBeginsAnew() throws IOException {
        Files.writeString(temporary.resolve("run.lock"), "");
        Files.writeString(temporary.resolve("run.json.part"), "{");
        try (RunFolder folder = RunFolder.open(temporary, configuration())) {
            assertFalse(folder.isFinished());
            assertTrue(folder.found().isEmpty());
        }
        assertEquals(RunRecord.Status.FINISHED, RunInFolder.at(temporary).run().status());
    }

    @Test
    void twoDoNotHoldOneFolder() {
        try (RunFolder folder = RunFolder.open(temporary, configuration())) {
            assertEquals(temporary, folder.path());
            assertEquals(
                    temporary + ": expected a folder that no process is writing to, found a run in progress",
                    refusal(configuration()));
        }
        RunFolder.open(temporary, configuration()).close();
    }

    @Test
    void aBrokenRecordIsRefused() throws IOException {
        Path file = temporary.resolve(RunFolder.RECORD);
        Files.writeString(file, "{\n  \"format\": 1,");
        assertEquals(
                file + ", line 2, column 15: expected the record of a run, found Unexpected end-of-input within/between"
                        + " Object entries",
                refusal(configuration()));
        Files.writeString(file, "{\"name\": 3}");
        String message = refusal(configuration());
        assertTrue(message.startsWith(file + ", line 1, column "), message);
        assertFalse(message.contains("\n"));
        Files.writeString(file, "null");
        assertEquals(file + ": expected the record of a run, found null", refusal(configuration()));
    }

    @Test
    void aRecordOfAnotherFormatIsRefused() throws IOException {
        RunInFolder.at(temporary).run();
        Path file = temporary.resolve(RunFolder.RECORD);
        Files.writeString(file, Files.readString(file).replace("\"format\" : 1", "\"format\" : 2"));
        assertEquals(file + ": expected a record of format 1, found 2", refusal(configuration()));
    }

    @Test
    void aFolderWithoutARunHasNoRecord() {
        assertEquals(
                temporary + ": expected the folder of a run, found no run.json in it",
                assertThrows(BadRunException.class, () -> RunFolder.record(temporary))
                        .getMessage());
    }

    @Test
    void aChoiceWithTheNameOfASettingIsRefused() {
        assertEquals(
                "configuration: expected the names of choices to differ from those of settings, got steps",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new RunConfiguration(Map.of("steps", "3"), TrainingSettings.defaults()))
                        .getMessage());
    }

    @Test
    void theDigestTellsNamesFromValues() {
        RunConfiguration first = new RunConfiguration(Map.of("a", "b", "c", "d"), TrainingSettings.defaults());
        RunConfiguration second = new RunConfiguration(Map.of("a", "bc", "cd", ""), TrainingSettings.defaults());
        assertFalse(first.sha256().equals(second.sha256()));
        assertEquals(64, first.sha256().length());
    }
}
