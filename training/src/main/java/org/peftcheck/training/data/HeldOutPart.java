package org.peftcheck.training.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.peftcheck.training.run.Sha256;

/**
 * A part of examples that is not trained on: those whose prompts, and answers where the prompt is empty, have the smallest digests. It
 * depends on no order, and examples with one prompt are in one part.
 *
 * @param held what is held out
 * @param rest the others
 */
record HeldOutPart(List<LanguageExample> held, List<LanguageExample> rest) {

    /** The share of examples that is held out. */
    private static final int TENTH = 10;

    /**
     * Holds out a tenth, and no more than a number where that is fewer.
     *
     * @param file where the examples are from, for messages
     * @param examples the examples
     * @param most the most examples to hold out, but for those with the prompt of the last one
     * @throws BadDatasetException when there are too few for two parts
     */
    static HeldOutPart of(String file, List<LanguageExample> examples, int most) {
        Map<String, List<LanguageExample>> groups = new TreeMap<>();
        for (LanguageExample example : examples) {
            groups.computeIfAbsent(digest(example), key -> new ArrayList<>()).add(example);
        }
        if (groups.size() < 2) {
            throw new BadDatasetException(file, "at least 2 different examples, to hold one out", "" + groups.size());
        }
        int wanted = Math.max(1, Math.min(most, examples.size() / TENTH));
        Set<LanguageExample> chosen = new HashSet<>();
        int count = 0;
        for (List<LanguageExample> group : groups.values()) {
            if (count >= wanted) {
                break;
            }
            chosen.addAll(group);
            count += group.size();
        }
        return new HeldOutPart(
                examples.stream().filter(chosen::contains).toList(),
                examples.stream().filter(example -> !chosen.contains(example)).toList());
    }

    private static String digest(LanguageExample example) {
        String text = example.prompt().isBlank() ? example.answer() : example.prompt();
        return HexFormat.of()
                .formatHex(Sha256.digest().digest(PlainText.of(text).getBytes(StandardCharsets.UTF_8)));
    }
}
