package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AcceptabilityTaskTest {

    private static Dataset data;

    @BeforeAll
    static void read() {
        data = Tasks.read("acceptability", DataRequest.none());
    }

    private static Stream<List<Example>> splits() {
        return Stream.of(data.train(), data.dev(), data.test());
    }

    @Test
    void countsOfTheRelease() {
        assertEquals(List.of(13_264, 1_550, 1_450), splits().map(List::size).toList());
    }

    @Test
    void everySplitIsBalanced() {
        splits().forEach(split -> {
            long acceptable =
                    split.stream().filter(example -> example.label() == 1).count();
            assertEquals(split.size(), 2 * acceptable);
        });
    }

    @Test
    void sentencesComeInPairsOfOneRule() {
        splits().forEach(split -> {
            for (int i = 0; i < split.size(); i += 2) {
                Example faulty = split.get(i);
                Example corrected = split.get(i + 1);
                assertEquals(0, faulty.label());
                assertEquals(1, corrected.label());
                assertEquals(faulty.group(), corrected.group());
                assertNotEquals(PlainText.of(faulty.text()), PlainText.of(corrected.text()));
            }
        });
    }

    @Test
    void noRuleAndNoSentenceIsInTwoSplits() {
        assertTrue(SplitOverlap.of(data).isEmpty());
    }

    @Test
    void noSentenceIsThereTwice() {
        List<String> texts = splits().flatMap(List::stream)
                .map(example -> PlainText.of(example.text()))
                .toList();
        assertEquals(texts.size(), texts.stream().distinct().count());
    }

    @Test
    void theOrderIsTheSameAgain() {
        assertEquals(data, Tasks.read("acceptability", DataRequest.none()));
    }

    @Test
    void pairsThatCannotBeToldApartAreLeftOut() {
        MinimalPair good = new MinimalPair(rule(GroupSplit.TRAIN), "He go .", "He goes.");
        MinimalPair other = new MinimalPair(rule(GroupSplit.DEV), "An car.", "A car.");
        MinimalPair sameButCase = new MinimalPair("A", "on monday", "on Monday");
        MinimalPair faultyThere = new MinimalPair("B", "He go.", "They go.");
        MinimalPair correctedThere = new MinimalPair("C", "The car.", "a car.");
        Dataset small = AcceptabilityTask.divide(List.of(good, sameButCase, other, faultyThere, correctedThere));
        assertEquals(
                List.of("He go .", "He goes."),
                small.train().stream().map(Example::text).toList());
        assertEquals(
                List.of("An car.", "A car."),
                small.dev().stream().map(Example::text).toList());
        assertEquals(List.of(), small.test());
    }

    private static String rule(GroupSplit split) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "RULE_" + i)
                .filter(name -> GroupSplit.of(name) == split)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRuleStaysInItsSplit() {
        assertEquals(
                List.of(GroupSplit.DEV, GroupSplit.TRAIN, GroupSplit.TEST),
                Stream.of("IT_IS_2", "RULE_0", "RULE_9").map(GroupSplit::of).toList());
    }

    @Test
    void plantedOverlapIsFound() {
        Example moved = data.train().get(0);
        List<Example> dev = Stream.concat(data.dev().stream(), Stream.of(moved)).toList();
        SplitOverlap overlap = SplitOverlap.of(new Dataset(data.task(), data.train(), dev, data.test()));
        assertEquals(List.of(moved.group()), overlap.groups());
        assertEquals(List.of(PlainText.of(moved.text())), overlap.texts());
    }

    @Test
    void plantedOverlapInCaseOnlyIsFound() {
        Example shouted = Example.of(data.train().get(0).text().toUpperCase(Locale.ROOT), 0, "");
        SplitOverlap overlap = SplitOverlap.of(new Dataset(data.task(), data.train(), data.dev(), List.of(shouted)));
        assertEquals(List.of(), overlap.groups());
        assertEquals(1, overlap.texts().size());
    }
}
