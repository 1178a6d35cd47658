package org.peftcheck.training.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.model.PretrainedDecoder;
import org.peftcheck.training.model.RandomDecoder;
import org.peftcheck.training.network.DecoderNetwork;
import org.peftcheck.training.network.DecoderNetwork.Prediction;
import org.peftcheck.training.samediff.SameDiffEngine;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** Likelihoods of passages and texts by a random Qwen3 decoder that reads 24 tokens, against plain loops. */
class LikelihoodTest {

    private static final double CLOSE = 1e-4;
    private static final DecoderConfig CONFIG = RandomDecoder.QWEN3;
    private static final PretrainedDecoder DECODER = RandomDecoder.decoder(CONFIG, 5);
    private static Session session;
    private static Session next;

    @BeforeAll
    static void open() {
        SameDiffEngine engine = new SameDiffEngine(Execution.PLAN, 2);
        session = engine.open(DecoderNetwork.pretrained(DECODER, Prediction.LIKELIHOOD));
        next = engine.open(DecoderNetwork.pretrained(DECODER, Prediction.NEXT_TOKEN));
    }

    @AfterAll
    static void close() {
        session.close();
        next.close();
    }

    private static int[] tokens(long seed, int count) {
        return new SplittableRandom(seed).ints(count, 0, CONFIG.vocabulary()).toArray();
    }

    private static double[] plainLogarithms(int... text) {
        PlainDecoder plain = PlainDecoder.of(CONFIG, DECODER.weights());
        double[] logits = new double[0];
        for (int token : text) {
            logits = plain.read(token);
        }
        double shift = Math.log(Arrays.stream(logits).map(Math::exp).sum());
        return Arrays.stream(logits).map(logit -> logit - shift).toArray();
    }

    private static double plain(int[] text, int from) {
        double sum = 0;
        for (int k = from; k < text.length; k++) {
            sum += plainLogarithms(Arrays.copyOf(text, k))[text[k]];
        }
        return sum;
    }

    private static Passage passage(int[] text, int from) {
        return new Passage(Arrays.copyOf(text, from), Arrays.copyOfRange(text, from, text.length));
    }

    /** Lengths in no order, more passages than rows, the last batch not full. */
    @Test
    void passagesHaveTheLikelihoodOfPlainLoops() {
        int[][] texts = {tokens(1, 20), tokens(2, 3), tokens(3, 9), tokens(4, 2), tokens(5, 24)};
        int[] from = {4, 1, 8, 1, 20};
        List<Passage> passages =
                Stream.of(0, 1, 2, 3, 4).map(k -> passage(texts[k], from[k])).toList();
        double[] found = new Likelihood(session, CONFIG, 2).of(passages);
        for (int k = 0; k < found.length; k++) {
            assertEquals(plain(texts[k], from[k]), found[k], CLOSE, "passage " + k);
            assertNotEquals(plain(texts[k], Math.max(1, from[k] - 1)) - (from[k] == 1 ? 1 : 0), found[k], 100 * CLOSE);
        }
    }

    @Test
    void aLongContextLosesItsBeginning() {
        int[] text = tokens(7, 40);
        double[] found = new Likelihood(session, CONFIG, 1).of(List.of(passage(text, 35)));
        assertEquals(plain(Arrays.copyOfRange(text, 16, 40), 19), found[0], CLOSE);
    }

    @Test
    void textsArePredictedFromTheirSecondToken() {
        int[] text = tokens(8, 24);
        int[] other = tokens(9, 5);
        TextLikelihood found = new Likelihood(session, CONFIG, 3).ofTexts(List.of(text, other, tokens(1, 1)));
        double expected = plain(text, 1) + plain(other, 1);
        assertEquals(27, found.tokens());
        assertEquals(expected, found.logProbability(), CLOSE);
        assertEquals(Math.exp(-expected / 27), found.perplexity(), 0.01);
    }

    /** Pieces of 24 tokens whose first is the last of the piece before: every token but the first is predicted once. */
    @Test
    void aLongTextIsCut() {
        int[] text = tokens(10, 60);
        TextLikelihood found = new Likelihood(session, CONFIG, 2).ofTexts(List.of(text));
        double expected = plain(Arrays.copyOfRange(text, 0, 24), 1)
                + plain(Arrays.copyOfRange(text, 23, 47), 1)
                + plain(Arrays.copyOfRange(text, 46, 60), 1);
        assertEquals(59, found.tokens());
        assertEquals(expected, found.logProbability(), 3 * CLOSE);
    }

    @Test
    void theNextTokenIsThatOfPlainLoops() {
        SessionNextToken model = new SessionNextToken(next, CONFIG, 3);
        int[][] texts = {tokens(1, 17), tokens(2, 1), tokens(3, 24)};
        for (List<int[]> asked : List.of(List.of(texts), List.of(texts[0], texts[2]), List.<int[]>of(texts[1]))) {
            List<double[]> found = model.logProbabilities(asked);
            assertEquals(asked.size(), found.size());
            for (int k = 0; k < asked.size(); k++) {
                assertArrayEquals(plainLogarithms(asked.get(k)), found.get(k), CLOSE);
            }
        }
        assertEquals(24, model.longestInput());
        refused("texts at once: expected 1 to 3, got 0", () -> model.logProbabilities(List.of()));
        refused(
                "texts at once: expected 1 to 3, got 4",
                () -> model.logProbabilities(List.of(texts[1], texts[1], texts[1], texts[1])));
        refused(
                "text: expected at most 24 tokens, got 25",
                () -> model.logProbabilities(List.<int[]>of(tokens(3, 25))));
        refused("texts at once: expected at least 1, got 0", () -> new SessionNextToken(next, CONFIG, 0));
    }

    @Test
    void lengthsAreFew() {
        Map.of(1, 8, 8, 8, 9, 12, 13, 16, 17, 24, 24, 24, 33, 48, 97, 100, 100, 100)
                .forEach((tokens, length) -> assertEquals(length, new PaddedLengths(100).of(tokens)));
        assertEquals(5, new PaddedLengths(5).of(2));
        refused("longest input: expected at least 1 token, got 0", () -> new PaddedLengths(0));
    }

    @Test
    void badArgumentsAreRefused() {
        int[] none = {};
        refused(
                "passage: expected a context and a continuation of at least 1 token, got 0 and 2",
                () -> new Passage(none, tokens(1, 2)));
        refused(
                "passage: expected a continuation of at most 23 tokens, got 24",
                () -> new Likelihood(session, CONFIG, 1).of(List.of(passage(tokens(1, 25), 1))));
        refused("passages at once: expected at least 1, got 0", () -> new Likelihood(session, CONFIG, 0));
        refused(
                "likelihood: expected at least 1 predicted token, got 0",
                () -> new Likelihood(session, CONFIG, 1).ofTexts(List.<int[]>of(tokens(1, 1))));
    }

    @Test
    void passagesAreComparedByTheirTokens() {
        Passage one = passage(tokens(1, 4), 2);
        assertEquals(one, passage(tokens(1, 4), 2));
        assertEquals(one.hashCode(), passage(tokens(1, 4), 2).hashCode());
        assertNotEquals(one, passage(tokens(1, 4), 3));
        assertEquals("[3] then [4]", new Passage(new int[] {3}, new int[] {4}).toString());
    }

    private static void refused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
