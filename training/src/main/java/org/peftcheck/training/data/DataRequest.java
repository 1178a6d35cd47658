package org.peftcheck.training.data;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a user wants the data of a task to be taken from.
 *
 * @param data a folder or file; none for a task that brings its data along
 * @param columns what the columns of own files are called
 */
public record DataRequest(Optional<Path> data, FileColumns columns) {

    /** Refuses nulls. */
    public DataRequest {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(columns, "columns");
    }

    /** No folder: a task that brings its data along. */
    public static DataRequest none() {
        return new DataRequest(Optional.empty(), FileColumns.usual());
    }

    /**
     * A folder or file with the usual columns.
     *
     * @param data the folder or file
     * @return the request
     */
    public static DataRequest of(Path data) {
        return new DataRequest(Optional.of(data), FileColumns.usual());
    }
}
