package org.peftcheck.training.plan;

import java.util.Map;
import java.util.TreeMap;

/** Which parts of an arena are free; the smallest part that is large enough is taken. Parts are multiples of 16 numbers. */
final class FreeList {

    private static final int UNIT = 16;

    private final TreeMap<Integer, Integer> parts = new TreeMap<>();
    private int end;

    /**
     * The offset of so many free numbers, which are free no more.
     *
     * @throws IllegalArgumentException when the arena would be larger than a storage can be
     */
    int take(int count) {
        int size = rounded(count);
        Map.Entry<Integer, Integer> best = null;
        for (Map.Entry<Integer, Integer> part : parts.entrySet()) {
            if (part.getValue() >= size && (best == null || part.getValue() < best.getValue())) {
                best = part;
            }
        }
        if (best == null) {
            return extend(size);
        }
        int offset = best.getKey();
        int left = best.getValue() - size;
        parts.remove(offset);
        if (left > 0) {
            parts.put(offset + size, left);
        }
        return offset;
    }

    private int extend(int size) {
        Map.Entry<Integer, Integer> last = parts.lastEntry();
        int offset = end;
        if (last != null && last.getKey() + last.getValue() == end) {
            offset = last.getKey();
            parts.remove(offset);
        }
        if ((long) offset + size > Storage.LARGEST) {
            throw new IllegalArgumentException("plan: expected buffers of at most " + Storage.LARGEST
                    + " numbers together, got one of " + size + " at " + offset);
        }
        end = offset + size;
        return offset;
    }

    /** Gives numbers back. */
    void give(int offset, int count) {
        int start = offset;
        int size = rounded(count);
        Map.Entry<Integer, Integer> before = parts.lowerEntry(start);
        if (before != null && before.getKey() + before.getValue() == start) {
            start = before.getKey();
            size += before.getValue();
        }
        Integer after = parts.remove(offset + rounded(count));
        parts.put(start, size + (after == null ? 0 : after));
    }

    private static int rounded(int count) {
        return Math.multiplyExact(Math.floorDiv(Math.addExact(count, UNIT - 1), UNIT), UNIT);
    }

    /** Numbers in the arena. */
    int size() {
        return end;
    }
}
