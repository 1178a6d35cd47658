package org.peftcheck.training.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * English acceptability out of the examples of LanguageTool's grammar rules, which are on the class path. Each faulty example gives two
 * sentences, itself (unacceptable) and itself corrected (acceptable), so that the classes are balanced and differ in nothing but the
 * fault. The rules, not the sentences, are divided into train, dev and test: what is measured is how well faults are seen of kinds that
 * were not trained on.
 *
 * <p>Left out are pairs whose two sentences an uncased model cannot tell apart, and pairs with a sentence that an earlier pair has,
 * in whatever split and with whatever label.
 */
final class AcceptabilityTask implements TaskReader {

    static final Task TASK = new Task(
            "acceptability",
            false,
            new Labels.Classes(List.of("unacceptable", "acceptable")),
            List.of(Metric.ACCURACY, Metric.MATTHEWS, Metric.F1));
    private static final String RULES = "org/languagetool/rules/en/grammar.xml";

    @Override
    public String id() {
        return TASK.id();
    }

    @Override
    public String summary() {
        return "English sentences with and without a fault, from LanguageTool's rules; needs no data";
    }

    @Override
    public boolean needsData() {
        return false;
    }

    @Override
    public Dataset read(DataRequest request) {
        try (InputStream rules = AcceptabilityTask.class.getClassLoader().getResourceAsStream(RULES)) {
            if (rules == null) {
                throw new IllegalStateException(
                        "expected " + RULES + " of org.languagetool:language-en on the class path, found none");
            }
            return divide(GrammarExamples.read(rules, RULES));
        } catch (IOException e) {
            throw new UncheckedIOException(RULES, e);
        }
    }

    /** The examples of the pairs that can be used, by the split of their rule. */
    static Dataset divide(List<MinimalPair> pairs) {
        Map<GroupSplit, List<Example>> splits = new EnumMap<>(GroupSplit.class);
        for (GroupSplit split : GroupSplit.values()) {
            splits.put(split, new ArrayList<>());
        }
        Set<String> seen = new HashSet<>();
        for (MinimalPair pair : pairs) {
            String faulty = PlainText.of(pair.faulty());
            String corrected = PlainText.of(pair.corrected());
            if (faulty.equals(corrected) || seen.contains(faulty) || seen.contains(corrected)) {
                continue;
            }
            seen.add(faulty);
            seen.add(corrected);
            List<Example> split = splits.get(GroupSplit.of(pair.rule()));
            split.add(Example.of(pair.faulty(), 0, pair.rule()));
            split.add(Example.of(pair.corrected(), 1, pair.rule()));
        }
        return new Dataset(TASK, splits.get(GroupSplit.TRAIN), splits.get(GroupSplit.DEV), splits.get(GroupSplit.TEST));
    }
}
