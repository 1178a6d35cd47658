package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PretrainedTokenizerTest {

    private static final PretrainedTokenizer MINILM = PretrainedTokenizer.miniLm();

    private static TokenIds encode(PretrainedTokenizer tokenizer, String text, int longest) {
        return tokenizer.encode(text, Optional.empty(), longest);
    }

    private static void refused(String message, byte[] json) {
        Exception refusal = assertThrows(BadDatasetException.class, () -> PretrainedTokenizer.of(json, "t.json"));
        assertEquals(message, refusal.getMessage());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void knownNumbersOfAKnownSentence() {
        TokenIds tokens = encode(MINILM, "The capital of France is [MASK].", 64);
        assertArrayEquals(new int[] {101, 1996, 3007, 1997, 2605, 2003, 103, 1012, 102}, tokens.ids());
        assertArrayEquals(new int[9], tokens.types());
        assertEquals(
                List.of("[CLS]", "the", "capital", "of", "france", "is", "[MASK]", ".", "[SEP]"),
                MINILM.pieces(tokens));
    }

    @Test
    void theSecondTextIsASegmentOfItsOwn() {
        TokenIds tokens = MINILM.encode("naïve", Optional.of("Unaffable"), 64);
        assertEquals(List.of("[CLS]", "naive", "[SEP]", "una", "##ffa", "##ble", "[SEP]"), MINILM.pieces(tokens));
        assertArrayEquals(new int[] {0, 0, 0, 1, 1, 1, 1}, tokens.types());
    }

    @Test
    void specialTokens() {
        assertEquals(List.of(0, 101, 102), List.of(MINILM.padId(), MINILM.startId(), MINILM.endId()));
        assertEquals(OptionalInt.of(103), MINILM.id("[MASK]"));
        assertEquals(OptionalInt.empty(), MINILM.id("no such piece"));
        assertEquals(30_522, MINILM.size());
        assertEquals(
                "all-minilm-l6-v2-tokenizer.json: expected the number of a token below 30522, got 30522",
                assertThrows(IllegalArgumentException.class, () -> MINILM.piece(30_522))
                        .getMessage());
    }

    @Test
    void theFilesOwnLengthIsNotHeeded() {
        String words = "word ".repeat(700);
        assertEquals(3, encode(MINILM, "word", 400).length());
        assertEquals(50, encode(MINILM, words, 50).length());
        assertEquals(200, encode(MINILM, words, 200).length());
        assertEquals(702, encode(MINILM, words, 900).length());
        assertEquals(102, encode(MINILM, words, 200).ids()[199]);
    }

    @Test
    void theLongerTextIsCutFirst() {
        TokenIds tokens = MINILM.encode("one two three four five six", Optional.of("a b c"), 9);
        assertEquals(List.of("[CLS]", "one", "two", "three", "[SEP]", "a", "b", "c", "[SEP]"), MINILM.pieces(tokens));
        TokenIds both = MINILM.encode("one two three four five six", Optional.of("a b c"), 7);
        assertEquals(List.of("[CLS]", "one", "two", "[SEP]", "a", "b", "[SEP]"), MINILM.pieces(both));
    }

    @Test
    void roomForATokenOfEachText() {
        assertEquals(3, encode(MINILM, "one two", 3).length());
        assertEquals(5, MINILM.encode("one two", Optional.of("three"), 5).length());
        assertEquals(
                "tokens: expected room for at least 3, got 2",
                assertThrows(IllegalArgumentException.class, () -> encode(MINILM, "one", 2))
                        .getMessage());
        assertEquals(
                "tokens: expected room for at least 5, got 4",
                assertThrows(IllegalArgumentException.class, () -> MINILM.encode("one", Optional.of("two"), 4))
                        .getMessage());
    }

    @Test
    void aVocabularyOfWordPiecesGivesTheSameTokens() {
        StringBuilder vocabulary = new StringBuilder();
        for (int id = 0; id < MINILM.size(); id++) {
            vocabulary.append(MINILM.piece(id)).append('\n');
        }
        PretrainedTokenizer own = PretrainedTokenizer.ofWordPieces(bytes(vocabulary.toString()), "vocab.txt");
        for (String text : List.of(
                "The capital of France is [MASK].",
                "Ünaffable, “quoted” & 東京 déjà-vu!",
                "it's 3.14 % of\tthe\u00a0sum \ud83d\ude00 zzzzqqq",
                "x".repeat(150))) {
            assertEquals(encode(MINILM, text, 128), encode(own, text, 128), text);
            assertEquals(MINILM.encode(text, Optional.of("b"), 20), own.encode(text, Optional.of("b"), 20), text);
        }
    }

    @Test
    void brokenVocabularies() {
        for (String[] bad : new String[][] {
            {"[PAD]\n[UNK]\n[CLS]\n[SEP]\n", "v.txt: expected a line [MASK], found none"},
            {"a\nb\n\nc\n", "v.txt, line 3: expected a piece, found nothing"},
            {"a\nb\na\n", "v.txt, line 3: expected a piece that is not there yet, found 'a'"}
        }) {
            Exception refusal = assertThrows(
                    BadDatasetException.class, () -> PretrainedTokenizer.ofWordPieces(bytes(bad[0]), "v.txt"));
            assertEquals(bad[1], refusal.getMessage());
        }
    }

    @Test
    void byteLevelPairsOfRoberta() {
        PretrainedTokenizer roberta = PretrainedTokenizer.of(bytes(RobertaFile.JSON), "roberta.json");
        assertEquals(List.of(1, 0, 2), List.of(roberta.padId(), roberta.startId(), roberta.endId()));
        TokenIds one = encode(roberta, "low lower é<mask>", 20);
        assertEquals(List.of("<s>", "low", "Ġlow", "e", "r", "Ġ", "Ã", "©", "<mask>", "</s>"), roberta.pieces(one));
        TokenIds two = roberta.encode("low", Optional.of("low"), 20);
        assertEquals(List.of("<s>", "low", "</s>", "</s>", "low", "</s>"), roberta.pieces(two));
        assertArrayEquals(new int[6], two.types());
        assertEquals(6, roberta.encode("low low", Optional.of("low low low"), 6).length());
        assertThrows(IllegalArgumentException.class, () -> roberta.encode("low", Optional.of("low"), 5));
    }

    @Test
    void brokenFiles() {
        refused("t.json: expected a JSON object, found none", bytes("[]"));
        refused("t.json: expected a JSON object, found none", bytes(""));
        refused(
                "t.json, model.vocab: expected pieces with their numbers, found a model of type Unigram",
                bytes("{\"model\":{\"type\":\"Unigram\",\"vocab\":[[\"a\",0.5]]}}"));
        refused(
                "t.json: expected a token [PAD] or <pad>, found neither",
                bytes("{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0}}}"));
        refused(
                "t.json, piece 'a': expected a number, found \"0\"",
                bytes("{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":\"0\"}}}"));
        String message = assertThrows(
                        BadDatasetException.class, () -> PretrainedTokenizer.of(bytes("{\n\"model\": oops}"), "t.json"))
                .getMessage();
        assertTrue(message.startsWith("t.json, line 2: expected JSON, found "), message);
    }

    @Test
    void specialTokensHaveToBePutAround() {
        String bare = RobertaFile.JSON.replaceFirst("\"post_processor\": \\{[^}]*}", "\"post_processor\": null");
        PretrainedTokenizer odd = PretrainedTokenizer.of(bytes(bare), "t.json");
        assertEquals(
                "t.json, post_processor: expected <s> and </s> around a text, found nothing",
                assertThrows(BadDatasetException.class, () -> encode(odd, "low", 8))
                        .getMessage());
    }

    @Test
    void aFileThatTheLibraryRefusesIsNamed() {
        PretrainedTokenizer odd = PretrainedTokenizer.of(
                bytes("{\"model\":{\"type\":\"none\",\"vocab\":{\"<s>\":0,\"<pad>\":1,\"</s>\":2}}}"), "t.json");
        String message = assertThrows(BadDatasetException.class, () -> encode(odd, "x", 8))
                .getMessage();
        assertTrue(message.startsWith("t.json: expected a tokenizer, found "), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void nothingIsLookedUpOnTheNetwork() throws IOException {
        ProxySelector usual = ProxySelector.getDefault();
        List<URI> asked = new ArrayList<>();
        ProxySelector.setDefault(new Recorder(asked));
        try {
            encode(PretrainedTokenizer.miniLm(), "offline", 10);
            assertEquals(List.of(), asked);
            URI planted = URI.create("http://127.0.0.1:1/x");
            assertThrows(IOException.class, () -> planted.toURL().openStream());
            assertEquals(List.of(planted), asked);
        } finally {
            ProxySelector.setDefault(usual);
        }
        for (String setting : List.of("ai.djl.offline", "OPT_OUT_TRACKING")) {
            assertEquals("true", System.getProperty(setting));
        }
    }

    /** Notes what connections are asked for. */
    private static final class Recorder extends ProxySelector {

        private final List<URI> asked;

        Recorder(List<URI> asked) {
            this.asked = asked;
        }

        @Override
        public List<Proxy> select(URI uri) {
            asked.add(uri);
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // the caller is told
        }
    }

    @Test
    void asManySegmentsAsTokens() {
        assertEquals(
                "tokens: expected 2 segments, got 1",
                assertThrows(IllegalArgumentException.class, () -> new TokenIds(new int[2], new int[1]))
                        .getMessage());
        assertEquals("[1, 2]", new TokenIds(new int[] {1, 2}, new int[2]).toString());
        assertEquals("[1, 2][0, 1]", new TokenIds(new int[] {1, 2}, new int[] {0, 1}).toString());
    }
}
