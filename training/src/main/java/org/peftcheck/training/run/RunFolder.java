package org.peftcheck.training.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of a run. It is held by one process at a time, through a lock on {@code run.lock}, and belongs to one configuration: a
 * folder with anything else in it is refused, and nothing in it is changed.
 */
public final class RunFolder implements AutoCloseable {

    /** The name of the record of a run. */
    public static final String RECORD = "run.json";
    /** The name of the file with the trained tensors. */
    public static final String TRAINED = "trained.safetensors";
    /** The name of the table of losses and metrics. */
    public static final String METRICS = "metrics.csv";

    private static final String LOCK = "run.lock";
    /** What a run leaves that was killed before its record was written. */
    private static final Set<String> BEFORE_RECORD = Set.of(LOCK, RECORD + DurableFile.PART);

    private final Path path;
    private final RunConfiguration configuration;
    private final FileChannel lock;
    private final RunRecord found;

    private RunFolder(Path path, RunConfiguration configuration, FileChannel lock, RunRecord found) {
        this.path = path;
        this.configuration = configuration;
        this.lock = lock;
        this.found = found;
    }

    /**
     * Takes a folder for a run: a new one, an empty one, or that of a run of the same configuration.
     *
     * @param path the folder
     * @param configuration the run's configuration
     * @return the folder, held until it is closed
     * @throws BadRunException when the folder is that of another run or has other files, when another process holds it, when it cannot
     *     be read or made, or when a finished run's trained tensors are not those of its record
     */
    public static RunFolder open(Path path, RunConfiguration configuration) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new BadRunException(path + ": expected a folder, or none, found a file");
        }
        try {
            check(path, configuration);
            Files.createDirectories(path);
            FileChannel lock = lock(path);
            try {
                return new RunFolder(
                        path, configuration, lock, check(path, configuration).orElse(null));
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BadRunException(path + ": expected a folder that can be written to, got " + e, e);
        }
    }

    /**
     * The record of the run in a folder, whatever its configuration.
     *
     * @param path the folder
     * @return the record
     * @throws BadRunException when there is none
     */
    public static RunRecord record(Path path) {
        if (!Files.isRegularFile(path.resolve(RECORD))) {
            throw new BadRunException(path + ": expected the folder of a run, found no " + RECORD + " in it");
        }
        return RunJson.read(path.resolve(RECORD));
    }

    private static Optional<RunRecord> check(Path path, RunConfiguration configuration) throws IOException {
        if (!Files.exists(path.resolve(RECORD))) {
            requireNoFiles(path);
            return Optional.empty();
        }
        RunRecord found = record(path);
        Optional<String> difference = configuration.difference(found.configuration());
        if (difference.isPresent()) {
            throw new BadRunException(
                    path + ": expected an empty folder or a run of the same configuration, found a run" + " with "
                            + difference.get());
        }
        if (found.status() == RunRecord.Status.FINISHED) {
            requireTrained(path.resolve(TRAINED), found.results().trainedSha256());
        }
        return Optional.of(found);
    }

    private static void requireNoFiles(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (Stream<Path> files = Files.list(path)) {
            Optional<String> other = files.map(file -> file.getFileName().toString())
                    .filter(name -> !BEFORE_RECORD.contains(name))
                    .sorted()
                    .findFirst();
            if (other.isPresent()) {
                throw new BadRunException(
                        path + ": expected an empty folder or that of a run, found " + other.get() + " in it");
            }
        }
    }

    private static void requireTrained(Path file, String sha256) throws IOException {
        String found = Files.isRegularFile(file) ? Sha256.hex(file) : "no such file";
        if (!found.equals(sha256)) {
            throw new BadRunException(
                    file + ": expected the tensors of the finished run, SHA-256 " + sha256 + ", found " + found);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new BadRunException(held(path), e);
        }
        channel.close();
        throw new BadRunException(held(path));
    }

    private static String held(Path path) {
        return path + ": expected a folder that no process is writing to, found a run in progress";
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** The configuration of its run. */
    public RunConfiguration configuration() {
        return configuration;
    }

    /** The record that was there when the folder was opened; none for a new run. */
    public Optional<RunRecord> found() {
        return Optional.ofNullable(found);
    }

    /** Whether the run was at its end when the folder was opened. */
    public boolean isFinished() {
        return found != null && found.status() == RunRecord.Status.FINISHED;
    }

    /** Lets other processes have the folder. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new BadRunException(path + ": expected a lock that can be given back, got " + e, e);
        }
    }
}
