package org.peftcheck.training.data;

/** Reads the data of a task for language models. A new task is one implementation and its line in {@link LanguageTasks}. */
public interface LanguageTaskReader {

    /** The name on the command line, such as {@code gsm8k}. */
    String id();

    /** What it is, in a few words for the help. */
    String summary();

    /**
     * Reads the data. The order of the examples depends on the files alone.
     *
     * @param request where from
     * @return the data
     * @throws BadDatasetException when a file cannot be used
     */
    LanguageDataset read(DataRequest request);
}
