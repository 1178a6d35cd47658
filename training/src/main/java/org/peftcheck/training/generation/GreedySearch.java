package org.peftcheck.training.generation;

import java.util.Arrays;
import java.util.List;

/**
 * Writes the most likely token, again and again; of equally likely ones that with the smallest number.
 *
 * @param model the model
 * @param limits where it ends
 */
public record GreedySearch(NextToken model, SearchLimits limits) {

    /**
     * Continues a text.
     *
     * @param text its tokens, at least one
     * @return the continuation
     */
    public Continuation after(int... text) {
        int most = limits.after(text, model);
        int[] all = Arrays.copyOf(text, text.length + most);
        double logarithm = 0;
        for (int count = 0; count < most; count++) {
            int known = text.length + count;
            double[] next =
                    model.logProbabilities(List.of(Arrays.copyOf(all, known))).get(0);
            int best = mostLikely(next);
            logarithm += next[best];
            if (limits.ends().contains(best)) {
                return new Continuation(Arrays.copyOfRange(all, text.length, known), logarithm, true);
            }
            all[known] = best;
        }
        return new Continuation(Arrays.copyOfRange(all, text.length, all.length), logarithm, false);
    }

    private static int mostLikely(double... logarithms) {
        int best = 0;
        for (int token = 1; token < logarithms.length; token++) {
            if (logarithms[token] > logarithms[best]) {
                best = token;
            }
        }
        return best;
    }
}
