package org.peftcheck.numeric.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** A file that lives for one generated case. The files are used again: to make a new one each time is slow. */
final class ScratchFile implements AutoCloseable {
    private static final Map<String, Deque<Path>> FREE = new ConcurrentHashMap<>();

    private final Path path;
    private final Deque<Path> free;

    ScratchFile(byte[] content, String ending) {
        free = FREE.computeIfAbsent(ending, any -> new ConcurrentLinkedDeque<>());
        Path used = free.pollFirst();
        try {
            path = used == null ? Files.createTempFile("checkpoint", ending) : used;
            path.toFile().deleteOnExit();
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.truncate(content.length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Checkpoint open() {
        return Checkpoints.open(path.toString());
    }

    /**
     * Opens the file and reads all that it lists.
     *
     * @return the refusal, or null when everything could be read
     * @throws AssertionError when the refusal is not one line that begins with the file
     */
    BadCheckpointException refusal() {
        try (Checkpoint checkpoint = open()) {
            checkpoint.checkFinite(checkpoint.layerNames());
            return null;
        } catch (BadCheckpointException refused) {
            String message = refused.getMessage();
            boolean oneLine = message.lines().count() == 1 && message.startsWith(path + ": ");
            if (!oneLine || !message.contains(": expected ") || !message.contains(", found ")) {
                throw new AssertionError("not one line with file, place, expected and found: " + message, refused);
            }
            return refused;
        }
    }

    @Override
    public void close() {
        free.addFirst(path);
    }
}
