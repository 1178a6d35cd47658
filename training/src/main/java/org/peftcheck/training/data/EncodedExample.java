package org.peftcheck.training.data;

import java.util.List;
import java.util.Objects;

/**
 * An example as token numbers.
 *
 * @param tokens the tokens
 * @param label its label
 */
public record EncodedExample(TokenIds tokens, float label) {

    /** Refuses null. */
    public EncodedExample {
        Objects.requireNonNull(tokens, "tokens");
    }

    /**
     * Encodes examples.
     *
     * @param examples the examples
     * @param tokenizer makes the tokens
     * @param longest the most tokens of an input
     * @return as many, in the same order
     */
    public static List<EncodedExample> all(List<Example> examples, TextTokenizer tokenizer, int longest) {
        return examples.stream()
                .map(example -> new EncodedExample(
                        tokenizer.encode(example.text(), example.second(), longest), example.label()))
                .toList();
    }
}
