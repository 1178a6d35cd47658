package org.peftcheck.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files that a user means by files and folders. */
final class CertificateFiles {

    private static final String ENDING = ".json";

    private CertificateFiles() {}

    /**
     * The files: each file that is named, and for a folder every file in it, or in a folder within, whose name ends in
     * {@code .json}, in the order of their names.
     *
     * @param names names of files and folders
     * @return the files, each once; a name that is no folder is taken for a file, whether it is there or not
     * @throws IllegalArgumentException when a folder holds no such file or cannot be read
     */
    static List<Path> of(List<String> names) {
        Set<Path> files = new LinkedHashSet<>();
        for (String name : names) {
            Path path = path(name);
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            List<Path> inside = inside(path);
            if (inside.isEmpty()) {
                throw new IllegalArgumentException(name + ": expected certificates (*" + ENDING + "), found none");
            }
            files.addAll(inside);
        }
        return new ArrayList<>(files);
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("`" + name + "`: expected a file or a folder: " + e.getReason(), e);
        }
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new IllegalArgumentException(folder + ": expected a folder that can be read, got " + e, e);
        }
    }
}
