package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peftcheck.training.data.PairMerges.Joined;

class PairMergesTest {

    /** Looks through all neighbours for each joining, as llama2.c does. */
    private static int[] plain(PairMerges.Rule rule, int... symbols) {
        List<Integer> left = new ArrayList<>(IntStream.of(symbols).boxed().toList());
        while (true) {
            Joined best = PairMerges.NONE;
            int place = -1;
            for (int i = 0; i + 1 < left.size(); i++) {
                Joined joined = rule.of(left.get(i), left.get(i + 1));
                if (joined.id() >= 0 && joined.score() > best.score()) {
                    best = joined;
                    place = i;
                }
            }
            if (place < 0) {
                return left.stream().mapToInt(Integer::intValue).toArray();
            }
            left.set(place, best.id());
            left.remove(place + 1);
        }
    }

    /** Random pairs of 6 symbols make further symbols, with few different scores, so that many are equal. */
    @Test
    void itIsTheSearchThroughAllNeighbours() {
        int shorter = 0;
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<List<Integer>, Joined> pairs = new HashMap<>();
            for (int id = 6; id < 40; id++) {
                double score = random.nextInt(5) == 0 ? -0.0 : random.nextInt(4);
                pairs.put(List.of(random.nextInt(id), random.nextInt(id)), new Joined(id, score));
            }
            PairMerges.Rule rule = (left, right) -> pairs.getOrDefault(List.of(left, right), PairMerges.NONE);
            int[] symbols = random.ints(random.nextInt(60), 0, 6).toArray();
            int[] expected = plain(rule, symbols);
            assertArrayEquals(expected, new PairMerges(rule).apply(symbols), "seed " + seed);
            shorter += expected.length < symbols.length ? 1 : 0;
        }
        assertTrue(shorter > 200, "joined in " + shorter + " of 300 cases");
    }

    /** a a a with aa: the leftmost two are joined. */
    @Test
    void theLeftmostOfEqualScoresComesFirst() {
        PairMerges.Rule rule = (left, right) -> left == 0 && right == 0 ? new Joined(1, 0) : PairMerges.NONE;
        assertArrayEquals(new int[] {1, 0}, new PairMerges(rule).apply(new int[] {0, 0, 0}));
        assertArrayEquals(new int[] {1, 1}, new PairMerges(rule).apply(new int[] {0, 0, 0, 0}));
        assertArrayEquals(new int[0], new PairMerges(rule).apply(new int[0]));
    }
}
