package org.peftcheck.cli;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The memory that a process may have.
 *
 * @param heap the largest heap of this Java, in bytes
 * @param physical the memory of the machine or container in bytes, where Java knows it
 */
record MachineMemory(long heap, OptionalLong physical) {

    private static final double GIBI = 1L << 30;

    static MachineMemory ofThisProcess() {
        OptionalLong physical =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? OptionalLong.of(system.getTotalMemorySize())
                        : OptionalLong.empty();
        return new MachineMemory(Runtime.getRuntime().maxMemory(), physical);
    }

    /** Both in GiB. */
    String inWords() {
        String all = physical.isPresent() ? gibibytes(physical.getAsLong()) + ", of which " : "";
        return all + gibibytes(heap) + " for the heap of Java";
    }

    private static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIBI);
    }
}
