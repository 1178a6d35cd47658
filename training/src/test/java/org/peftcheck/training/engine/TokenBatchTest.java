package org.peftcheck.training.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TokenBatchTest {

    private static final int N = TokenBatch.NONE;

    private final TokenBatch batch = TokenBatch.of(4, 9, new int[] {1, 2, 3, 4}, new int[] {5, 6}, new int[] {7});

    @Test
    void sequencesArePadded() {
        assertArrayEquals(new int[] {1, 2, 3, 4, 5, 6, 9, 9, 7, 9, 9, 9}, batch.ids());
        assertArrayEquals(new int[] {4, 2, 1}, batch.tokens());
        assertEquals(0, batch.terms());
        assertEquals(3, batch.rows());
        assertEquals(4, batch.length());
    }

    @Test
    void whatIsPredictedIsTheNextToken() {
        TokenBatch predicting = batch.predicting(2, 1, 1);
        assertArrayEquals(new int[] {N, 3, 4, N, 6, N, N, N, N, N, N, N}, predicting.labels());
        assertEquals(3, predicting.terms());
        assertEquals(0, batch.terms());
        assertEquals(0, batch.predicting(4, 2, 1).terms());
    }

    @Test
    void partsAreRows() {
        TokenBatch part = batch.predicting(1, 1, 1).part(1, 3);
        assertArrayEquals(new int[] {5, 6, 9, 9, 7, 9, 9, 9}, part.ids());
        assertArrayEquals(new int[] {2, 1}, part.tokens());
        assertArrayEquals(new int[] {6, N, N, N, N, N, N, N}, part.labels());
        assertEquals(1, part.terms());
        assertEquals(2, part.rows());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        int[] four = new int[4];
        refused("batch: expected 4 ids, got 1", () -> new TokenBatch(2, 2, new int[1], new int[] {1, 1}, four));
        refused("batch: expected 2 numbers of tokens, got 1", () -> new TokenBatch(2, 2, four, new int[] {1}, four));
        refused("batch: expected 4 labels, got 1", () -> new TokenBatch(2, 2, four, new int[] {1, 1}, new int[1]));
        refused("batch: expected sequences of 1 to 2 tokens, got 3", () -> TokenBatch.of(2, 0, new int[3]));
        refused("batch: expected sequences of 1 to 2 tokens, got 0", () -> TokenBatch.of(2, 0, new int[0]));
        refused("batch: expected 3 beginnings of what is predicted, got 1", () -> batch.predicting(1));
        refused("batch: expected to predict from a token between 1 and 2 on, got 3", () -> batch.predicting(1, 3, 1));
        refused("batch: expected to predict from a token between 1 and 4 on, got 0", () -> batch.predicting(0, 1, 1));
    }

    private static void refused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
