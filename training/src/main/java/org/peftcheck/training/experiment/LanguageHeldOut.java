package org.peftcheck.training.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.peftcheck.training.data.TokenBatches;
import org.peftcheck.training.data.TokenSequence;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TokenBatch;
import org.peftcheck.training.run.Evaluation;
import org.peftcheck.training.run.MetricValue;

/**
 * The evaluation of a language model on held-out texts: the mean log-likelihood of a predicted token (in nats), the perplexity, which is
 * the exponential of its negative; and where there is a choice first the share of examples whose right answer has the greatest
 * log-likelihood, the sum over its tokens, the first of equal ones. The session's outputs must be log-probabilities of labels.
 *
 * @param layout how sequences become batches
 * @param items what is measured on, at least one
 * @param choice whether there is a choice between answers
 */
record LanguageHeldOut(TokenBatches layout, List<Item> items, boolean choice) implements Evaluation {

    /** About the most tokens of a batch: the logits of each over the whole vocabulary are in memory. */
    private static final int TOKENS = 1024;

    private static final int MOST_ROWS = 32;

    /**
     * A prompt with its answers.
     *
     * @param answers the sequences of the answers
     * @param right the number of the right one
     */
    record Item(List<TokenSequence> answers, int right) {}

    /** Checks that there is something to measure on; copies the list. */
    LanguageHeldOut {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("evaluation: expected at least one text, got none");
        }
    }

    @Override
    public List<MetricValue> of(Session session) {
        List<TokenSequence> sequences =
                items.stream().flatMap(item -> item.answers().stream()).toList();
        double[] likelihoods = likelihoods(session, sequences);
        double sum = 0;
        long tokens = 0;
        int right = 0;
        int first = 0;
        for (Item item : items) {
            int count = item.answers().size();
            sum += likelihoods[first + item.right()];
            tokens += item.answers().get(item.right()).predicted();
            right += greatest(likelihoods, first, count) == item.right() ? 1 : 0;
            first += count;
        }
        List<MetricValue> metrics = new ArrayList<>();
        if (choice) {
            metrics.add(new MetricValue("accuracy", (double) right / items.size()));
        }
        metrics.add(new MetricValue("log-likelihood", sum / tokens));
        metrics.add(new MetricValue("perplexity", Math.exp(-sum / tokens)));
        return metrics;
    }

    private static int greatest(double[] values, int from, int count) {
        int best = 0;
        for (int k = 1; k < count; k++) {
            if (values[from + k] > values[from + best]) {
                best = k;
            }
        }
        return best;
    }

    /** The log-likelihood of what is predicted of each sequence. */
    private double[] likelihoods(Session session, List<TokenSequence> sequences) {
        double[] likelihoods = new double[sequences.size()];
        List<Integer> order = new ArrayList<>();
        for (int place = 0; place < likelihoods.length; place++) {
            order.add(place);
        }
        order.sort(Comparator.comparingInt(place -> sequences.get(place).length()));
        for (int from = 0; from < order.size(); ) {
            int to = from + 1;
            while (to < order.size()
                    && fits(to + 1 - from, sequences.get(order.get(to)).length())) {
                to++;
            }
            List<Integer> members = order.subList(from, to);
            TokenBatch batch = layout.batch(members.stream().map(sequences::get).toList());
            float[] outputs = session.outputs(batch);
            for (int row = 0; row < members.size(); row++) {
                likelihoods[members.get(row)] = sum(batch, outputs, row);
            }
            from = to;
        }
        return likelihoods;
    }

    private static boolean fits(int rows, int length) {
        return rows <= MOST_ROWS && rows * length <= TOKENS;
    }

    private static double sum(TokenBatch batch, float[] outputs, int row) {
        double sum = 0;
        for (int place = row * batch.length(); place < (row + 1) * batch.length(); place++) {
            sum += batch.labels()[place] == TokenBatch.NONE ? 0 : outputs[place];
        }
        return sum;
    }
}
