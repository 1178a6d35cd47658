package org.peftcheck.training.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.peftcheck.training.data.TokenSequence;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.generation.Likelihood;
import org.peftcheck.training.generation.Passage;
import org.peftcheck.training.model.DecoderConfig;
import org.peftcheck.training.run.Evaluation;
import org.peftcheck.training.run.MetricValue;

/**
 * The evaluation of a language model on held-out texts: the mean log-likelihood of a predicted token (in nats), the perplexity, which is
 * the exponential of its negative; and where there is a choice first the share of examples whose right answer has the greatest
 * log-likelihood, the sum over its tokens, the first of equal ones. The session's outputs must be log-probabilities of labels.
 *
 * @param config the decoder's sizes
 * @param longest the most tokens of a sequence
 * @param items what is measured on, at least one
 * @param choice whether there is a choice between answers
 */
record LanguageHeldOut(DecoderConfig config, int longest, List<Item> items, boolean choice) implements Evaluation {

    /** About the most logits of a batch: those of each token over the whole vocabulary are in memory. */
    private static final long LOGITS = 1 << 25;

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

    /** The right answers alone. */
    @Override
    public Optional<Evaluation> ofLoss() {
        if (!choice) {
            return Optional.empty();
        }
        List<Item> alone = items.stream()
                .map(item -> new Item(List.of(item.answers().get(item.right())), 0))
                .toList();
        return Optional.of(new LanguageHeldOut(config, longest, alone, false));
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
        long fitting = LOGITS / ((long) longest * config.vocabulary());
        int rows = (int) Math.max(1, Math.min(MOST_ROWS, fitting));
        return new Likelihood(session, config, rows)
                .of(sequences.stream().map(LanguageHeldOut::passage).toList());
    }

    private static Passage passage(TokenSequence sequence) {
        int[] tokens = sequence.tokens();
        return new Passage(
                Arrays.copyOf(tokens, sequence.from()), Arrays.copyOfRange(tokens, sequence.from(), tokens.length));
    }
}
