package org.peftcheck.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checkpoints of a run, {@code checkpoint-STEP.bin} in its folder: the last two that are known to be good. */
final class Checkpoints implements Trainer.Keeper {

    private static final Pattern NAME = Pattern.compile("checkpoint-[0-9]{8,10}\\.bin");
    private static final Pattern PART = Pattern.compile(NAME + Pattern.quote(DurableFile.PART));

    private final Path folder;
    private final byte[] configuration;
    private Path latest;

    /**
     * The checkpoints in a folder.
     *
     * @param folder the folder, which is there
     * @param configuration the digest of the run's configuration
     */
    Checkpoints(Path folder, byte[] configuration) {
        this.folder = folder;
        this.configuration = configuration.clone();
    }

    /** Whether a file of that name is a checkpoint. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Writes a checkpoint, and deletes all but it and the one before. */
    @Override
    public void keep(TrainingState state) {
        Path file = folder.resolve(String.format("checkpoint-%08d.bin", state.step()));
        if (file.equals(latest)) {
            return;
        }
        DurableFile.write(file, out -> CheckpointWriter.write(out, configuration, state));
        Path previous = latest;
        latest = file;
        deleteParts();
        for (Path other : files()) {
            if (!other.equals(latest) && !other.equals(previous)) {
                delete(other);
            }
        }
    }

    /**
     * Puts the state of the newest good checkpoint in place.
     *
     * @param state the state before the first step; it stays as it is when there is no checkpoint
     * @param listener hears which checkpoints are damaged
     * @throws BadRunException when there are checkpoints and all are damaged, or one is of another run
     */
    void resume(TrainingState state, TrainingListener listener) {
        List<String> damages = new ArrayList<>();
        for (Path file : files()) {
            try {
                CheckpointReader.read(file, configuration, state);
                damages.forEach(damage ->
                        listener.notice(damage + "; the one before it, " + file.getFileName() + ", is used instead"));
                latest = file;
                return;
            } catch (DamagedCheckpointException e) {
                damages.add(e.getMessage());
            }
        }
        if (!damages.isEmpty()) {
            throw new BadRunException(damages.get(damages.size() - 1) + "; no checkpoint of " + damages.size() + " in "
                    + folder + " is good: delete them to begin again from step 0");
        }
    }

    /** Deletes all checkpoints. */
    void deleteAll() {
        files().forEach(Checkpoints::delete);
        deleteParts();
        latest = null;
    }

    /** Deletes what was being written when a process was killed. */
    private void deleteParts() {
        files(PART).forEach(Checkpoints::delete);
    }

    /** The checkpoints, the newest first. */
    private List<Path> files() {
        return files(NAME);
    }

    private List<Path> files(Pattern name) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(Checkpoints::step).reversed())
                    .toList();
        } catch (IOException e) {
            throw new BadRunException(folder + ": expected a folder that can be read, got " + e, e);
        }
    }

    private static long step(Path file) {
        return Long.parseLong(file.getFileName().toString().replaceAll("[^0-9]", ""));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new BadRunException(file + ": expected a file that can be deleted, got " + e, e);
        }
    }
}
