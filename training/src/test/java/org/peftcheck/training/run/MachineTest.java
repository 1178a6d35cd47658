package org.peftcheck.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

    @TempDir
    private Path proc;

    @Test
    void processorAndMemoryAreRead() throws IOException {
        Files.writeString(proc.resolve("cpuinfo"), "processor\t: 0\nmodel\t\t: 85\nmodel name\t: Some CPU @ 2.00GHz\n");
        Files.writeString(proc.resolve("meminfo"), "MemTotal:       16384 kB\nMemFree:        5 kB\n");
        Machine machine = Machine.of(proc);
        assertEquals("Some CPU @ 2.00GHz", machine.processor());
        assertEquals(16384L * 1024, machine.memoryBytes());
        assertEquals(Runtime.getRuntime().availableProcessors(), machine.processors());
        assertTrue(machine.system().startsWith(System.getProperty("os.name") + " "), machine.system());
    }

    @Test
    void aSystemThatDoesNotTellIsNoTrouble() {
        Machine machine = Machine.of(proc.resolve("none"));
        assertEquals("", machine.processor());
        assertEquals(0, machine.memoryBytes());
    }

    @Test
    void thePeakIsTheProcessOrElseJava() throws IOException {
        Path status = Files.writeString(proc.resolve("status"), "Name:\tjava\nVmPeak:\t  99 kB\nVmHWM:\t  12 kB\n");
        assertEquals(new PeakMemory(12 * 1024, "VmHWM"), PeakMemory.of(status));
        PeakMemory pools = PeakMemory.of(proc.resolve("none"));
        assertEquals("JVM", pools.source());
        assertTrue(pools.bytes() > 1 << 20);
    }
}
