package org.peftcheck.training.plan;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Makes plans that share their buffers, since only one of them runs at a time. */
public final class Plans implements AutoCloseable {

    private final Workers workers;
    private final Storage arena = Storage.allocate(1);
    private final Widened[] widened;

    /**
     * Plans for some threads.
     *
     * @param workers the threads
     */
    public Plans(Workers workers) {
        this.workers = workers;
        this.widened = new Widened[workers.count()];
        Arrays.setAll(widened, part -> new Widened());
    }

    /**
     * A plan that computes some expressions.
     *
     * @param expressions what made them
     * @param results for each expression the storage of its entries, which must be as many
     * @return the plan
     * @throws IllegalArgumentException when a storage is too small, or serves two results, or the buffers are more than 2³¹ − 1 bytes
     */
    public Plan make(Expressions expressions, Map<Node, Storage> results) {
        Map<Node, Storage> stored = new LinkedHashMap<>();
        Set<Storage> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        results.forEach((node, storage) -> {
            storage.checkHolds(node.shape());
            if (!taken.add(storage)) {
                throw new IllegalArgumentException(
                        "plan: expected a storage for each result, got one that serves two: " + node);
            }
            boolean own =
                    node.operation() == Operation.MATMUL && node.rank() == 2 || node.operation() == Operation.SCATTER;
            stored.put(own ? node : expressions.unary(Operation.COPY, node), storage);
        });
        return new Planner(stored, arena, widened).plan();
    }

    /** Lets go of the buffers. */
    @Override
    public void close() {
        arena.release();
        for (Widened own : widened) {
            own.release();
        }
    }
}
