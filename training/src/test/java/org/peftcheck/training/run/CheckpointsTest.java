package org.peftcheck.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.training.engine.Session;

class CheckpointsTest {

    private static final int FEATURES = 6;
    private static final TrainingSettings SETTINGS =
            new TrainingSettings(40, 8, 3, 0.1, AdamWSettings.defaults().withRates(0.02, 0.05), 5, 0, 4, 1);
    private static final byte[] CONFIGURATION = new byte[32];

    @TempDir
    private Path folder;

    private final List<String> notices = new ArrayList<>();
    private final TrainingListener listener = new TrainingListener() {
        @Override
        public void notice(String line) {
            notices.add(line);
        }
    };
    private float[] uninterrupted;
    private TrainingCurves course;

    /** The process dies. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void trainToTheEnd() {
        LinearSession session = new LinearSession(FEATURES);
        TrainingState state = new TrainingState(session.trained(), SETTINGS);
        train(session, state, at -> {}, Integer.MAX_VALUE);
        uninterrupted = session.values();
        course = state.curves();
    }

    /** A metric that goes up and down, so that the best values are not the last. */
    private static List<MetricValue> metrics(Session session) {
        float[] outputs = session.outputs(LinearSession.batch(4, FEATURES, -1));
        return List.of(new MetricValue("m", Math.sin(1000 * outputs[0])));
    }

    private static void train(LinearSession session, TrainingState state, Trainer.Keeper keeper, int killedAt) {
        BatchSource batches = step -> {
            if (step == killedAt) {
                throw new Killed();
            }
            return LinearSession.batch(8, FEATURES, step);
        };
        new Trainer(session, SETTINGS, batches, CheckpointsTest::metrics, TrainingListener.SILENT, System::nanoTime)
                .run(state, keeper, new StopSignal());
    }

