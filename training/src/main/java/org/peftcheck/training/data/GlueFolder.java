package org.peftcheck.training.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder of a GLUE task.
 *
 * @param folder the folder that holds its files
 */
record GlueFolder(Path folder) {

    /**
     * Finds the folder: the one given, when one of the files is in it, or one in it with a usual name.
     *
     * @param task the task's name for messages
     * @param request holds the folder given
     * @param names the usual names of the task's folder
     * @param files names of files, one of which has to be there
     * @return the folder
     * @throws BadDatasetException when there is none
     */
    static GlueFolder find(String task, DataRequest request, List<String> names, List<String> files) {
        Path given = request.data()
                .orElseThrow(() -> new BadDatasetException("task " + task, "the folder or file of its data", "none"));
        if (!Files.isDirectory(given)) {
            throw new BadDatasetException(
                    given.toString(), "a folder", Files.exists(given) ? "a file" : "no such folder");
        }
        if (holdsOne(given, files)) {
            return new GlueFolder(given);
        }
        return names.stream()
                .map(given::resolve)
                .filter(folder -> holdsOne(folder, files))
                .findFirst()
                .map(GlueFolder::new)
                .orElseThrow(() -> new BadDatasetException(
                        given.toString(),
                        "the files of " + task + " (" + String.join(" or ", files) + "), or a folder "
                                + String.join(" or ", names) + " with them",
                        "neither"));
    }

    private static boolean holdsOne(Path folder, List<String> files) {
        return files.stream().anyMatch(file -> Files.isRegularFile(folder.resolve(file)));
    }

    /** The first of the files that is there; the first, to be refused by its reader, where none is. */
    Path file(String... names) {
        return optional(names).orElse(folder.resolve(names[0]));
    }

    /** The first of the files that is there. */
    Optional<Path> optional(String... names) {
        return List.of(names).stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
