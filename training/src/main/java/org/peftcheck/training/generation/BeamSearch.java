package org.peftcheck.training.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Beam search. At each step the k most likely unfinished continuations are kept, by the sum of their log-probabilities; a continuation
 * that ends among the k best of a step is put aside. The continuations put aside, and at the end those cut off, are compared by the sum
 * over length^α, the ending token counted: α = 0 compares probabilities, which favours short ones, α = 1 the mean logarithm per token.
 * The search stops when k have been put aside and no unfinished one can still become better than the worst of the best k: sums only
 * fall, so that sum over the greatest length^α bounds what it can reach. Ties go to the smaller token, then to the better beam.
 *
 * @param model the model; it is asked for up to {@code beams} texts at once
 * @param limits where it ends
 * @param beams k
 * @param lengthPenalty α, at least 0
 */
public record BeamSearch(NextToken model, SearchLimits limits, int beams, double lengthPenalty) {

    private record Beam(int[] text, double sum) {}

    private record Candidate(Beam beam, int rank, int token, double sum) {
        static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::sum)
                .reversed()
                .thenComparingInt(Candidate::token)
                .thenComparingInt(Candidate::rank);
    }

    /** Checks the settings. */
    public BeamSearch {
        if (beams < 1 || !(lengthPenalty >= 0)) {
            throw new IllegalArgumentException("beam search: expected at least 1 beam and a length penalty of at least"
                    + " 0, got " + beams + " and " + lengthPenalty);
        }
    }

    /**
     * Continues a text.
     *
     * @param text its tokens, at least one
     * @return up to k continuations, the best first
     */
    public List<Continuation> after(int... text) {
        int most = limits.after(text, model);
        List<Continuation> finished = new ArrayList<>();
        List<Beam> open = List.of(new Beam(text, 0));
        for (int count = 1; count <= most && !open.isEmpty() && !isDecided(finished, open, most); count++) {
            open = step(open, text.length, finished);
        }
        for (Beam beam : open) {
            if (beam.text().length == text.length + most) {
                finished.add(continuation(beam, text.length, false));
            }
        }
        return best(finished);
    }

    private List<Beam> step(List<Beam> open, int prompt, List<Continuation> finished) {
        List<Beam> next = new ArrayList<>();
        List<Candidate> candidates = candidates(open);
        for (int rank = 0; rank < candidates.size() && next.size() < beams; rank++) {
            Candidate candidate = candidates.get(rank);
            if (!limits.ends().contains(candidate.token())) {
                int[] text = candidate.beam().text();
                int[] longer = Arrays.copyOf(text, text.length + 1);
                longer[text.length] = candidate.token();
                next.add(new Beam(longer, candidate.sum()));
            } else if (rank < beams) {
                finished.add(continuation(new Beam(candidate.beam().text(), candidate.sum()), prompt, true));
            }
        }
        return next;
    }

    /** The best continuations by a token, enough for k unfinished ones. */
    private List<Candidate> candidates(List<Beam> open) {
        int enough = beams * (1 + limits.ends().size());
        PriorityQueue<Candidate> kept = new PriorityQueue<>(Candidate.BEST_FIRST.reversed());
        List<double[]> logarithms =
                model.logProbabilities(open.stream().map(Beam::text).toList());
        for (int rank = 0; rank < open.size(); rank++) {
            double[] next = logarithms.get(rank);
            for (int token = 0; token < next.length; token++) {
                Beam beam = open.get(rank);
                kept.add(new Candidate(beam, rank, token, beam.sum() + next[token]));
                if (kept.size() > enough) {
                    kept.remove();
                }
            }
        }
        List<Candidate> best = new ArrayList<>(kept);
        best.sort(Candidate.BEST_FIRST);
        return best;
    }

    private boolean isDecided(List<Continuation> finished, List<Beam> open, int most) {
        if (finished.size() < beams) {
            return false;
        }
        double worst = score(best(finished).get(beams - 1));
        double reachable = open.get(0).sum() / Math.pow(most, lengthPenalty);
        return reachable <= worst;
    }

    private List<Continuation> best(List<Continuation> finished) {
        return finished.stream()
                .sorted(Comparator.comparingDouble(this::score).reversed())
                .limit(beams)
                .toList();
    }

    private double score(Continuation continuation) {
        return continuation.logProbability() / Math.pow(continuation.length(), lengthPenalty);
    }

    private static Continuation continuation(Beam beam, int prompt, boolean ended) {
        return new Continuation(Arrays.copyOfRange(beam.text(), prompt, beam.text().length), beam.sum(), ended);
    }
}
