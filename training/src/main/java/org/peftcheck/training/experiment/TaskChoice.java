package org.peftcheck.training.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.peftcheck.training.data.DataRequest;
import org.peftcheck.training.data.Dataset;
import org.peftcheck.training.data.FileColumns;
import org.peftcheck.training.data.Tasks;

/**
 * A task and where its data is.
 *
 * @param id the name of the task
 * @param request where its data is
 */
public record TaskChoice(String id, DataRequest request) {

    /** The task that needs no data of the user's. */
    public static TaskChoice usual() {
        return new TaskChoice(Tasks.usual().id(), DataRequest.none());
    }

    /**
     * Reads the data.
     *
     * @return the data
     * @throws IllegalArgumentException when there is no such task or the data cannot be used
     */
    public Dataset read() {
        return Tasks.read(id, request);
    }

    /** The choice as names, which are those of the command's options, and texts; a folder by its absolute path. */
    Map<String, String> notes() {
        Map<String, String> notes = new TreeMap<>(Map.of("task", id));
        request.data()
                .ifPresent(data ->
                        notes.put("data", data.toAbsolutePath().normalize().toString()));
        FileColumns columns = request.columns();
        FileColumns usual = FileColumns.usual();
        if (!columns.text().equals(usual.text())) {
            notes.put("text", columns.text());
        }
        if (!columns.label().equals(usual.label())) {
            notes.put("label", columns.label());
        }
        columns.second().ifPresent(second -> notes.put("second", second));
        if (!columns.classes().isEmpty()) {
            notes.put("classes", String.join(",", columns.classes()));
        }
        if (columns.regression()) {
            notes.put("regression", "true");
        }
        return notes;
    }

    /** The choice of some notes. */
    static TaskChoice parse(Map<String, String> notes) {
        FileColumns usual = FileColumns.usual();
        FileColumns columns = new FileColumns(
                notes.getOrDefault("text", usual.text()),
                Optional.ofNullable(notes.get("second")),
                notes.getOrDefault("label", usual.label()),
                notes.containsKey("classes") ? List.of(notes.get("classes").split(",")) : List.of(),
                Boolean.parseBoolean(notes.get("regression")));
        Optional<Path> data = Optional.ofNullable(notes.get("data")).map(Path::of);
        return new TaskChoice(notes.getOrDefault("task", ""), new DataRequest(data, columns));
    }
}
