package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonDecoderTokenizerTest {

    private static DecoderTokenizer tokenizer(String json, Integer... ends) {
        return JsonDecoderTokenizer.of(DecoderFiles.source(json, ends), "small");
    }

    private static void refused(String message, String json, Integer... ends) {
        BadDatasetException refused = assertThrows(BadDatasetException.class, () -> tokenizer(json, ends));
        assertEquals(message, refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void sentencePieceBeginsATextWithATokenAndABlank() {
        DecoderTokenizer tokenizer = tokenizer(DecoderFiles.SENTENCE_PIECE, 2);
        assertArrayEquals(new int[] {1, 12, 12}, tokenizer.encode("low low", true));
        assertArrayEquals(new int[] {12, 3, 4, 5, 7}, tokenizer.encode("low\nél", false));
        assertArrayEquals(new int[] {1}, tokenizer.encode("", true));
        assertArrayEquals(new int[0], tokenizer.encode("", false));
        assertEquals("low\nél", tokenizer.decode(1, 12, 3, 4, 5, 7, 2));
        assertEquals(List.of(2), tokenizer.ends());
        assertEquals(13, tokenizer.size());
    }

    /** What the file says of truncation is not heeded. */
    @Test
    void byteLevelPutsNothingAroundAText() {
        DecoderTokenizer tokenizer = tokenizer(DecoderFiles.BYTE_LEVEL, 10);
        assertArrayEquals(new int[] {7, 8, 8, 4, 5}, tokenizer.encode("low low lowé", true));
        assertArrayEquals(new int[0], tokenizer.encode("", true));
        assertArrayEquals(new int[] {7, 10}, tokenizer.encode("low<|endoftext|>", false));
        assertEquals("low lowé", tokenizer.decode(7, 8, 4, 5, 10));
        assertEquals(11, tokenizer.size());
    }

    @Test
    void filesThatPutMoreAroundATextAreRefused() {
        String after = DecoderFiles.SENTENCE_PIECE.replace(
                "{\"Sequence\": {\"id\": \"A\", \"type_id\": 0}}],\n    \"pair\"",
                "{\"Sequence\": {\"id\": \"A\", \"type_id\": 0}}, {\"SpecialToken\": {\"id\": \"<s>\", \"type_id\": 0}}],\n"
                        + "    \"pair\"");
        refused(
                "small, post_processor: expected at most one token before a text and none after it,"
                        + " found [1, 6, 0, 1] of [6, 0]",
                after);
    }

    @Test
    void badFilesAndNumbersAreRefused() {
        refused("small: expected tokens that end a text below 11, found 11", DecoderFiles.BYTE_LEVEL, 11);
        refused(
                "small, line 1: expected JSON, found Unexpected character ('x' (code 120)): was expecting double-quote"
                        + " to start field name",
                "{x");
        DecoderTokenizer tokenizer = tokenizer(DecoderFiles.BYTE_LEVEL);
        assertEquals(List.of(), tokenizer.ends());
        assertEquals(
                "small: expected the number of a token below 11, got 11",
                assertThrows(IllegalArgumentException.class, () -> tokenizer.decode(3, 11))
                        .getMessage());
    }
}
