package org.peftcheck.training.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches over a made-up model of four tokens, of which the last one ends a text, against all continuations there are. */
class SearchTest {

    private static final int TOKENS = 4;
    private static final int END = 3;
    private static final int MOST = 4;
    private static final int[] PROMPT = {1, 2};
    private static final SearchLimits LIMITS = new SearchLimits(MOST, Set.of(END));

    /** Random probabilities that follow from the whole text. */
    private record Made(long seed, int longestInput) implements NextToken {
        @Override
        public List<double[]> logProbabilities(List<int[]> texts) {
            return texts.stream().map(this::after).toList();
        }

        private double[] after(int... text) {
            SplittableRandom random = new SplittableRandom(seed * 31 + Arrays.hashCode(text));
            double[] shares = random.doubles(TOKENS).map(x -> Math.exp(3 * x)).toArray();
            double sum = Arrays.stream(shares).sum();
            return Arrays.stream(shares).map(share -> Math.log(share / sum)).toArray();
        }
    }

    /** All continuations: those that end, and those of the greatest length. */
    private static List<Continuation> all(NextToken model, int[] text, double sum) {
        List<Continuation> found = new ArrayList<>();
        double[] next = model.logProbabilities(List.of(text)).get(0);
        for (int token = 0; token < TOKENS; token++) {
            double longer = sum + next[token];
            if (token == END) {
                found.add(new Continuation(written(text), longer, true));
                continue;
            }
            int[] more = Arrays.copyOf(text, text.length + 1);
            more[text.length] = token;
            if (more.length == PROMPT.length + MOST) {
                found.add(new Continuation(written(more), longer, false));
            } else {
                found.addAll(all(model, more, longer));
            }
        }
        return found;
    }

    private static int[] written(int... text) {
        return Arrays.copyOfRange(text, PROMPT.length, text.length);
    }

    private static double score(Continuation continuation, double penalty) {
        return continuation.logProbability() / Math.pow(continuation.length(), penalty);
    }

    /** As many beams as there are continuations miss none. */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0.5", "3, 1", "4, 1", "5, 2"})
    void beamsEnoughForAllFindTheBestOfAll(long seed, double penalty) {
        NextToken model = new Made(seed, 20);
        List<Continuation> all = all(model, PROMPT, 0);
        List<Continuation> found = new BeamSearch(model, LIMITS, all.size(), penalty).after(PROMPT);
        List<Double> expected = all.stream()
                .map(continuation -> score(continuation, penalty))
                .sorted((a, b) -> Double.compare(b, a))
                .toList();
        assertEquals(
                expected,
                found.stream().map(continuation -> score(continuation, penalty)).toList());
        assertEquals(Set.copyOf(all), Set.copyOf(found));
    }

    /** Few beams find continuations that there are, the best first, and more of them never something worse here. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void fewBeamsFindGoodOnes(long seed) {
        NextToken model = new Made(seed, 20);
        List<Continuation> all = all(model, PROMPT, 0);
        List<Continuation> found = new BeamSearch(model, LIMITS, 3, 1).after(PROMPT);
        assertEquals(3, found.size());
        assertTrue(all.containsAll(found), found.toString());
        assertTrue(
                score(found.get(0), 1) >= score(found.get(1), 1) && score(found.get(1), 1) >= score(found.get(2), 1));
        long better = all.stream()
                .filter(other -> score(other, 1) > score(found.get(0), 1))
                .count();
        assertTrue(better <= all.size() / 10, better + " of " + all.size());
    }

    /** With α = 0 short ones win: what is best by the mean logarithm is longer somewhere. */
    @Test
    void theLengthPenaltyMatters() {
        boolean differs = false;
        for (long seed = 0; seed < 20; seed++) {
            NextToken model = new Made(seed, 20);
            int plain =
                    new BeamSearch(model, LIMITS, 40, 0).after(PROMPT).get(0).length();
            int mean = new BeamSearch(model, LIMITS, 40, 1).after(PROMPT).get(0).length();
            assertTrue(plain <= mean, plain + " and " + mean);
            differs |= plain < mean;
        }
        assertTrue(differs);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void greedyTakesTheBestTokenAndStopsAtTheEnd(long seed) {
        Made model = new Made(seed, 20);
        int[] text = PROMPT.clone();
        double sum = 0;
        boolean ended = false;
        while (!ended && text.length < PROMPT.length + MOST) {
            double[] next = model.after(text);
            int best = 0;
            for (int token = 0; token < TOKENS; token++) {
                best = next[token] > next[best] ? token : best;
            }
            sum += next[best];
            ended = best == END;
            if (!ended) {
                text = Arrays.copyOf(text, text.length + 1);
                text[text.length - 1] = best;
            }
        }
        assertEquals(new Continuation(written(text), sum, ended), new GreedySearch(model, LIMITS).after(PROMPT));
    }

    @Test
    void ofEquallyLikelyTokensTheFirstIsTaken() {
        NextToken even = new NextToken() {
            @Override
            public List<double[]> logProbabilities(List<int[]> texts) {
                return texts.stream().map(text -> new double[] {-3, -1, -1}).toList();
            }

            @Override
            public int longestInput() {
                return 9;
            }
        };
        SearchLimits limits = new SearchLimits(3, Set.of());
        assertArrayEquals(
                new int[] {1, 1, 1}, new GreedySearch(even, limits).after(0).tokens());
        assertArrayEquals(
                new int[] {1, 1, 1},
                new BeamSearch(even, limits, 2, 1).after(0).get(0).tokens());
    }

    /** The model reads five tokens: a sixth can be written, and not read. */
    @Test
    void theLongestInputEndsATextToo() {
        NextToken model = new Made(2, 5);
        SearchLimits limits = new SearchLimits(50, Set.of());
        assertEquals(4, new GreedySearch(model, limits).after(PROMPT).tokens().length);
        assertEquals(4, new BeamSearch(model, limits, 2, 1).after(PROMPT).get(0).tokens().length);
    }

    @Test
    void badArgumentsAreRefused() {
        NextToken model = new Made(2, 5);
        refused("continuation: expected at least 1 token, got 0", () -> new SearchLimits(0, Set.of()));
        refused("prompt: expected 1 to 5 tokens, got 0", () -> new GreedySearch(model, LIMITS).after());
        refused(
                "prompt: expected 1 to 5 tokens, got 6",
                () -> new BeamSearch(model, LIMITS, 2, 1).after(0, 0, 0, 0, 0, 0));
        refused(
                "beam search: expected at least 1 beam and a length penalty of at least 0, got 0 and 1.0",
                () -> new BeamSearch(model, LIMITS, 0, 1));
        refused(
                "beam search: expected at least 1 beam and a length penalty of at least 0, got 2 and -1.0",
                () -> new BeamSearch(model, LIMITS, 2, -1));
    }

    @Test
    void continuationsAreComparedByTheirTokens() {
        Continuation one = new Continuation(new int[] {1, 2}, -1, true);
        assertEquals(one, new Continuation(new int[] {1, 2}, -1, true));
        assertEquals(one.hashCode(), new Continuation(new int[] {1, 2}, -1, true).hashCode());
        assertNotEquals(one, new Continuation(new int[] {1, 3}, -1, true));
        assertNotEquals(one, new Continuation(new int[] {1, 2}, -1, false));
        assertEquals("[1, 2], ended, -1.0", one.toString());
        assertEquals(3, one.length());
    }

    private static void refused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
