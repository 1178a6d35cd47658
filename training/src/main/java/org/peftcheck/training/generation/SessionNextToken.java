package org.peftcheck.training.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TokenBatch;
import org.peftcheck.training.model.DecoderConfig;

/**
 * The next token by a session of a decoder whose outputs are {@code NEXT_TOKEN}. The whole text is computed anew for each token, padded
 * to one of a few lengths, and several texts with so many rows that a session makes a plan for one text and one for many.
 *
 * @param session the session
 * @param config the decoder's sizes
 * @param rows the most texts at once
 */
public record SessionNextToken(Session session, DecoderConfig config, int rows) implements NextToken {

    /** Checks the number of rows. */
    public SessionNextToken {
        if (rows < 1) {
            throw new IllegalArgumentException("texts at once: expected at least 1, got " + rows);
        }
    }

    @Override
    public int longestInput() {
        return config.longestInput();
    }

    @Override
    public List<double[]> logProbabilities(List<int[]> texts) {
        if (texts.isEmpty() || texts.size() > rows) {
            throw new IllegalArgumentException("texts at once: expected 1 to " + rows + ", got " + texts.size());
        }
        int longest = texts.stream().mapToInt(text -> text.length).max().orElseThrow();
        int[][] sequences = new int[texts.size() == 1 ? 1 : rows][];
        for (int row = 0; row < sequences.length; row++) {
            sequences[row] = texts.get(Math.min(row, texts.size() - 1));
        }
        int length = new PaddedLengths(longestInput()).of(longest);
        float[] logits = session.outputs(TokenBatch.of(length, 0, sequences));
        int vocabulary = config.vocabulary();
        List<double[]> logarithms = new ArrayList<>();
        for (int row = 0; row < texts.size(); row++) {
            logarithms.add(logSoftmax(Arrays.copyOfRange(logits, row * vocabulary, (row + 1) * vocabulary)));
        }
        return logarithms;
    }

    private static double[] logSoftmax(float[] logits) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            greatest = Math.max(greatest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - greatest);
        }
        double shift = greatest + Math.log(sum);
        double[] logarithms = new double[logits.length];
        for (int k = 0; k < logits.length; k++) {
            logarithms[k] = logits[k] - shift;
        }
        return logarithms;
    }
}
