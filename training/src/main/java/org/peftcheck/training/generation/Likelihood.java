package org.peftcheck.training.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TokenBatch;
import org.peftcheck.training.model.DecoderConfig;

/**
 * How likely tokens are by a session of a decoder whose outputs are {@code LIKELIHOOD}: of the choices of a question, or of texts.
 *
 * @param session the session
 * @param config the decoder's sizes
 * @param rows the most passages at once
 */
public record Likelihood(Session session, DecoderConfig config, int rows) {

    /** Checks the number of rows. */
    public Likelihood {
        if (rows < 1) {
            throw new IllegalArgumentException("passages at once: expected at least 1, got " + rows);
        }
    }

    /**
     * The log-probability of each continuation after its context. Where both are longer than the model reads, the context loses its
     * beginning.
     *
     * @param passages contexts and continuations
     * @return the sums of the natural logarithms of the probabilities of the continuation's tokens, in the order of the passages
     * @throws IllegalArgumentException when a continuation is as long as the model reads or longer
     */
    public double[] of(List<Passage> passages) {
        List<int[]> texts = new ArrayList<>();
        int[] from = new int[passages.size()];
        for (int k = 0; k < passages.size(); k++) {
            int[] text = text(passages.get(k));
            texts.add(text);
            from[k] = text.length - passages.get(k).continuation().length;
        }
        return sums(texts, from);
    }

    private int[] text(Passage passage) {
        int room = config.longestInput() - passage.continuation().length;
        if (room < 1) {
            throw new IllegalArgumentException("passage: expected a continuation of at most "
                    + (config.longestInput() - 1) + " tokens, got " + passage.continuation().length);
        }
        int[] context = passage.context();
        int kept = Math.min(room, context.length);
        int[] text = Arrays.copyOf(
                Arrays.copyOfRange(context, context.length - kept, context.length),
                kept + passage.continuation().length);
        System.arraycopy(passage.continuation(), 0, text, kept, passage.continuation().length);
        return text;
    }

    /**
     * How likely texts are: every token but the first of each text is predicted from those before it. A text longer than the model reads
     * is cut into pieces that it can read, each of which begins with the last token of the one before.
     *
     * @param texts the tokens of each
     * @return the sum over all texts
     * @throws IllegalArgumentException when no text has two tokens
     */
    public TextLikelihood ofTexts(List<int[]> texts) {
        List<int[]> pieces = new ArrayList<>();
        int longest = config.longestInput();
        for (int[] text : texts) {
            for (int start = 0; start + 1 < text.length; start += longest - 1) {
                pieces.add(Arrays.copyOfRange(text, start, Math.min(text.length, start + longest)));
            }
        }
        long tokens = pieces.stream().mapToLong(piece -> piece.length - 1L).sum();
        int[] from = new int[pieces.size()];
        Arrays.fill(from, 1);
        return new TextLikelihood(Arrays.stream(sums(pieces, from)).sum(), tokens);
    }

    /**
     * For each text the sum over its tokens from a place on; texts of like lengths go together. Where too few are left for a batch, the
     * last one fills its rows, and nothing of it is predicted there.
     */
    private double[] sums(List<int[]> texts, int... from) {
        PaddedLengths lengths = new PaddedLengths(config.longestInput());
        List<Integer> order = IntStream.range(0, texts.size())
                .boxed()
                .sorted(Comparator.comparingInt(k -> texts.get(k).length))
                .toList();
        double[] sums = new double[texts.size()];
        for (int start = 0; start < order.size(); start += rows) {
            List<Integer> chosen = order.subList(start, Math.min(order.size(), start + rows));
            int[][] sequences = new int[rows][];
            int[] places = new int[rows];
            for (int row = 0; row < rows; row++) {
                int text = chosen.get(Math.min(row, chosen.size() - 1));
                sequences[row] = texts.get(text);
                places[row] = row < chosen.size() ? from[text] : texts.get(text).length;
            }
            int longest = sequences[rows - 1].length;
            TokenBatch batch = TokenBatch.of(lengths.of(longest), 0, sequences).predicting(places);
            float[] logarithms = session.outputs(batch);
            for (int row = 0; row < chosen.size(); row++) {
                sums[chosen.get(row)] = sum(batch, logarithms, row);
            }
        }
        return sums;
    }

    private static double sum(TokenBatch batch, float[] logarithms, int row) {
        double sum = 0;
        for (int k = row * batch.length(); k < (row + 1) * batch.length(); k++) {
            sum += batch.labels()[k] == TokenBatch.NONE ? 0 : logarithms[k];
        }
        return sum;
    }
}
