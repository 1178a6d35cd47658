package org.peftcheck.training.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Which register of a program holds which operand. A register is used again after the last use of what it held. */
final class Registers {

    /** An operand, as whole rows or as one number a row. */
    record Use(Node node, boolean wide) {

        private Use narrow() {
            return new Use(node, false);
        }

        private Use expanded() {
            return new Use(node, true);
        }
    }

    private record Slot(int index, boolean pinned) {}

    private final Map<Use, Slot> slots = new HashMap<>();
    private final Map<Use, Integer> uses = new HashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private int count;

    /** How many registers there are. */
    int count() {
        return count;
    }

    /** Tells of a use to come. */
    void expect(Use use) {
        uses.merge(use, 1, Integer::sum);
    }

    /** The register that holds an operand. */
    OptionalInt find(Use use) {
        Slot slot = slots.get(use);
        return slot == null ? OptionalInt.empty() : OptionalInt.of(slot.index());
    }

    /** A register that is free, which it then is no more. */
    int take() {
        return free.isEmpty() ? count++ : free.pop();
    }

    /** A register for an operand until its last use. */
    int take(Use use) {
        int index = take();
        slots.put(use, new Slot(index, false));
        return index;
    }

    /** A register for an operand that nothing else ever uses. */
    int pin(Use use) {
        int index = count++;
        slots.put(use, new Slot(index, true));
        return index;
    }

    /** Frees a register that was taken for no operand. */
    void give(int index) {
        free.push(index);
    }

    /** Tells that a use is over. */
    void release(Use use) {
        uses.merge(use, -1, Integer::sum);
        free(use);
        free(use.narrow());
    }

    private void free(Use use) {
        Slot slot = slots.get(use);
        if (slot != null && !slot.pinned() && !isNeeded(use)) {
            slots.remove(use);
            free.push(slot.index());
        }
    }

    /** Whether an operand is still used, or as one number a row still to be repeated along the row. */
    private boolean isNeeded(Use use) {
        boolean toExpand = !use.wide() && isExpected(use.expanded()) && !slots.containsKey(use.expanded());
        return isExpected(use) || toExpand;
    }

    private boolean isExpected(Use use) {
        return uses.getOrDefault(use, 0) > 0;
    }
}
