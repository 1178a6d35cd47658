package org.peftcheck.theory.algebra;

import java.util.Objects;

/**
 * A named dimension: a variable of a {@link Polynomial}. Two dimensions are the same when their names are.
 *
 * @param name the plain name, as in {@code d_out}
 * @param tex the name in TeX
 */
public record Dimension(String name, String tex) implements Comparable<Dimension> {

    /** The output features of a layer, the rows of its weight, {@code d1}. */
    public static final Dimension D_OUT = new Dimension("d_out", "d_{\\mathrm{out}}");
    /** The input features of a layer, the columns of its weight, {@code d2}. */
    public static final Dimension D_IN = new Dimension("d_in", "d_{\\mathrm{in}}");
    /** The rank of an update, or the hidden width of a tweaker. */
    public static final Dimension RANK = new Dimension("r", "r");
    /** The number of layers of a tweaker, {@code Θ1} and {@code Θ2} among them. */
    public static final Dimension DEPTH = new Dimension("depth", "D");
    /** The features of a hidden state. */
    public static final Dimension HIDDEN = new Dimension("d", "d");
    /** The width of a bottleneck, or the rank of an edit of hidden states. */
    public static final Dimension BOTTLENECK = new Dimension("m", "m");
    /** The inner features of a feed-forward network. */
    public static final Dimension FEED_FORWARD = new Dimension("f", "f");
    /** The number of blocks of a model. */
    public static final Dimension BLOCKS = new Dimension("L", "L");
    /** The number of classes of a task. */
    public static final Dimension CLASSES = new Dimension("c", "c");
    /** The number of input vectors of a step. */
    public static final Dimension VECTORS = new Dimension("n", "n");

    /** Checks that there is a name. */
    public Dimension {
        Objects.requireNonNull(tex, "tex");
        if (name.isBlank()) {
            throw new IllegalArgumentException("dimension: expected a name, got a blank one");
        }
    }

    @Override
    public int compareTo(Dimension other) {
        return name.compareTo(other.name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dimension d && name.equals(d.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
