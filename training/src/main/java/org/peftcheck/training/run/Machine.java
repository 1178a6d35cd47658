package org.peftcheck.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The machine of a run.
 *
 * @param system name, version and architecture of the operating system
 * @param processors how many processors Java sees
 * @param processor the name of the processor, where the system tells it, otherwise empty
 * @param memoryBytes the memory of the machine, where the system tells it, otherwise 0
 */
public record Machine(String system, int processors, String processor, long memoryBytes) {

    private static final Path PROC = Path.of("/proc");

    /** The machine that this is. */
    public static Machine here() {
        return of(PROC);
    }

    static Machine of(Path proc) {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch");
        return new Machine(
                system,
                Runtime.getRuntime().availableProcessors(),
                value(proc.resolve("cpuinfo"), "model name").orElse(""),
                value(proc.resolve("meminfo"), "MemTotal").map(Machine::bytes).orElse(0L));
    }

    /** The value of a line {@code name : value} of a file of Linux; none where there is no such file or line, or it cannot be read. */
    static Optional<String> value(Path file, String name) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            return Optional.empty();
        }
        return lines.stream()
                .filter(line -> line.startsWith(name) && line.contains(":"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    /** The bytes of a number such as {@code 16384 kB}. */
    static long bytes(String kilobytes) {
        return 1024 * Long.parseLong(kilobytes.replaceAll("[^0-9]", ""));
    }
}
