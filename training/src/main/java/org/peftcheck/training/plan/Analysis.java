package org.peftcheck.training.plan;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a plan has to know of each node: whether its entries get a buffer, over which rows it is computed, and when.
 *
 * <p>Time is counted in levels. At each level the programs over rows run first, then the products of matrices. A node without a buffer
 * is computed within each program that needs it: entrywise operations are cheaper than the way to memory. Reductions of rows are not
 * repeated: what a later program needs of them is stored.
 */
final class Analysis {

    private final List<Node> nodes;
    private final Views views;
    private final Map<Node, int[]> spaces = new HashMap<>();
    private final Map<Node, Integer> levels = new HashMap<>();
    private final Set<Node> stored = new HashSet<>();

    Analysis(Collection<Node> outputs) {
        this.nodes = reachable(outputs);
        this.views = new Views(nodes);
        nodes.forEach(node -> spaces.put(node, findSpace(node)));
        outputs.forEach(output -> store(views.of(output).base()));
        nodes.forEach(this::storeOperands);
        nodes.forEach(node -> levels.put(node, findLevel(node)));
        for (int k = nodes.size() - 1; k >= 0; k--) {
            if (isProgramResult(nodes.get(k))) {
                storeReductions(nodes.get(k));
            }
        }
    }

    private static List<Node> reachable(Collection<Node> outputs) {
        TreeMap<Integer, Node> found = new TreeMap<>();
        Deque<Node> open = new ArrayDeque<>(outputs);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (found.putIfAbsent(node.id(), node) == null) {
                open.addAll(node.operands());
            }
        }
        return List.copyOf(found.values());
    }

    /** All nodes that are needed, operands first. */
    List<Node> nodes() {
        return nodes;
    }

    Views views() {
        return views;
    }

    /** The shape over whose rows a node is computed. */
    int[] space(Node node) {
        return spaces.get(node);
    }

    /** When a node is computed. */
    int level(Node node) {
        return levels.get(node);
    }

    /** Whether a node has a buffer. */
    boolean isStored(Node node) {
        return stored.contains(node)
                || !node.operation().isVirtual() && views.of(node).base() == node;
    }

    /** Whether a program over rows leaves the node in a buffer. */
    boolean isProgramResult(Node node) {
        return stored.contains(node) && node.operation().isVirtual()
                || node.operation() == Operation.COLUMN_SUM
                || views.copies(node);
    }

    private int[] findSpace(Node node) {
        if (node.operation().reducesRows() || node.operation() == Operation.COLUMN_SUM || views.copies(node)) {
            Node operand = node.operand(0);
            return node.operation().isView() && node.operation() == Operation.PERMUTE ? node.shape() : operand.shape();
        }
        if (node.operation().isVirtual() && !node.operation().readsIndices() && node.width() == 1) {
            for (Node operand : node.operands()) {
                int[] space = spaces.get(operand);
                if (operand.operation().isVirtual()
                        && !Arrays.equals(space, operand.shape())
                        && isNarrow(node.shape(), space)) {
                    return space;
                }
            }
        }
        return node.shape();
    }

    /** Whether a shape has one entry for each row of a space. */
    static boolean isNarrow(int[] shape, int... space) {
        int last = space.length - 1;
        return shape.length == space.length
                && shape[last] == 1
                && space[last] != 1
                && Arrays.equals(shape, 0, last, space, 0, last);
    }

    /** Whether a node without a buffer can be computed within a program over the rows of a space. */
    boolean fits(Node node, int... space) {
        int[] own = spaces.get(node);
        return Arrays.equals(node.shape(), space) && Arrays.equals(own, space)
                || isNarrow(node.shape(), space) && (Arrays.equals(own, space) || Arrays.equals(own, node.shape()));
    }

    /** Whether a node reads its operands where they lie, in other rows than its own, even if it is computed by rows. */
    private boolean readsBuffers(Node node) {
        return node.operation().readsIndices() || views.copies(node);
    }

    private void store(Node node) {
        if (node.operation().isVirtual()) {
            stored.add(node);
        }
    }

    private void storeOperands(Node node) {
        for (Node operand : node.operands()) {
            if (!runsByRows(node) || !isWithin(operand, node)) {
                store(operand);
            }
        }
    }

    /** Whether a program over rows computes a node. */
    private boolean runsByRows(Node node) {
        return node.operation().isVirtual() || node.operation() == Operation.COLUMN_SUM || views.copies(node);
    }

    /** Whether the program that computes a node by rows can compute its operand too. */
    private boolean isWithin(Node operand, Node node) {
        return !readsBuffers(node) && fits(operand, spaces.get(node));
    }

    private int findLevel(Node node) {
        boolean byRows = runsByRows(node);
        int level = 0;
        for (Node operand : node.operands()) {
            Node base = views.of(operand).base();
            level = Math.max(level, byRows ? readyForPrograms(node, operand, base) : readyForProducts(base));
        }
        return node.operation().isView() && !byRows ? 0 : level;
    }

    private int readyForPrograms(Node node, Node operand, Node base) {
        if (operand.operation().isVirtual()) {
            return levels.get(operand) + (isWithin(operand, node) ? 0 : 1);
        }
        return isSource(base) ? 0 : levels.get(base) + 1;
    }

    private int readyForProducts(Node base) {
        if (isSource(base)) {
            return 0;
        }
        return levels.get(base) + (runsByRows(base) ? 0 : 1);
    }

    private static boolean isSource(Node node) {
        return node.operation() == Operation.SOURCE || node.isNumber();
    }

    /** Stores the reductions of earlier levels that a result needs. */
    private void storeReductions(Node result) {
        Deque<Node> open = new ArrayDeque<>(within(result, level(result)));
        Set<Node> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (!seen.add(node)) {
                continue;
            }
            if (node.operation().reducesRows() && level(node) < level(result)) {
                store(node);
            } else {
                open.addAll(within(node, level(result)));
            }
        }
    }

    /** The operands that a program of a level computes itself for a node. */
    List<Node> within(Node node, int level) {
        if (readsBuffers(node)) {
            return List.of();
        }
        return node.operands().stream()
                .filter(operand -> operand.operation().isVirtual())
                .filter(operand -> !isStored(operand) || level(operand) == level && fits(operand, spaces.get(node)))
                .toList();
    }
}
