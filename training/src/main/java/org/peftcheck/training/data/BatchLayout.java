package org.peftcheck.training.data;

import java.util.Arrays;
import java.util.List;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.EncoderConfig.Family;

/**
 * How encoded inputs become a batch for a model: all are filled up to the length of the longest, rounded up.
 *
 * @param family BERT numbers positions from 0; RoBERTa numbers those of tokens from pad + 1, and padding has position pad
 * @param padId the token that fills up
 * @param longest the most tokens of an input, beyond which lengths are not rounded
 * @param multiple what lengths are rounded up to a multiple of: few different shapes for an engine against little padding
 * @param tokenTypes the number of segments that the model knows; with 1 all segments are 0
 */
public record BatchLayout(Family family, int padId, int longest, int multiple, int tokenTypes) {

    private static final int USUAL_MULTIPLE = 8;

    /** Checks that the length and its rounding are at least 1. */
    public BatchLayout {
        if (longest < 1 || multiple < 1) {
            throw new IllegalArgumentException(
                    "batch: expected a length and a multiple of at least 1, got " + longest + " and " + multiple);
        }
    }

    /**
     * The layout for a model, with lengths that are multiples of 8.
     *
     * @param config the model
     * @param tokenizer its tokenizer
     * @return the layout
     * @throws IllegalArgumentException when the tokenizer has more tokens than the model
     */
    public static BatchLayout of(EncoderConfig config, TextTokenizer tokenizer) {
        if (tokenizer.size() > config.vocabulary()) {
            throw new IllegalArgumentException("tokenizer: expected at most " + config.vocabulary()
                    + " token numbers, as the model has, got " + tokenizer.size());
        }
        return new BatchLayout(
                config.family(), tokenizer.padId(), config.longestInput(), USUAL_MULTIPLE, config.tokenTypes());
    }

    /**
     * The length of a batch.
     *
     * @param examples its inputs
     * @return the length of the longest, rounded up, but no more than the model takes
     * @throws IllegalArgumentException when an input is longer than that
     */
    public int length(List<EncodedExample> examples) {
        int most = examples.stream()
                .mapToInt(example -> example.tokens().length())
                .max()
                .orElseThrow(() -> new IllegalArgumentException("batch: expected at least one input, got none"));
        if (most > longest) {
            throw new IllegalArgumentException("batch: expected inputs of at most " + longest + " tokens, got " + most);
        }
        return Math.min(longest, (most + multiple - 1) / multiple * multiple);
    }

    /**
     * A batch of inputs.
     *
     * @param examples the inputs, at least one
     * @return the batch, its rows in the same order
     * @throws IllegalArgumentException when an input is too long for the model
     */
    public EncodedBatch batch(List<EncodedExample> examples) {
        int rows = examples.size();
        int length = length(examples);
        int[] ids = new int[rows * length];
        int[] types = new int[rows * length];
        int[] positions = new int[rows * length];
        int[] mask = new int[rows * length];
        float[] labels = new float[rows];
        Arrays.fill(ids, padId);
        for (int row = 0; row < rows; row++) {
            TokenIds tokens = examples.get(row).tokens();
            int start = row * length;
            System.arraycopy(tokens.ids(), 0, ids, start, tokens.length());
            if (tokenTypes > 1) {
                System.arraycopy(tokens.types(), 0, types, start, tokens.length());
            }
            Arrays.fill(mask, start, start + tokens.length(), 1);
            for (int i = 0; i < length; i++) {
                positions[start + i] = position(i, i < tokens.length());
            }
            labels[row] = examples.get(row).label();
        }
        return new EncodedBatch(rows, length, ids, types, positions, mask, labels);
    }

    private int position(int index, boolean token) {
        if (family == Family.BERT) {
            return index;
        }
        return token ? padId + 1 + index : padId;
    }
}
