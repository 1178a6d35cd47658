package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.training.model.DecoderTokenizerSource.Piece;
import org.peftcheck.training.model.DecoderTokenizerSource.ScoredPieces;
import org.peftcheck.training.model.SmallLlama;

class LlamaTokenizerTest {

    private static final List<String> PIECES = SmallLlama.pieces(false);

    private static LlamaTokenizer tokenizer(List<String> pieces) {
        List<Piece> scored = IntStream.range(0, pieces.size())
                .mapToObj(id -> new Piece(pieces.get(id).getBytes(StandardCharsets.UTF_8), id < 259 ? 0 : 259f - id))
                .toList();
        return LlamaTokenizer.of(new ScoredPieces(scored), "small");
    }

    private static int[] ids(String... pieces) {
        return Stream.of(pieces).mapToInt(PIECES::lastIndexOf).toArray();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void piecesOfTheHighestScoreAreJoinedFirst(boolean older) {
        LlamaTokenizer tokenizer = tokenizer(SmallLlama.pieces(older));
        assertArrayEquals(ids(" the", " world"), tokenizer.encode("the world", false));
        assertArrayEquals(ids(" ", "hello"), tokenizer.encode("hello", false));
        // "he" goes before "ee", as it has the higher score
        assertArrayEquals(ids(" ", "he", "e", "s"), tokenizer.encode("hees", false));
        assertEquals(SmallLlama.VOCABULARY, tokenizer.size());
    }

    @Test
    void aTextBeginsWithABlank() {
        LlamaTokenizer tokenizer = tokenizer(PIECES);
        assertArrayEquals(new int[0], tokenizer.encode("", false));
        assertArrayEquals(new int[] {1}, tokenizer.encode("", true));
        assertArrayEquals(ids("\n<s>\n", " the"), tokenizer.encode("the", true));
        assertArrayEquals(ids(" ", " the"), tokenizer.encode(" the", false));
        assertEquals("the", tokenizer.decode(1, PIECES.lastIndexOf(" the")));
        assertEquals(" the", tokenizer.decode(tokenizer.encode(" the", true)));
    }

    /** A line feed, Greek and an emoji are no pieces; é is one. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsNoPieceBecomesBytes(boolean older) {
        LlamaTokenizer tokenizer = tokenizer(SmallLlama.pieces(older));
        assertArrayEquals(ids(" ", "a", "<0x0A>", "b"), tokenizer.encode("a\nb", false));
        assertArrayEquals(ids(" ", "é", "<0xCE>", "<0xB1>"), tokenizer.encode("éα", false));
        assertArrayEquals(ids(" ", "<0xC3>", "<0xBC>"), tokenizer.encode("ü", false));
        assertArrayEquals(ids(" ", "<0xF0>", "<0x9F>", "<0x98>", "<0x80>"), tokenizer.encode("😀", false));
        for (String text : List.of("a\nb\u0000\u0007", "éα ü😀", "the  worlds\t!")) {
            assertEquals(text, tokenizer.decode(tokenizer.encode(text, true)));
        }
        assertEquals("\ufffd", tokenizer.decode(ids("<0xCE>")));
    }

    /** The text of a byte's piece is text, and so is that of the piece that begins a text. */
    @Test
    void noTextIsLookedUpAmongBytesAndSpecialPieces() {
        List<String> pieces = new ArrayList<>(PIECES);
        pieces.addAll(List.of("<0", "<0x", "<0x0", "<0x0A"));
        LlamaTokenizer tokenizer = tokenizer(pieces);
        String text = "<0x0A>\n<s>\n";
        assertEquals(text, tokenizer.decode(tokenizer.encode(text, true)));
        assertEquals(
                0,
                IntStream.of(tokenizer.encode("\n<s>\n", false))
                        .filter(id -> id < 3)
                        .count());
    }

    @Test
    void theLaterOfEqualPiecesCounts() {
        List<String> pieces = new ArrayList<>(PIECES);
        int first = pieces.indexOf(" the");
        pieces.add(" the");
        assertArrayEquals(new int[] {pieces.size() - 1}, tokenizer(pieces).encode("the", false));
        assertArrayEquals(new int[] {first}, tokenizer(PIECES).encode("the", false));
    }

    @Test
    void textsEndWhereTheyBeginOrEnd() {
        LlamaTokenizer tokenizer = tokenizer(PIECES);
        assertEquals(List.of(1, 2), tokenizer.ends());
        assertEquals("a", tokenizer.decode(1, PIECES.indexOf(" "), PIECES.indexOf("a"), 2, 0));
    }

    @Test
    void badPiecesAndNumbersAreRefused() {
        List<String> wrong = new ArrayList<>(PIECES);
        wrong.set(13, "<0x0B>");
        assertEquals(
                "small, piece 13 (from 0): expected <0x0A>, found '<0x0B>'",
                assertThrows(BadDatasetException.class, () -> tokenizer(wrong)).getMessage());
        assertEquals(
                "small: expected a piece <0xFD> with number 256, found 256 pieces",
                assertThrows(BadDatasetException.class, () -> tokenizer(PIECES.subList(0, 256)))
                        .getMessage());
        int size = PIECES.size();
        assertEquals(
                "small: expected the number of a token below " + size + ", got " + size,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> tokenizer(PIECES).decode(size))
                        .getMessage());
    }
}
