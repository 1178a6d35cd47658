package org.peftcheck.training.run;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;

/**
 * The most memory that this process has had.
 *
 * @param bytes how much
 * @param source what tells it: {@code VmHWM}, the resident memory of the process, or {@code JVM}, the pools of Java alone, which leave
 *     out what a training engine holds outside of Java
 */
public record PeakMemory(long bytes, String source) {

    /** The most up to now. */
    public static PeakMemory now() {
        return of(Path.of("/proc/self/status"));
    }

    static PeakMemory of(Path status) {
        return Machine.value(status, "VmHWM")
                .map(text -> new PeakMemory(Machine.bytes(text), "VmHWM"))
                .orElseGet(PeakMemory::ofPools);
    }

    private static PeakMemory ofPools() {
        long bytes = ManagementFactory.getMemoryPoolMXBeans().stream()
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        return new PeakMemory(bytes, "JVM");
    }
}
