package org.peftcheck.training.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViewTest {

    private static final Node BASE = new Expressions().source(new Indices(), 1);

    /** The place of each entry, in the order of the dimensions. */
    private static int[] places(View view) {
        int count = Arrays.stream(view.shape()).reduce(1, (a, b) -> a * b);
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            int rest = i;
            for (int k = view.shape().length - 1; k >= 0; k--) {
                places[i] += rest % view.shape()[k] * view.strides()[k];
                rest /= view.shape()[k];
            }
        }
        return places;
    }

    private static int[] axes(int rank, Random random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.shuffle(order, random);
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] shape(Random random) {
        return IntStream.generate(() -> 1 + random.nextInt(6))
                .limit(1 + random.nextInt(4))
                .toArray();
    }

    /** Another shape of as many entries. */
    private static int[] otherShape(Random random, int... shape) {
        int[] result = new int[1 + random.nextInt(5)];
        Arrays.fill(result, 1);
        for (int dimension : shape) {
            int rest = dimension;
            for (int factor = 2; rest > 1; factor++) {
                for (; rest % factor == 0; rest /= factor) {
                    result[random.nextInt(result.length)] *= factor;
                }
            }
        }
        return result;
    }

    @Test
    void plainViewsAreRowMajor() {
        assertArrayEquals(new int[] {12, 4, 1}, View.plain(BASE, 2, 3, 4).strides());
        assertTrue(View.plain(BASE, 2, 3, 4).isPlain());
        assertTrue(View.plain(BASE).isPlain());
        assertTrue(new View(BASE, new int[] {1, 3}, new int[] {7, 1}).isPlain());
        assertFalse(new View(BASE, new int[] {2, 3}, new int[] {4, 1}).isPlain());
        assertFalse(View.plain(BASE, 2, 3).permuted(1, 0).isPlain());
    }

    @Test
    void aReshapedViewHasTheSameEntriesInTheSameOrder() {
        Random random = new Random(3);
        int said = 0;
        int notPlain = 0;
        for (int k = 0; k < 20_000; k++) {
            int[] shape = shape(random);
            View view = View.plain(BASE, shape).permuted(axes(shape.length, random));
            int[] target = otherShape(random, shape);
            Optional<View> reshaped = view.reshaped(target);
            if (reshaped.isPresent()) {
                said++;
                notPlain += view.isPlain() ? 0 : 1;
                assertArrayEquals(target, reshaped.get().shape());
                assertArrayEquals(places(view), places(reshaped.get()));
            }
        }
        assertTrue(said > 5_000 && notPlain > 1_000, said + ", " + notPlain);
    }

    @Test
    void splittingIsSaidByStridesAndJoiningIsNot() {
        View turned = View.plain(BASE, 4, 6).permuted(1, 0);
        assertArrayEquals(
                new int[] {1, 12, 6}, turned.reshaped(6, 2, 2).orElseThrow().strides());
        assertFalse(turned.reshaped(6, 2, 2).orElseThrow().hasContiguousMatrices());
        assertTrue(turned.hasContiguousMatrices());
        assertEquals(Optional.empty(), turned.reshaped(24));
        assertEquals(Optional.empty(), turned.reshaped(3, 8));
    }

    @Test
    void aPermutedViewHasTheEntriesOfTheAxes() {
        View view = View.plain(BASE, 2, 3, 4).permuted(2, 0, 1);
        assertArrayEquals(new int[] {4, 2, 3}, view.shape());
        assertArrayEquals(new int[] {1, 12, 4}, view.strides());
        assertArrayEquals(
                View.plain(BASE, 2, 3, 4).strides(), view.permuted(1, 2, 0).strides());
    }

    @Test
    void offsetsOfRowsOfABroadcastView() {
        assertArrayEquals(new int[] {0, 3, 6, 9}, View.plain(BASE, 2, 2, 3).rowOffsets(2, 2, 3));
        assertArrayEquals(new int[] {0, 0, 3, 3}, View.plain(BASE, 2, 1, 3).rowOffsets(2, 2, 3));
        assertArrayEquals(new int[] {0, 3, 0, 3}, View.plain(BASE, 2, 3).rowOffsets(2, 2, 3));
        assertArrayEquals(new int[] {0, 1, 2, 3}, View.plain(BASE, 2, 2, 1).rowOffsets(2, 2, 3));
        assertArrayEquals(new int[] {0, 0, 0, 0}, View.plain(BASE).rowOffsets(2, 2, 3));
        assertArrayEquals(new int[] {0}, View.plain(BASE, 3).rowOffsets(3));
        assertArrayEquals(new int[] {0}, View.plain(BASE).rowOffsets());
    }

    @Test
    void offsetsOfRowsAreThePlacesOfFirstEntries() {
        Random random = new Random(4);
        for (int k = 0; k < 2_000; k++) {
            int[] shape = shape(random);
            View view = View.plain(BASE, shape).permuted(axes(shape.length, random));
            int width = view.shape()[shape.length - 1];
            int[] places = places(view);
            int[] firsts = IntStream.range(0, places.length / width)
                    .map(row -> places[row * width])
                    .toArray();
            assertArrayEquals(firsts, view.rowOffsets(view.shape()));
        }
    }
}
