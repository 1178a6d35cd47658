package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerNamesTest {
    private static final LayerNames NAMES = new LayerNames(
            "model", List.of("l.0.query.weight", "l.0.key.weight", "l.1.query.weight", "l.1.key.weight", "out.weight"));

    @ParameterizedTest
    @CsvSource({
        "*, l.0.query.weight",
        "l.*.query.weight, l.10.query.weight",
        "l.?.query.weight, l.0.query.weight",
        "*weight, l.0.query.weight",
        "*.*.*, l.0.query.weight",
        "l.**0.query.weight*, l.0.query.weight",
        "l.0.query.weight, l.0.query.weight"
    })
    void aGlobThatMatches(String glob, String name) {
        assertTrue(new Glob(glob).matches(name));
    }

    @ParameterizedTest
    @CsvSource({
        "l.?.query.weight, l.10.query.weight",
        "l.0.query, l.0.query.weight",
        "query*, l.0.query.weight",
        "l.0.Query.weight, l.0.query.weight",
        "l?0?*?query?weight, l.0.query.weight"
    })
    void aGlobThatDoesNot(String glob, String name) {
        assertFalse(new Glob(glob).matches(name));
    }

    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "abc, abc, 0", "a*c, abd, 1", "?, abc, 2", "abc, '', 3", "'', abc, 3", "*, '', 0"
    })
    void distances(String pattern, String name, int distance) {
        assertEquals(distance, new Glob(pattern).distance(name));
    }

    @Test
    void matchesKeepTheOrderOfTheModel() {
        assertEquals(List.of("l.0.key.weight", "l.1.key.weight"), NAMES.matching("*.key.weight"));
    }

    @Test
    void aTypingErrorComesFirstWhateverTheCase() {
        assertEquals("l.1.query.weight", NAMES.near("L.1.qeury.weight").get(0));
        assertEquals("l.0.key.weight", NAMES.near("l.0.KEY.weight").get(0));
    }

    @Test
    void aPartOfANameIsNear() {
        assertEquals(List.of("l.0.query.weight", "l.1.query.weight"), NAMES.near("query"));
    }

    @Test
    void atMostFiveAreListed() {
        LayerNames many = new LayerNames("m", List.of("w0", "w1", "w2", "w3", "w4", "w5", "w6"));
        assertEquals(List.of("w0", "w1", "w2", "w3", "w4"), many.near("w9"));
    }

    @Test
    void messages() {
        assertEquals(
                "model: no layer 'out.weigth'; near names: 'out.weight'",
                NAMES.missing("out.weigth").getMessage());
        assertEquals(
                "model: no layer 'zzzz'; no name is near; the first of its 5 is 'l.0.query.weight'",
                NAMES.missing("zzzz").getMessage());
        assertEquals(
                "model: no layer ''; no name is near; the first of its 5 is 'l.0.query.weight'",
                NAMES.missing("").getMessage());
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> NAMES.matching("l.*.value.weight"));
        assertEquals(
                "model: no layer matches 'l.*.value.weight'; near names: 'l.0.query.weight', 'l.0.key.weight', "
                        + "'l.1.query.weight', 'l.1.key.weight'",
                refused.getMessage());
    }

    @Test
    void numbersInNamesCountByTheirValue() {
        List<String> sorted = List.of("a10.b", "a2.c", "a2.b", "a02.b", "b", "a").stream()
                .sorted(new NaturalOrder())
                .toList();
        assertEquals(List.of("a", "a02.b", "a2.b", "a2.c", "a10.b", "b"), sorted);
    }
}
