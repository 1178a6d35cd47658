package org.peftcheck.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own, which is killed. */
class KilledRunTest {

    @TempDir
    private Path temporary;

    private static Process start(Path folder, long pauseMillis) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunInFolder.class.getName(),
                        folder.toString(),
                        Long.toString(pauseMillis))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader begun(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        assertEquals("begins", out.readLine());
        return out;
    }

    @Test
    void aProcessKilledAtAnyMomentGoesOnToTheSameEnd() throws IOException, InterruptedException {
        RunRecord whole = RunInFolder.at(temporary.resolve("whole")).run();
        Path killed = temporary.resolve("killed");
        SplittableRandom random = new SplittableRandom();
        for (int k = 0; k < 4; k++) {
            Process process = start(killed, 5);
            begun(process);
            Thread.sleep(random.nextInt(400));
            process.destroyForcibly().waitFor();
        }
        Process last = start(killed, 0);
        List<String> lines = begun(last).lines().toList();
        last.waitFor();
        boolean goesOn = lines.equals(List.of("FINISHED 60"));
        assertTrue(goesOn || RunFolder.record(killed).status() == RunRecord.Status.FINISHED, lines.toString());
        assertEquals(whole.results(), RunFolder.record(killed).results());
    }

    @Test
    void aProcessHoldsItsFolderAndWritesACheckpointWhenAskedToEnd() throws IOException, InterruptedException {
        assumeTrue(File.separatorChar == '/', "Windows does not ask");
        Path folder = temporary.resolve("asked");
        Process process = start(folder, 50);
        BufferedReader out = begun(process);
        while (!folder.resolve(RunFolder.METRICS).toFile().exists()) {
            Thread.sleep(5);
        }
        String held = assertThrows(
                        BadRunException.class, () -> RunInFolder.at(folder).run())
                .getMessage();
        assertEquals(folder + ": expected a folder that no process is writing to, found a run in progress", held);
        process.toHandle().destroy();
        String line = out.readLine();
        assertEquals(128 + 15, process.waitFor());
        assertTrue(line != null && line.startsWith("INTERRUPTED "), line);
        RunRecord run = RunFolder.record(folder);
        assertEquals(RunRecord.Status.INTERRUPTED, run.status());
        String name = String.format("checkpoint-%08d.bin", run.curves().losses().length);
        assertTrue(folder.resolve(name).toFile().exists(), name);
    }

    @Test
    void aSignalThatIsClosedHoldsNothingUp() {
        StopSignal signal = StopSignal.ofProcess();
        assertFalse(signal.requested());
        signal.close();
        signal.close();
        assertFalse(signal.requested());
    }
}
