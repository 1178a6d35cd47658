package org.peftcheck.papers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A folder of data files, on the class path or on disk. */
@FunctionalInterface
public interface DataFolder {

    /**
     * Opens a file of the folder.
     *
     * @param name its name relative to the folder, with {@code /} between the parts
     * @return its bytes; the caller closes the stream
     * @throws BadDataException when there is no such file
     */
    InputStream open(String name);

    /**
     * A folder on the class path.
     *
     * @param anchor a class of the module that holds it
     * @param root the absolute name of the folder, such as {@code /peanut2025}
     * @return the folder
     */
    static DataFolder onClassPath(Class<?> anchor, String root) {
        return name -> {
            InputStream stream = anchor.getResourceAsStream(root + "/" + name);
            if (stream == null) {
                throw new BadDataException(name, 0, "expected a file of this name in " + root + ", found none");
            }
            return stream;
        };
    }

    /**
     * A folder on disk.
     *
     * @param root the folder
     * @return the folder
     */
    static DataFolder at(Path root) {
        return name -> {
            try {
                return Files.newInputStream(root.resolve(name));
            } catch (NoSuchFileException e) {
                throw new BadDataException(name, 0, "expected a file of this name in " + root + ", found none", e);
            } catch (IOException e) {
                throw new UncheckedIOException(root.resolve(name) + ": cannot be opened", e);
            }
        };
    }
}
