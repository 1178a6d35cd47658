package org.peftcheck.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code benchmarks/kill-and-resume.sh}, with a command that plays training. */
class KillScriptTest {

    /** Takes a second, and leaves what it is told when it is the second in its folder. */
    private static final String COMMAND = """
            #!/bin/sh
            [ "$1" = train ] || exit 0
            mkdir -p "$3"
            echo one >> "$3/checkpoint-00000001.bin"
            sleep 0.5
            sleep 0.5
            case $(wc -l < "$3/checkpoint-00000001.bin") in
                *2) echo "$4" > "$3/trained.safetensors" ;;
                *) echo good > "$3/trained.safetensors" ;;
            esac
            """;

    @TempDir
    private Path temporary;

    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void needsAShell() throws IOException {
        assumeTrue(File.separatorChar == '/', "a shell of POSIX");
        Path command = Files.writeString(temporary.resolve("command"), COMMAND);
        assertTrue(command.toFile().setExecutable(true));
    }

    private int script(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "benchmarks/kill-and-resume.sh"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PEANUT", temporary.resolve("command").toString());
        builder.environment().put("TMPDIR", temporary.toString());
        builder.environment().put("SEED", "5");
        Process process = builder.start();
        process.inputReader(StandardCharsets.UTF_8).lines().forEach(lines::add);
        return process.waitFor();
    }

    @Test
    void equalTensorsAreCounted() throws IOException, InterruptedException {
        assertEquals(0, script("2", "good"), lines.toString());
        assertEquals("2 of 2 equal", lines.get(lines.size() - 1));
        assertTrue(lines.get(1).endsWith(" s (checkpoint-00000001.bin): equal"), lines.get(1));
    }

    @Test
    void tensorsThatDifferAreSeen() throws IOException, InterruptedException {
        assertEquals(1, script("1", "bad"), lines.toString());
        assertEquals("0 of 1 equal", lines.get(lines.size() - 1));
        assertTrue(lines.get(1).contains("): DIFFERENT, "), lines.get(1));
    }

    @Test
    void aNumberThatIsNoneIsRefused() throws IOException, InterruptedException {
        assertEquals(2, script("many"));
        assertEquals(List.of("kill-and-resume: expected a number of rounds, found many"), lines);
    }
}