    /** Goes on from the checkpoints with a new session, until it is killed. */
    private LinearSession resume(int killedAt) {
        LinearSession session = new LinearSession(FEATURES);
        TrainingState state = new TrainingState(session.trained(), SETTINGS);
        Checkpoints checkpoints = new Checkpoints(folder, CONFIGURATION);
        checkpoints.resume(state, listener);
        try {
            train(session, state, checkpoints, killedAt);
            assertTrue(course.sameCourse(state.curves()), "losses and metrics");
        } catch (Killed e) {
            assertTrue(killedAt < SETTINGS.steps());
        }
        return session;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aRunThatIsKilledAtAnyStepEndsWithTheSameBits() throws IOException {
        for (int step = 0; step < SETTINGS.steps(); step++) {
            resume(step);
            assertArrayEquals(uninterrupted, resume(Integer.MAX_VALUE).values(), "killed at " + step);
            new Checkpoints(folder, CONFIGURATION).deleteAll();
            assertEquals(List.of(), files());
        }
        assertEquals(List.of(), notices);
    }

    @Test
    void aRunThatIsKilledManyTimesEndsWithTheSameBits() {
        SplittableRandom random = new SplittableRandom(3);
        int killed = 0;
        for (int k = 0; k < 30; k++) {
            killed = Math.min(SETTINGS.steps() - 1, killed + random.nextInt(4));
            resume(killed);
        }
        assertArrayEquals(uninterrupted, resume(Integer.MAX_VALUE).values());
    }

    /** The planted mistake: moments that begin again from zero after a resumption. */
    @Test
    void momentsThatAreForgottenAreSeen() {
        resume(21);
        LinearSession session = new LinearSession(FEATURES);
        TrainingState state = new TrainingState(session.trained(), SETTINGS);
        Checkpoints checkpoints = new Checkpoints(folder, CONFIGURATION);
        checkpoints.resume(state, listener);
        Arrays.stream(state.adamW().first()).forEach(moments -> Arrays.fill(moments, 0));
        train(session, state, checkpoints, Integer.MAX_VALUE);
        assertFalse(course.sameCourse(state.curves()));
    }

    @Test
    void theLastTwoAreKept() throws IOException {
        resume(3);
        assertEquals(List.of(), files());
        resume(17);
        assertEquals(List.of("checkpoint-00000012.bin", "checkpoint-00000016.bin"), files());
    }

    @Test
    void whatWasBeingWrittenIsTakenAway() throws IOException {
        Files.writeString(folder.resolve("checkpoint-00000002.bin.part"), "half");
        resume(5);
        assertEquals(List.of("checkpoint-00000004.bin"), files());
    }

    @Test
    void whateverByteIsFlippedThePreviousOneIsUsed() throws IOException {
        resume(17);
        Path newest = folder.resolve("checkpoint-00000016.bin");
        byte[] good = Files.readAllBytes(newest);
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << at % 8);
            Files.write(newest, bad);
            assertEquals(12, stepAfterResuming(), "byte " + at);
        }
        String reason = newest + ": expected a whole checkpoint, found bytes that do not have the SHA-256 at its end"
                + "; the one before it, checkpoint-00000012.bin, is used instead";
        assertEquals(good.length, notices.stream().filter(reason::equals).count());
        assertArrayEquals(uninterrupted, resume(Integer.MAX_VALUE).values());
    }

    @Test
    void whereverItIsCutThePreviousOneIsUsed() throws IOException {
        resume(17);
        Path newest = folder.resolve("checkpoint-00000016.bin");
        byte[] good = Files.readAllBytes(newest);
        for (int length = 0; length < good.length; length++) {
            Files.write(newest, Arrays.copyOf(good, length));
            assertEquals(12, stepAfterResuming(), "length " + length);
        }
        assertEquals(
                newest + ": expected a whole checkpoint, found 0 bytes"
                        + "; the one before it, checkpoint-00000012.bin, is used instead",
                notices.get(0));
        Files.write(newest, Arrays.copyOf(good, good.length + 1));
        assertEquals(12, stepAfterResuming(), "a byte more");
        Files.write(newest, good);
        assertEquals(16, stepAfterResuming(), "the good one");
    }

    private int stepAfterResuming() {
        TrainingState state = new TrainingState(new LinearSession(FEATURES).trained(), SETTINGS);
        new Checkpoints(folder, CONFIGURATION).resume(state, listener);
        return state.step();
    }

    /** The good one before a damaged one stays until two newer ones are there. */
    @Test
    void aDamagedOneDoesNotPushOutAGoodOne() throws IOException {
        resume(17);
        Files.write(folder.resolve("checkpoint-00000016.bin"), new byte[7]);
        resume(17);
        assertEquals(List.of("checkpoint-00000012.bin", "checkpoint-00000016.bin"), files());
        assertEquals(16, stepAfterResuming());
    }

    @Test
    void whereAllAreDamagedNothingIsLost() throws IOException {
        resume(17);
        Files.write(folder.resolve("checkpoint-00000016.bin"), new byte[7]);
        Files.write(folder.resolve("checkpoint-00000012.bin"), new byte[500]);
        String message =
                assertThrows(BadRunException.class, this::stepAfterResuming).getMessage();
        assertEquals(
                folder.resolve("checkpoint-00000012.bin")
                        + ": expected a whole checkpoint, found bytes that do not have the SHA-256 at its end"
                        + "; no checkpoint of 2 in " + folder + " is good: delete them to begin again from step 0",
                message);
        assertEquals(List.of("checkpoint-00000012.bin", "checkpoint-00000016.bin"), files());
    }

    @Test
    void oneOfAnotherConfigurationIsRefused() {
        resume(17);
        byte[] other = CONFIGURATION.clone();
        other[31] = 1;
        TrainingState state = new TrainingState(new LinearSession(FEATURES).trained(), SETTINGS);
        String message = assertThrows(
                        BadRunException.class, () -> new Checkpoints(folder, other).resume(state, listener))
                .getMessage();
        assertEquals(
                folder.resolve("checkpoint-00000016.bin")
                        + ": expected a checkpoint of this run's configuration, found one of another",
                message);
    }

    @Test
    void oneOfOtherTensorsIsRefused() {
        resume(17);
        TrainingState state = new TrainingState(new LinearSession(FEATURES + 1).trained(), SETTINGS);
        String message = assertThrows(
                        BadRunException.class, () -> new Checkpoints(folder, CONFIGURATION).resume(state, listener))
                .getMessage();
        assertEquals(
                folder.resolve("checkpoint-00000016.bin") + ": a tensor: expected adapter:s [7], found adapter:s [6]",
                message);
    }

    @Test
    void aFolderThatCannotBeWrittenToIsOneLine() {
        Path none = folder.resolve("none");
        TrainingState state = new TrainingState(new LinearSession(FEATURES).trained(), SETTINGS);
        String message = assertThrows(BadRunException.class, () -> new Checkpoints(none, CONFIGURATION).keep(state))
                .getMessage();
        assertTrue(
                message.startsWith(none.resolve("checkpoint-00000000.bin") + ": expected a file that can be"), message);
        assertFalse(message.contains("\n"));
    }
}
