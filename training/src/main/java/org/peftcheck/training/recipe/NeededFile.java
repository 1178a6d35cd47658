package org.peftcheck.training.recipe;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file that a recipe needs of the user.
 *
 * @param option the option that names its folder, {@code --model} or {@code --data}
 * @param names its path below that folder, or several of which one is enough
 * @param found where it is; empty when it is not there or no folder was given
 */
public record NeededFile(String option, List<String> names, Optional<Path> found) {

    /** Keeps its own copy of the list. */
    public NeededFile {
        names = List.copyOf(names);
    }

    /** Looks for one. */
    static NeededFile in(String option, Optional<Path> folder, List<String> names) {
        Optional<Path> found = folder.flatMap(root -> names.stream()
                .map(root::resolve)
                .filter(java.nio.file.Files::exists)
                .findFirst());
        return new NeededFile(option, names, found);
    }
}
