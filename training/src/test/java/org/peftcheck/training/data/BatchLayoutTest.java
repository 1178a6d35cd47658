package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.EncoderConfig.Family;

class BatchLayoutTest {

    private static final EncodedExample SHORT =
            new EncodedExample(new TokenIds(new int[] {101, 7, 102}, new int[] {0, 0, 1}), 1);
    private static final EncodedExample LONG =
            new EncodedExample(new TokenIds(new int[] {101, 5, 6, 7, 102}, new int[] {0, 0, 0, 1, 1}), 0.5f);

    @Test
    void bertCountsPositionsFromZero() {
        EncodedBatch batch = new BatchLayout(Family.BERT, 9, 512, 3, 2).batch(List.of(SHORT, LONG));
        assertEquals(List.of(2, 6), List.of(batch.rows(), batch.length()));
        assertArrayEquals(new int[] {101, 7, 102, 9, 9, 9, 101, 5, 6, 7, 102, 9}, batch.ids());
        assertArrayEquals(new int[] {0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0}, batch.tokenTypes());
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5}, batch.positions());
        assertArrayEquals(new int[] {1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 0}, batch.mask());
        assertArrayEquals(new float[] {1, 0.5f}, batch.labels());
    }

    @Test
    void robertaCountsTokensFromTwo() {
        EncodedBatch batch = new BatchLayout(Family.ROBERTA, 1, 512, 3, 1).batch(List.of(LONG, SHORT));
        assertArrayEquals(new int[] {101, 5, 6, 7, 102, 1, 101, 7, 102, 1, 1, 1}, batch.ids());
        assertArrayEquals(new int[] {2, 3, 4, 5, 6, 1, 2, 3, 4, 1, 1, 1}, batch.positions());
        assertArrayEquals(new int[12], batch.tokenTypes());
    }

    @Test
    void lengthsAreRoundedUpWithinTheModel() {
        assertEquals(8, new BatchLayout(Family.BERT, 0, 512, 8, 2).length(List.of(LONG)));
        assertEquals(5, new BatchLayout(Family.BERT, 0, 512, 1, 2).length(List.of(LONG)));
        assertEquals(6, new BatchLayout(Family.BERT, 0, 6, 8, 2).length(List.of(LONG)));
        assertEquals(
                "batch: expected inputs of at most 4 tokens, got 5",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new BatchLayout(Family.BERT, 0, 4, 8, 2).batch(List.of(SHORT, LONG)))
                        .getMessage());
        assertEquals(
                "batch: expected at least one input, got none",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new BatchLayout(Family.BERT, 0, 4, 8, 2).batch(List.of()))
                        .getMessage());
        assertEquals(
                "batch: expected a length and a multiple of at least 1, got 4 and 0",
                assertThrows(IllegalArgumentException.class, () -> new BatchLayout(Family.BERT, 0, 4, 0, 2))
                        .getMessage());
    }

    private static EncoderConfig roberta(int vocabulary) {
        return new EncoderConfig(Family.ROBERTA, 1, 8, 2, 16, vocabulary, 514, 1, 1e-5, Activation.GELU);
    }

    @Test
    void theLayoutOfAModel() {
        PretrainedTokenizer tokenizer =
                PretrainedTokenizer.of(RobertaFile.JSON.getBytes(StandardCharsets.UTF_8), "r.json");
        assertEquals(new BatchLayout(Family.ROBERTA, 1, 512, 8, 1), BatchLayout.of(roberta(15), tokenizer));
        assertEquals(
                "tokenizer: expected at most 14 token numbers, as the model has, got 15",
                assertThrows(IllegalArgumentException.class, () -> BatchLayout.of(roberta(14), tokenizer))
                        .getMessage());
    }
}
