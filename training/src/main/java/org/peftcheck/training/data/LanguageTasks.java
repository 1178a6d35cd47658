package org.peftcheck.training.data;

import java.util.List;
import org.peftcheck.papers.NearNames;

/** The tasks for language models by name. */
public final class LanguageTasks {

    private static final List<LanguageTaskReader> ALL = List.of(
            new Gsm8kTask("gsm8k", LanguageTask.Predicted.ANSWER),
            new Gsm8kTask("gsm8k-whole", LanguageTask.Predicted.WHOLE),
            new ChoiceTask("arc-easy", "ARC-Easy", "science questions, easy ones"),
            new ChoiceTask("arc-challenge", "ARC-Challenge", "science questions, hard ones"),
            new ChoiceTask("openbookqa", "openbookqa", "science questions that need a fact and common sense"),
            new ChoiceTask("boolq", "boolq", "questions with the answers true and false"),
            new ChoiceTask("piqa", "piqa", "how to do things"),
            new ChoiceTask("social-iqa", "social_i_qa", "how people behave"),
            new ChoiceTask("winogrande", "winogrande", "who or what is meant"),
            new PlainTextTask());

    private LanguageTasks() {}

    /** All tasks. */
    public static List<LanguageTaskReader> all() {
        return ALL;
    }

    /**
     * Reads a task's data.
     *
     * @param id the name of the task
     * @param request where the data is
     * @return the data
     * @throws IllegalArgumentException when the name or the data cannot be used
     */
    public static LanguageDataset read(String id, DataRequest request) {
        LanguageTaskReader task = ALL.stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown task `" + id + "`"
                        + NearNames.hint(
                                id, ALL.stream().map(LanguageTaskReader::id).toList())));
        if (request.data().isEmpty()) {
            throw new BadDatasetException("task " + id, "the folder or file of its data", "none");
        }
        return task.read(request);
    }
}
