package org.peftcheck.training.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The file of a part of a data set, which may be in one of several formats. */
final class SplitFile {

    private SplitFile() {}

    /**
     * Finds the file.
     *
     * @param folder the folder
     * @param name the part, such as {@code train}
     * @param endings of the formats, such as {@code .jsonl}
     * @return the file; nothing where there is none
     * @throws BadDatasetException when there are several
     */
    static Optional<Path> of(Path folder, String name, Stream<String> endings) {
        List<Path> files = endings.map(ending -> folder.resolve(name + ending))
                .filter(Files::isRegularFile)
                .toList();
        if (files.size() > 1) {
            throw new BadDatasetException(
                    folder.toString(),
                    "one file of " + name,
                    files.get(0).getFileName() + " and " + files.get(1).getFileName());
        }
        return files.stream().findFirst();
    }
}
