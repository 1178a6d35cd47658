package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher {@code peanut} in a folder of its own, with a Java and a Maven that only say what they were asked. */
class LauncherTest {

    private static final Path LAUNCHER = Path.of("..", "peanut");
    private static final List<String> TOOLS =
            List.of("cat", "dirname", "find", "grep", "head", "readlink", "sed", "mkdir", "touch");
    private static final String JAVA = """
            #!/bin/sh
            case $1 in
                -version) echo 'openjdk version "%s" 2024-01-16' >&2 ;;
                --list-modules) printf '%%s\\n' %s ;;
                *) for a in "$@" "in $(pwd)" "language $LC_ALL"; do printf '<%%s>\\n' "$a"; done ;;
            esac
            """;
    private static final String MAVEN = """
            #!/bin/sh
            case $1 in
                -v) printf '\\033[1mApache Maven %s\\033[m\\nMaven home: /x\\n' ;;
                *)  echo "maven says: $*"
                    mkdir -p training/target papers/target
                    touch training/target/training-1.jar papers/target/papers-1.jar
                    printf '%%s' "$(pwd -P)/papers/target/papers-1.jar" >training/target/peanut.classpath
                    exit %s ;;
            esac
            """;

    @TempDir
    Path folder;

    private Path project;
    private Path bin;

    @BeforeEach
    void makeAProject() throws IOException {
        folder = folder.toRealPath();
        project = Files.createDirectory(folder.resolve("my project"));
        bin = Files.createDirectory(folder.resolve("bin"));
        for (String module : List.of("papers", "theory", "numeric", "training")) {
            Files.createDirectories(project.resolve(module).resolve("src/main/java"));
            Files.createFile(project.resolve(module).resolve("pom.xml"));
        }
        Files.createDirectory(project.resolve(".mvn"));
        Files.createFile(project.resolve("pom.xml"));
        Files.copy(LAUNCHER, project.resolve("peanut"));
        for (String tool : TOOLS) {
            Path place = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
            program(tool, "#!/bin/sh\nexec " + place + " \"$@\"\n");
        }
        java("17.0.9", "java.base@17 jdk.compiler@17");
        maven("3.8.7", 0);
    }

    private void java(String version, String modules) throws IOException {
        program("java", JAVA.formatted(version, modules));
    }

