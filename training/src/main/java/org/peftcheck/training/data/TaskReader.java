package org.peftcheck.training.data;

/** Reads the data of a task. A new task is one implementation and its line in {@link Tasks}. */
public interface TaskReader {

    /** The name on the command line, such as {@code glue/sst2}. */
    String id();

    /** What it is, in a few words for the help. */
    String summary();

    /** Whether the data has to be pointed to; otherwise the task brings it along and must not be given any. */
    boolean needsData();

    /**
     * Reads the data. The order of the examples depends on the files alone.
     *
     * @param request where from
     * @return the data
     * @throws BadDatasetException when a file cannot be used
     */
    Dataset read(DataRequest request);
}
