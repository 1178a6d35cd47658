package org.peftcheck.training.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the entries of each node lie. The result of a product of matrices is stored in the order of the permutation that is made of
 * it, so that splitting into heads and joining them again costs nothing. OpenBLAS can write that order only where the rows or the
 * columns of each matrix stay contiguous.
 */
final class Views {

    private final Map<Node, int[]> layouts = new HashMap<>();
    private final Map<Node, View> views = new HashMap<>();

    Views(Collection<Node> nodes) {
        for (Node node : nodes) {
            boolean ofMany = node.operation() == Operation.PERMUTE && node.rank() > 2;
            if (ofMany
                    && node.operand(0).operation() == Operation.MATMUL
                    && node.axes()[node.rank() - 1] >= node.rank() - 2) {
                layouts.putIfAbsent(node.operand(0), node.axes());
            }
        }
    }

    /** Whether a node that looks at another's entries has to copy them. */
    boolean copies(Node node) {
        return node.operation().isView() && of(node).base() == node;
    }

    /** The view of a node; its base is the node itself where it has, or would have, a buffer of its own. */
    View of(Node node) {
        View known = views.get(node);
        if (known == null) {
            known = find(node);
            views.put(node, known);
        }
        return known;
    }

    private View find(Node node) {
        if (node.operation() == Operation.PERMUTE) {
            View permuted = of(node.operand(0)).permuted(node.axes());
            return permuted.hasContiguousMatrices() ? permuted : View.plain(node, node.shape());
        }
        if (node.operation() == Operation.RESHAPE) {
            Optional<View> reshaped = of(node.operand(0)).reshaped(node.shape());
            return reshaped.filter(View::hasContiguousMatrices).orElseGet(() -> View.plain(node, node.shape()));
        }
        int[] axes = layouts.get(node);
        if (axes == null) {
            return View.plain(node, node.shape());
        }
        int[] permuted = new int[axes.length];
        for (int k = 0; k < axes.length; k++) {
            permuted[k] = node.dimension(axes[k]);
        }
        int[] inOrder = View.rowMajor(permuted);
        int[] strides = new int[axes.length];
        for (int k = 0; k < axes.length; k++) {
            strides[axes[k]] = inOrder[k];
        }
        return new View(node, node.shape(), strides);
    }
}
