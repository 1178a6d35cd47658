package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peftcheck.training.data.LanguageTask.Predicted;
import org.peftcheck.training.engine.TokenBatch;

class SequenceEncoderTest {

    private static final LanguageTask ANSWER = new LanguageTask("t", Predicted.ANSWER, false);
    private static final LanguageTask WHOLE = new LanguageTask("t", Predicted.WHOLE, false);
    private static final LanguageTask PACKED = new LanguageTask("t", Predicted.PACKED, false);
    private static final LanguageTask CHOICE = new LanguageTask("t", Predicted.ANSWER, true);

    /** A token for each character, its number; 1 begins a text, where a beginning is used, and 2 ends it; "ab" is one token, 300. */
    private record Characters(boolean begins) implements DecoderTokenizer {
        @Override
        public int[] encode(String text, boolean begin) {
            IntStream start = begin && begins ? IntStream.of(1) : IntStream.empty();
            return IntStream.concat(start, text.replace("ab", "\u012c").chars()).toArray();
        }

        @Override
        public String decode(int... tokens) {
            return Arrays.toString(tokens);
        }

        @Override
        public List<Integer> ends() {
            return List.of(2);
        }

        @Override
        public int size() {
            return 301;
        }
    }

    private static SequenceEncoder encoder(int longest) {
        return new SequenceEncoder(new Characters(true), longest);
    }

    private static TokenSequence sequence(int from, int... tokens) {
        return new TokenSequence(tokens, from);
    }

    @Test
    void theAnswerIsPredictedAndThePromptIsNot() {
        List<LanguageExample> examples = List.of(LanguageExample.of("pq", "xy"));
        assertEquals(List.of(sequence(3, 1, 'p', 'q', 'x', 'y', 2)), encoder(9).texts(ANSWER, examples));
        assertEquals(List.of(sequence(1, 1, 'p', 'q', 'x', 'y', 2)), encoder(9).texts(WHOLE, examples));
        assertEquals(
                List.of(sequence(1, 'x', 'y', 2)),
                new SequenceEncoder(new Characters(false), 9).texts(ANSWER, List.of(LanguageExample.of("", "xy"))));
    }

    /** A token that is part of both belongs to the answer. */
    @Test
    void aTokenAcrossTheBorderIsPredicted() {
        assertEquals(
                List.of(sequence(2, 1, 'p', 300, 'c', 2)),
                encoder(9).texts(ANSWER, List.of(LanguageExample.of("pa", "bc"))));
    }

    @Test
    void aLongPromptLosesWhatFollowsItsFirstToken() {
        List<LanguageExample> examples = List.of(LanguageExample.of("pqrs", "xy"));
        assertEquals(List.of(sequence(3, 1, 'r', 's', 'x', 'y', 2)), encoder(6).texts(ANSWER, examples));
        assertEquals(List.of(sequence(1, 1, 'x', 'y', 2)), encoder(4).texts(ANSWER, examples));
        assertEquals(List.of(sequence(1, 1, 'x', 'y')), encoder(3).texts(ANSWER, examples));
        assertEquals(List.of(sequence(1, 1, 'p', 'q', 'r')), encoder(4).texts(WHOLE, examples));
    }

    @Test
    void answersToChooseHaveNoEndAndAreNeverCut() {
        LanguageExample example = new LanguageExample("pq", List.of("x", "yz"), 1);
        assertEquals(
                List.of(sequence(3, 1, 'p', 'q', 'x'), sequence(3, 1, 'p', 'q', 'y', 'z')),
                encoder(9).answers(CHOICE, example));
        assertEquals(
                List.of(sequence(2, 1, 'q', 'x'), sequence(1, 1, 'y', 'z')),
                encoder(3).answers(CHOICE, example));
        assertEquals(
                "task t: expected room for at least 3 tokens, as an answer needs, got 2",
                assertThrows(IllegalArgumentException.class, () -> encoder(2).answers(CHOICE, example))
                        .getMessage());
    }

    /** Every token but the very first is predicted once. */
    @Test
    void packedPiecesShareOneToken() {
        List<LanguageExample> texts = List.of(LanguageExample.of("", "xyz"), LanguageExample.of("", "uv"));
        assertEquals(
                List.of(sequence(1, 1, 'x', 'y'), sequence(1, 'y', 'z', 1), sequence(1, 1, 'u', 'v')),
                encoder(3).texts(PACKED, texts));
        assertEquals(
                List.of(sequence(1, 'x', 'y', 'z', 2, 'u'), sequence(1, 'u', 'v', 2)),
                new SequenceEncoder(new Characters(false), 5).texts(PACKED, texts));
        assertEquals(List.of(), encoder(3).texts(PACKED, List.of()));
    }

    @Test
    void batchesPredictWhatTheSequencesSay() {
        List<TokenSequence> sequences = List.of(sequence(2, 5, 6, 7), sequence(1, 8, 9));
        TokenBatch batch = new TokenBatches(4).batch(sequences);
        assertEquals(4, batch.length());
        assertArrayEquals(new int[] {5, 6, 7, 0, 8, 9, 0, 0}, batch.ids());
        int none = TokenBatch.NONE;
        assertArrayEquals(new int[] {none, 7, none, none, 9, none, none, none}, batch.labels());
        assertEquals(2, batch.terms());
        assertEquals(16, new TokenBatches(40).batch(sequences).length());
        assertEquals(
                "batch: expected sequences of at most 2 tokens, got 3",
                assertThrows(IllegalArgumentException.class, () -> new TokenBatches(2).batch(sequences))
                        .getMessage());
    }

    @Test
    void theBatchOfAStepDependsOnSeedAndStepAlone() {
        List<TokenSequence> sequences = IntStream.range(0, 23)
                .mapToObj(i -> new TokenSequence(
                        IntStream.range(0, 2 + i % 7).map(k -> i).toArray(), 1))
                .toList();
        TokenBatches layout = new TokenBatches(40);
        BatchOrder order =
                BatchOrder.byLength(23, 4, 5, place -> sequences.get(place).length());
        BatchOrder again =
                BatchOrder.byLength(23, 4, 5, place -> sequences.get(place).length());
        BatchOrder other =
                BatchOrder.byLength(23, 4, 6, place -> sequences.get(place).length());
        int differing = 0;
        for (int step = 20; step >= 0; step--) {
            int[] ids = layout.batch(sequences, order, step).ids();
            assertArrayEquals(ids, layout.batch(sequences, again, step).ids());
            differing += Arrays.equals(ids, layout.batch(sequences, other, step).ids()) ? 0 : 1;
        }
        assertEquals(6, order.perEpoch());
        assertTrue(differing > 10, "only " + differing);
    }

    @Test
    void tooLittleIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> encoder(1));
        assertThrows(IllegalArgumentException.class, () -> sequence(0, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> sequence(2, 1, 2));
    }
}
