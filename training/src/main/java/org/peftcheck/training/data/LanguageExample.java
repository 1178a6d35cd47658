package org.peftcheck.training.data;

import java.util.List;
import java.util.Objects;

/**
 * A text for a language model: what is given, and what follows it; where there is a choice, the answers that could follow.
 *
 * @param prompt what is given, perhaps empty
 * @param answers what could follow, at least one text, each not empty, all different
 * @param right the number of the answer that does follow, from 0
 */
public record LanguageExample(String prompt, List<String> answers, int right) {

    /** Checks the answers; copies the list. */
    public LanguageExample {
        Objects.requireNonNull(prompt, "prompt");
        answers = List.copyOf(answers);
        boolean sound = answers.stream().noneMatch(String::isEmpty)
                && answers.stream().distinct().count() == answers.size();
        if (!sound || right < 0 || right >= answers.size()) {
            throw new IllegalArgumentException(
                    "example: expected answers that differ and one of them as the right one, got answer " + right
                            + " of " + answers);
        }
    }

    /**
     * A text without a choice.
     *
     * @param prompt what is given
     * @param answer what follows
     * @return the example
     */
    public static LanguageExample of(String prompt, String answer) {
        return new LanguageExample(prompt, List.of(answer), 0);
    }

    /** What does follow. */
    public String answer() {
        return answers.get(right);
    }
}
