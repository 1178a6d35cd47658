package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Globs, edit distances, near names, and the order of names. */
class LayerNameProperties {

    /** Short texts over few characters, so that they often have much in common. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars('a', 'b', '.', '0', '1').ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> globs() {
        return Arbitraries.strings()
                .withChars('a', 'b', '.', '0', '1', '*', '*', '?')
                .ofMaxLength(8);
    }

    @Provide
    Arbitrary<List<String>> names() {
        Arbitrary<String> name = Arbitraries.frequencyOf(
                Tuple.of(
                        3,
                        Arbitraries.of(
                                "encoder.layer.0.query.weight",
                                "encoder.layer.1.query.weight",
                                "encoder.layer.0.key.weight",
                                "encoder.layer.10.Key.weight",
                                "pooler.dense.weight",
                                "out.weight")),
                Tuple.of(2, texts().filter(text -> !text.isEmpty())));
        return name.list().uniqueElements().ofMinSize(1).ofMaxSize(9);
    }

    @Property(tries = 3000, seed = "7301")
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void aGlobMatchesWhatItsRegularExpressionMatches(@ForAll("globs") String glob, @ForAll("texts") String name) {
        boolean expected = Pattern.matches(regularExpression(glob), name);
        assertEquals(expected, new Glob(glob).matches(name));
        Statistics.collect(expected);
        Statistics.coverage(check -> {
            check.check(true).percentage(share -> share > 4);
            check.check(false).percentage(share -> share > 20);
        });
    }

    @Property(tries = 2000, seed = "7302")
    void aNameWithPartsStarredOutMatchesItself(@ForAll("texts") String name, @ForAll Random random) {
        StringBuilder glob = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            switch (random.nextInt(4)) {
                case 0 -> glob.append('?');
                case 1 -> {
                    glob.append('*');
                    i += random.nextInt(3) - 1;
                }
                default -> glob.append(name.charAt(i));
            }
        }
        assertTrue(new Glob(glob.toString()).matches(name), () -> glob + " on " + name);
        assertTrue(new Glob("*").matches(name));
        assertTrue(new Glob(name).anywhere().matches("x" + name + "y"));
    }

    @Property(tries = 2000, seed = "7303")
    void withoutWildcardsTheDistanceIsLevenshteins(@ForAll("texts") String a, @ForAll("texts") String b) {
        assertEquals(levenshtein(a, b), new Glob(a).distance(b));
        assertEquals(new Glob(b).distance(a), new Glob(a).distance(b));
    }

    @Property(tries = 2000, seed = "7304")
    void anEditOfTheNameMovesTheDistanceByAtMostOne(
            @ForAll("globs") String glob, @ForAll("texts") String name, @ForAll Random random) {
        int before = new Glob(glob).distance(name);
        int after = new Glob(glob).distance(edited(name, random));
        assertTrue(Math.abs(before - after) <= 1, () -> before + " became " + after);
    }

    @Property(tries = 1500, seed = "7305")
    void nearNamesAreAtMostFiveOfTheNamesTheNearestFirst(
            @ForAll("names") List<String> names, @ForAll("globs") String asked) {
        List<String> near = new LayerNames("m", names).near(asked);
        assertTrue(near.size() <= 5 && names.containsAll(near) && new HashSet<>(near).size() == near.size());
        Glob glob = new Glob(asked).lowerCase();
        List<Integer> distances = near.stream()
                .map(name -> glob.distance(name.toLowerCase(Locale.ROOT)))
                .toList();
        assertEquals(distances.stream().sorted().toList(), distances);
    }

    @Property(tries = 1500, seed = "7306")
    void aNameWithOneTypingErrorIsFoundAgain(@ForAll("names") List<String> names, @ForAll Random random) {
        String meant = names.get(random.nextInt(names.size()));
        String typed = edited(meant, random);
        Assume.that(!typed.isEmpty() && !names.contains(typed));
        List<String> near = new LayerNames("m", names).near(typed);
        boolean crowdedOut = near.size() == 5
                && near.stream()
                        .allMatch(name ->
                                levenshtein(typed.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)) <= 1);
        assertTrue(near.contains(meant) || crowdedOut, () -> typed + " gave " + near);
    }

    @Property(tries = 1500, seed = "7307")
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void aRequestIsAnsweredWithTheMatchesOrRefusedInOneLineWithTheNearNames(
            @ForAll("names") List<String> names, @ForAll("globs") String glob) {
        LayerNames layers = new LayerNames("m", names);
        List<String> expected = names.stream()
                .filter(name -> Pattern.matches(regularExpression(glob), name))
                .toList();
        if (expected.isEmpty()) {
            String message = assertThrows(IllegalArgumentException.class, () -> layers.matching(glob))
                    .getMessage();
            assertEquals(1, message.lines().count());
            assertTrue(message.startsWith("m: no layer matches '" + glob + "'; "), message);
            layers.near(glob).forEach(name -> assertTrue(message.contains("'" + name + "'"), message));
        } else {
            assertEquals(expected, layers.matching(glob));
        }
        Statistics.collect(expected.isEmpty() ? layers.near(glob).isEmpty() ? "none" : "near" : "found");
        Statistics.coverage(check -> {
            for (String outcome : List.of("none", "near", "found")) {
                check.check(outcome).percentage(share -> share > 5);
            }
        });
    }

    @Property(tries = 2000, seed = "7308")
    void theOrderOfNamesIsTotal(@ForAll("texts") String a, @ForAll("texts") String b, @ForAll("texts") String c) {
        NaturalOrder order = new NaturalOrder();
        assertEquals(Integer.signum(order.compare(a, b)), -Integer.signum(order.compare(b, a)));
        assertEquals(a.equals(b), order.compare(a, b) == 0);
        List<String> sorted = List.of(a, b, c).stream().sorted(order).toList();
        assertTrue(order.compare(sorted.get(0), sorted.get(2)) <= 0);
        assertTrue(
                order.compare(sorted.get(0), sorted.get(1)) <= 0 && order.compare(sorted.get(1), sorted.get(2)) <= 0);
    }

    @Property(tries = 1000, seed = "7309")
    void numbersInNamesAreOrderedByValue(@ForAll("texts") String start, @ForAll int i, @ForAll int j) {
        Assume.that(start.isEmpty() || !Character.isDigit(start.charAt(start.length() - 1)));
        long a = Math.abs((long) i);
        long b = Math.abs((long) j);
        int order = new NaturalOrder().compare(start + a + ".weight", start + b + ".weight");
        assertEquals(Long.compare(a, b), Integer.signum(order));
        assertFalse(new NaturalOrder().compare(start + "2", start + "10") >= 0);
    }

    private static String regularExpression(String glob) {
        return glob.chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(String.valueOf((char) c));
                })
                .collect(Collectors.joining());
    }

    /** The text with one character put in, taken out or replaced. */
    private static String edited(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        String letter = String.valueOf((char) ('a' + random.nextInt(4)));
        int kind = at == text.length() ? 0 : random.nextInt(3);
        String end = text.substring(kind == 0 ? at : at + 1);
        return text.substring(0, at) + (kind == 1 ? "" : letter) + end;
    }

    /** The textbook's recursion, by whole tables. */
    private static int levenshtein(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                } else {
                    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                    table[i][j] =
                            Math.min(table[i - 1][j - 1] + change, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
                }
            }
        }
        return table[a.length()][b.length()];
    }
}
