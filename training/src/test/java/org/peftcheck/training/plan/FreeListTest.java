package org.peftcheck.training.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FreeListTest {

    /** Numbers taken and not yet given back. */
    private record Part(int offset, int count) {
        boolean overlaps(Part other) {
            return offset < other.offset + other.count && other.offset < offset + count;
        }
    }

    @Test
    void partsThatAreTakenNeverOverlap() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            FreeList free = new FreeList();
            List<Part> live = new ArrayList<>();
            long most = 0;
            for (int step = 0; step < 400; step++) {
                if (live.isEmpty() || random.nextInt(5) < 3) {
                    int count = 1 + random.nextInt(random.nextBoolean() ? 20 : 1000);
                    Part part = new Part(free.take(count), count);
                    assertTrue(live.stream().noneMatch(part::overlaps));
                    assertTrue(part.offset() % 16 == 0 && part.offset() + count <= free.size());
                    live.add(part);
                } else {
                    Part part = live.remove(random.nextInt(live.size()));
                    free.give(part.offset(), part.count());
                }
                most = Math.max(most, live.stream().mapToLong(Part::count).sum());
            }
            assertTrue(free.size() >= most);
            live.forEach(part -> free.give(part.offset(), part.count()));
            int size = free.size();
            assertEquals(0, free.take(size), "all parts are one again");
            assertEquals(size, free.size());
        }
    }

    @Test
    void neighboursMergeInAnyOrder() {
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int[] order : orders) {
            FreeList free = new FreeList();
            for (int k = 0; k < 3; k++) {
                assertEquals(32 * k, free.take(20));
            }
            for (int k : order) {
                free.give(32 * k, 20);
            }
            assertEquals(0, free.take(96));
            assertEquals(96, free.size());
        }
    }

    @Test
    void theSmallestPartThatIsLargeEnoughIsTaken() {
        FreeList free = new FreeList();
        int large = free.take(160);
        free.take(1);
        int small = free.take(32);
        free.take(1);
        free.give(large, 160);
        free.give(small, 32);
        assertEquals(small, free.take(20));
        assertEquals(large, free.take(33));
    }

    @Test
    void aFreePartAtTheEndGrows() {
        FreeList free = new FreeList();
        free.take(16);
        int last = free.take(16);
        free.give(last, 16);
        assertEquals(last, free.take(64));
        assertEquals(80, free.size());
    }

    @Test
    void anArenaThatNoBufferHoldsIsRefused() {
        FreeList free = new FreeList();
        int third = (Storage.LARGEST / 3 + 16) / 16 * 16;
        free.take(third);
        free.take(third);
        assertEquals(
                "plan: expected buffers of at most 536870911 numbers together, got one of " + third + " at "
                        + 2 * third,
                assertThrows(IllegalArgumentException.class, () -> free.take(third))
                        .getMessage());
        assertThrows(ArithmeticException.class, () -> free.take(Integer.MAX_VALUE));
    }
}
