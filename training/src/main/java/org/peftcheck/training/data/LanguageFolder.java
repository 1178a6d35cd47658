package org.peftcheck.training.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The files of a task for language models: train and test, of which dev is held out. Dev is a tenth of train, and no more than 256
 * examples, so that it can be measured often; where there is only a test file, a tenth of it each becomes test and dev.
 *
 * @param folder the folder that holds them
 * @param ending the end of their names, such as {@code .jsonl}
 */
record LanguageFolder(Path folder, String ending) {

    private static final int MOST_DEV = 256;

    /**
     * Finds the folder: the one given, when train or test is in it, or one in it with the usual name.
     *
     * @param task the task's name for messages
     * @param request holds the folder given
     * @param usual the usual name of the task's folder
     * @param ending the end of the files' names
     * @throws BadDatasetException when there is none
     */
    static LanguageFolder find(String task, DataRequest request, String usual, String ending) {
        Path given = request.data().orElseThrow();
        for (Path folder : List.of(given, given.resolve(usual))) {
            LanguageFolder found = new LanguageFolder(folder, ending);
            if (found.file("train").isPresent() || found.file("test").isPresent()) {
                return found;
            }
        }
        throw new BadDatasetException(
                given.toString(),
                "train" + ending + " or test" + ending + " of " + task + ", or a folder " + usual + " with them",
                Files.isDirectory(given) ? "neither" : Files.exists(given) ? "a file" : "no such folder");
    }

    private Optional<Path> file(String name) {
        return Optional.of(folder.resolve(name + ending)).filter(Files::isRegularFile);
    }

    /**
     * The parts of the data.
     *
     * @param task the task
     * @param reader reads a file
     */
    LanguageDataset parts(LanguageTask task, Function<Path, List<LanguageExample>> reader) {
        Optional<Path> trainFile = file("train");
        Optional<Path> devFile = file("dev");
        Optional<Path> testFile = file("test");
        Path first = trainFile.or(() -> testFile).orElseThrow();
        List<LanguageExample> train = reader.apply(first);
        List<LanguageExample> test = new ArrayList<>();
        if (trainFile.isEmpty()) {
            HeldOutPart part = HeldOutPart.of(first.toString(), train, Integer.MAX_VALUE);
            test.addAll(part.held());
            train = part.rest();
        } else {
            testFile.map(reader).ifPresent(test::addAll);
        }
        if (devFile.isPresent()) {
            return new LanguageDataset(task, train, reader.apply(devFile.get()), test);
        }
        HeldOutPart part = HeldOutPart.of(first.toString(), train, MOST_DEV);
        return new LanguageDataset(task, part.rest(), part.held(), test);
    }
}
