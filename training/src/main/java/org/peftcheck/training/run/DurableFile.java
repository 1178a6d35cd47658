package org.peftcheck.training.run;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The writing of files that are there whole or not at all, whenever the process or the machine dies: into a file beside, to the disk,
 * and then in place by one renaming.
 */
public final class DurableFile {

    /** What is added to the name of a file while it is written. */
    static final String PART = ".part";

    /** Writes the bytes of a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private DurableFile() {}

    /**
     * Writes a file; one that is there is replaced.
     *
     * @param file the file
     * @param content writes its bytes
     * @throws BadRunException when it cannot be written; what was there is as before
     */
    static void write(Path file, Content content) {
        Path part = file.resolveSibling(file.getFileName() + PART);
        try {
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                content.writeTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(file);
        } catch (IOException e) {
            throw new BadRunException(file + ": expected a file that can be written, got " + e, e);
        }
    }

    /**
     * Writes a text.
     *
     * @param file the file
     * @param text its text, in UTF-8
     * @throws BadRunException as {@link #write}
     */
    public static void writeText(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Makes sure that a file that was written otherwise is on the disk.
     *
     * @param file the file
     * @throws BadRunException when it is not there
     */
    static void force(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
            forceFolder(file);
        } catch (IOException e) {
            throw new BadRunException(file + ": expected a file that can be written, got " + e, e);
        }
    }

    /** The names in the folder of a file; Windows opens no folders and writes them by itself. */
    private static void forceFolder(Path file) throws IOException {
        if (File.separatorChar == '/') {
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }
}
