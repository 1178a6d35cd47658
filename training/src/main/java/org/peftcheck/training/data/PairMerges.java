package org.peftcheck.training.data;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Joins neighbours, always the two of the highest score and the leftmost of equal ones, until no two can be joined. It takes the time of
 * n log n for n symbols.
 *
 * @param rule what two neighbours are joined to
 */
record PairMerges(Rule rule) {

    /** Two neighbours that are not joined. */
    static final Joined NONE = new Joined(-1, Double.NEGATIVE_INFINITY);

    /** What two neighbours are joined to, or {@link #NONE}. */
    interface Rule {
        Joined of(int left, int right);
    }

    /**
     * What two neighbours are joined to.
     *
     * @param id the symbol
     * @param score the higher, the sooner
     */
    record Joined(int id, double score) {}

    /** Two neighbours, by their places, as they were when this was found. */
    private record Candidate(int left, int right, int leftId, int rightId, Joined joined) {}

    private static final Comparator<Candidate> ORDER = Comparator.comparingDouble(
                    (Candidate candidate) -> 0.0 - candidate.joined().score())
            .thenComparingInt(Candidate::left);
    private static final int GONE = -1;

    /**
     * Joins.
     *
     * @param symbols the symbols, not negative; not changed
     * @return what is left
     */
    int[] apply(int[] symbols) {
        int[] ids = symbols.clone();
        int[] next = IntStream.range(1, ids.length + 1).toArray();
        int[] previous = IntStream.range(-1, ids.length - 1).toArray();
        PriorityQueue<Candidate> queue = new PriorityQueue<>(ORDER);
        for (int i = 0; i + 1 < ids.length; i++) {
            offer(queue, ids, i, i + 1);
        }
        while (!queue.isEmpty()) {
            Candidate best = queue.remove();
            int left = best.left();
            int right = best.right();
            if (ids[left] != best.leftId() || ids[right] != best.rightId() || next[left] != right) {
                continue;
            }
            ids[left] = best.joined().id();
            ids[right] = GONE;
            next[left] = next[right];
            if (next[left] < ids.length) {
                previous[next[left]] = left;
                offer(queue, ids, left, next[left]);
            }
            if (previous[left] >= 0) {
                offer(queue, ids, previous[left], left);
            }
        }
        return IntStream.of(ids).filter(id -> id != GONE).toArray();
    }

    private void offer(PriorityQueue<Candidate> queue, int[] ids, int left, int right) {
        Joined joined = rule.of(ids[left], ids[right]);
        if (joined.id() >= 0) {
            queue.add(new Candidate(left, right, ids[left], ids[right], joined));
        }
    }
}
