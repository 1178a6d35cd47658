package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with what was built, where something was: with {@code mvn verify}, but not with {@code mvn test}. */
class BuiltLauncherTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path BUILD = ROOT.resolve("training/target/peanut.classpath");

    @TempDir
    Path folder;

    @BeforeEach
    void onlyWhereTheBuildIsNew() throws IOException {
        assumeTrue(Files.exists(BUILD), "nothing was built");
        FileTime built = Files.getLastModifiedTime(BUILD);
        for (String module : List.of("papers", "theory", "numeric", "training")) {
            try (Stream<Path> sources = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
                assumeTrue(sources.noneMatch(file -> modified(file).compareTo(built) > 0), "a source is newer");
            }
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> peanut(int exit, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("peanut").toString()));
        command.addAll(Arrays.asList(args));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(exit, process.waitFor(), out);
        return out.lines().toList();
    }

    @Test
    void listsTheClaims() throws IOException, InterruptedException {
        List<String> lines = peanut(0, "claims");
        assertTrue(lines.get(lines.size() - 1).matches("\\d+ claims"), lines.toString());
    }

    @Test
    void namesOfFilesAreRelativeToTheFolderOfTheCaller() throws IOException, InterruptedException {
        peanut(0, "errata", "--json", "ümlaut.json");
        assertTrue(Files.readString(folder.resolve("ümlaut.json")).contains("row-to-column"));
        List<String> lines = peanut(2, "recheck", "ümlaut.json");
        assertEquals("rejected ümlaut.json: expected a JSON object, got ARRAY", lines.get(0));
        assertEquals(2, lines.size(), lines.toString());
    }
}