    private void maven(String version, int exit) throws IOException {
        program("mvn", MAVEN.formatted(version, exit));
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(bin.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run peanut(String... args) throws IOException, InterruptedException {
        return run(project.resolve("peanut"), Map.of(), args);
    }

    private Run run(Path launcher, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().putAll(environment);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Path home = Files.createDirectories(folder.resolve("work here"));
        int exit = builder.directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Run(exit, Files.readString(out), Files.readString(err));
    }

    private void refused(String message) throws IOException, InterruptedException {
        Run run = peanut("claims");
        assertEquals(ExitCode.BAD_INPUT, run.exit(), run.err());
        assertEquals("", run.out());
        assertEquals("peanut: " + message + "\n", run.err());
    }

    /** Makes the build older than everything else. */
    private void age() throws IOException {
        Files.setLastModifiedTime(
                project.resolve("training/target/peanut.classpath"),
                FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    }

    @Test
    void buildsOnFirstUseAndThenRuns() throws IOException, InterruptedException {
        Run first = peanut("claims", "two words", "*");
        assertEquals(0, first.exit(), first.err());
        assertTrue(first.err().startsWith("peanut: building peanut (first use) ...\nmaven says: -B -q "), first.err());
        assertTrue(first.err().contains(" package -pl training -am"), first.err());
        String classPath = project + "/training/target/training-1.jar:" + project + "/papers/target/papers-1.jar";
        assertEquals("""
                <-XX:TieredStopAtLevel=1>
                <-XX:+UseSerialGC>
                <-cp>
                <%s>
                <org.peftcheck.cli.Main>
                <claims>
                <two words>
                <*>
                <in %s>
                <language C.UTF-8>
                """.formatted(classPath, folder.resolve("work here")), first.out());
        assertEquals("", peanut("claims").err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "numeric/pom.xml", "training/src/main/java", "papers/src/main/java/New.java"})
    void buildsAgainWhenASourceIsNewer(String path) throws IOException, InterruptedException {
        peanut("claims");
        assertEquals("", peanut("claims").err());
        Path file = project.resolve(path);
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        FileTime built = Files.getLastModifiedTime(project.resolve("training/target/peanut.classpath"));
        Files.setLastModifiedTime(file, FileTime.from(built.toInstant().plusSeconds(1)));
        Run again = peanut("claims");
        assertTrue(again.err().startsWith("peanut: building peanut (its sources have changed) ...\n"), again.err());
    }

    @Test
    void doesNotBuildForWhatIsNoSource() throws IOException, InterruptedException {
        peanut("claims");
        Files.createFile(project.resolve("README.md"));
        Files.createDirectories(project.resolve("papers/src/test/java"));
        assertEquals("", peanut("claims").err());
    }

    @Test
    void buildsAgainInAnotherPlaceOrWhenAPartIsGone() throws IOException, InterruptedException {
        peanut("claims");
        Files.delete(project.resolve("papers/target/papers-1.jar"));
        Run gone = peanut("claims");
        assertTrue(gone.err().startsWith("peanut: building peanut (parts of the last build are gone"), gone.err());
        Path moved = Files.move(project, folder.resolve("moved"));
        Run elsewhere = run(moved.resolve("peanut"), Map.of(), "claims");
        assertTrue(elsewhere.err().startsWith("peanut: building peanut (parts of the last build"), elsewhere.err());
        assertTrue(elsewhere.out().contains("<" + moved + "/training/target/training-1.jar:"), elsewhere.out());
    }

    @Test
    void buildsAgainWhenTheOptionsOfMavenChange() throws IOException, InterruptedException {
        peanut("claims");
        Map<String, String> cuda = Map.of("PEANUT_MAVEN_OPTS", "-Pnd4j-cuda -T 2");
        Run changed = run(project.resolve("peanut"), cuda, "claims");
        assertTrue(
                changed.err().startsWith("peanut: building peanut (PEANUT_MAVEN_OPTS has changed) ...\n"),
                changed.err());
        assertTrue(changed.err().contains(" -Pnd4j-cuda -T 2 package -pl training -am"), changed.err());
        assertEquals("", run(project.resolve("peanut"), cuda, "claims").err());
        Run back = peanut("claims");
        assertTrue(back.err().contains("(PEANUT_MAVEN_OPTS has changed)"), back.err());
        assertEquals("", peanut("claims").err());
    }

    @Test
    void isFoundThroughLinks() throws IOException, InterruptedException {
        Path links = Files.createDirectory(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("relative"), Path.of("../my project/peanut"));
        Path link = Files.createSymbolicLink(links.resolve("pn"), links.resolve("relative"));
        Run run = run(link, Map.of(), "claims");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("<" + project + "/training/target/training-1.jar:"), run.out());
    }

    @Test
    void longCommandsHaveTheWholeCompiler() throws IOException, InterruptedException {
        for (String command :
                List.of("verify", "recheck", "tie", "train", "evaluate", "compare", "benchmark", "generate")) {
            String out = peanut(command).out();
            assertFalse(out.contains("-XX:Tiered"), out);
        }
    }

    @Test
    void optionsAndLanguageOfTheUserAreKept() throws IOException, InterruptedException {
        peanut("claims");
        Map<String, String> environment = Map.of("PEANUT_JAVA_OPTS", "-Xmx1g -ea", "LC_ALL", "de_DE.UTF-8");
        String out = run(project.resolve("peanut"), environment, "claims").out();
        assertTrue(out.startsWith("<-Xmx1g>\n<-ea>\n<-cp>\n"), out);
        assertTrue(out.endsWith("<language de_DE.UTF-8>\n"), out);
    }

    @Test
    void javaOfJavaHomeGoesFirst() throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("jdk 21/bin")).getParent();
        Files.move(bin.resolve("java"), home.resolve("bin/java"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"21.0.2\"\n");
        Run run = run(project.resolve("peanut"), Map.of("JAVA_HOME", home.toString()), "claims");
        assertEquals(0, run.exit(), run.err());
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"1.8.0_392\"\n");
        Run old = run(project.resolve("peanut"), Map.of("JAVA_HOME", home.toString()), "claims");
        assertEquals(ExitCode.BAD_INPUT, old.exit());
        assertTrue(old.err().contains("found version 8 ("), old.err());
    }

    @Test
    void refusesToRunWithoutAGoodJava() throws IOException, InterruptedException {
        java("11.0.21", "java.base@11 jdk.compiler@11");
        refused("expected a JDK of version 17 or later, found version 11 (" + bin.resolve("java") + ")");
        java("1.8.0_392", "");
        refused("expected a JDK of version 17 or later, found version 8 (" + bin.resolve("java") + ")");
        java("17", "java.base@17");
        refused("expected a JDK of version 17 or later, found " + bin.resolve("java") + ", which has no compiler");
        Files.delete(bin.resolve("java"));
        refused("expected a JDK of version 17 or later on the PATH, found no java");
    }

    @Test
    void refusesToBuildWithoutAGoodMaven() throws IOException, InterruptedException {
        maven("3.6.3", 0);
        refused("expected Maven 3.8.7 or later on the PATH for building, found version 3.6.3");
        maven("3.8.6", 0);
        refused("expected Maven 3.8.7 or later on the PATH for building, found version 3.8.6");
        Files.delete(bin.resolve("mvn"));
        refused("expected Maven 3.8.7 or later on the PATH for building, found no mvn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8.7", "3.9.0", "4.0.0-rc-3"})
    void buildsWithNewerMavens(String version) throws IOException, InterruptedException {
        maven(version, 0);
        assertEquals(0, peanut("claims").exit());
    }

    @Test
    void needsNoMavenOnceBuilt() throws IOException, InterruptedException {
        peanut("claims");
        Files.delete(bin.resolve("mvn"));
        assertEquals(0, peanut("claims").exit());
        age();
        refused("expected Maven 3.8.7 or later on the PATH for building, found no mvn");
    }

    @Test
    void saysThatABuildFailed() throws IOException, InterruptedException {
        maven("3.8.7", 1);
        Run run = peanut("claims");
        assertEquals(ExitCode.BAD_INPUT, run.exit());
        assertEquals("", run.out());
        assertTrue(run.err().endsWith("peanut: the build failed; the lines above say why\n"), run.err());
    }
}
