package org.peftcheck.theory.adapter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/**
 * The weight-aware neural tweaker: W = W0 + s f(W0), where f is a bias-free network that maps each row of W0 (or each column, see
 * {@link Orientation}) to a row of the update.
 *
 * <p>Depth 2 is f(X) = σ(X Θ1) Θ2 (PEANuT, Section 3.3). A depth of 4, 6, … puts as many square layers r × r between the two
 * (Section 5.5 and Figure 2): first (depth − 2)/2 of them without residuals (E0, E1, …), then as many whose activated output is
 * added to that of the mirrored layer before (D0, D1, …). σ follows every layer but the last. For depth 6:
 * h0 = σ(XΘ1), h1 = σ(h0E0), h2 = σ(h1E1), h3 = σ(h2D0) + h1, h4 = σ(h3D1) + h0, f(X) = h4Θ2.
 *
 * @param scaling the factor s
 * @param activation the function σ
 * @param orientation whether rows or columns are tweaked
 * @param depth the number of layers, even and at least 2
 */
public record Peanut(Scaling scaling, Activation activation, Orientation orientation, int depth)
        implements WeightAdapter {

    private static final String THETA1 = "Theta1";
    private static final String THETA2 = "Theta2";

    /** Checks the depth. */
    public Peanut {
        if (depth < 2 || depth % 2 != 0) {
            throw new IllegalArgumentException("PEANuT depth: expected an even number >= 2, got " + depth);
        }
    }

    /**
     * PEANuT with some options.
     *
     * @param options what is wanted otherwise than: scaling 1, ReLU, the orientation of the paper, depth 2
     * @return the adapter
     */
    public static Peanut of(AdapterOptions options) {
        return new Peanut(
                options.scaling().orElse(Scaling.ONE),
                options.activation().orElse(Activation.RELU),
                options.orientation().orElse(Orientation.STANDARD),
                options.depth().orElse(2));
    }

    @Override
    public String id() {
        return "peanut";
    }

    @Override
    public String title() {
        return "PEANuT";
    }

    @Override
    public String source() {
        return "PEANuT, Sections 3.3 and 5.5, Figure 2; residuals and initialisation as in the authors' code";
    }

    private Dimension side() {
        return orientation == Orientation.STANDARD ? Dimension.D_IN : Dimension.D_OUT;
    }

    private int blocks() {
        return (depth - 2) / 2;
    }

    @Override
    public List<Slot> slots() {
        Dimension side = side();
        List<Slot> slots = new ArrayList<>();
        Initialiser outer = Initialiser.uniformFanIn(Polynomial.of(side));
        slots.add(Slot.trainable(THETA1, "\\Theta_{1}", Shape.of(side, Dimension.RANK), outer));
        for (String kind : List.of("E", "D")) {
            for (int i = 0; i < blocks(); i++) {
                Initialiser inner = Initialiser.uniformFanIn(Polynomial.of(Dimension.RANK));
                Shape square = Shape.of(Dimension.RANK, Dimension.RANK);
                slots.add(Slot.trainable(kind + i, kind + "_{" + i + "}", square, inner));
            }
        }
        slots.add(Slot.trainable(THETA2, "\\Theta_{2}", Shape.of(Dimension.RANK, side), Initialiser.ZERO));
        return List.copyOf(slots);
    }

    @Override
    public Polynomial statedCount() {
        Polynomial rank = Polynomial.of(Dimension.RANK);
        return rank.times(Polynomial.of(side())).times(2).plus(rank.pow(2).times(depth - 2));
    }

    @Override
    public boolean startsAtPretrained() {
        return true;
    }

    @Override
    public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        M tweaked = orientation == Orientation.STANDARD
                ? tweaker(algebra, w0, slots)
                : algebra.transpose(tweaker(algebra, algebra.transpose(w0), slots));
        return scaling.apply(algebra, slots.rank(), tweaked);
    }

    private <M> M tweaker(MatrixAlgebra<M> algebra, M input, SlotValues<M> slots) {
        Deque<M> outputs = new ArrayDeque<>();
        M hidden = algebra.activate(activation, algebra.times(input, slots.get(THETA1)));
        for (int i = 0; i < blocks(); i++) {
            outputs.push(hidden);
            hidden = algebra.activate(activation, algebra.times(hidden, slots.get("E" + i)));
        }
        for (int i = 0; i < blocks(); i++) {
            M decoded = algebra.activate(activation, algebra.times(hidden, slots.get("D" + i)));
            hidden = algebra.plus(decoded, outputs.pop());
        }
        return algebra.times(hidden, slots.get(THETA2));
    }
}
