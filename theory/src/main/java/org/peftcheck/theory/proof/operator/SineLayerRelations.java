package org.peftcheck.theory.proof.operator;

import java.util.List;

/** Integer relations of the rows of W0, and sine layers that are invertible: the algebra behind PEANuT, Proposition B.1. */
final class SineLayerRelations {

    private SineLayerRelations() {}

    static List<OperatorTheorem> all() {
        return List.of(annihilates(), scales(), noRelation(), invertible());
    }

    private static OperatorTheorem annihilates() {
        return TheoremDraft.of(
                        "torus-dual-certificate",
                        "relation-annihilates-phases",
                        "A relation of the rows of W0 is 0 at all phases W0 theta.")
                .operator("W", "d_out d_in", "the pre-trained weight W0", "1 2; 2 4; 3 1")
                .operator("n", "d_out 1", "a relation of its rows", "2; -1; 0")
                .suppose("relation", "n* W")
                .without("relation", "n", "2; 1; 0")
                .operator("theta", "d_in 1", "the parameters of one unit", "1/3; 1/5")
                .conclude("n* W theta")
                .by("1", "relation", "theta")
                .theorem();
    }

    private static OperatorTheorem scales() {
        return TheoremDraft.of(
                        "prop-b1-stored-weights",
                        "relation-scales",
                        "A multiple of a relation of the rows is one: a common denominator makes a rational relation integer.")
                .operator("W", "d_out d_in", "the pre-trained weight W0", "1 2; 2 4; 3 1")
                .operator("n", "d_out 1", "a rational relation of its rows", "1/3; -1/6; 0")
                .operator("D", "1 1", "a common denominator", "6")
                .suppose("relation", "n* W")
                .without("relation", "n", "1/3; 1/6; 0")
                .define("multiple", "k", "d_out 1", "the integer relation", "n D")
                .conclude("k* W")
                .by("1", "multiple*", "W")
                .by("D*", "relation", "1")
                .theorem();
    }

    private static OperatorTheorem noRelation() {
        return TheoremDraft.of(
                        "prop-b1-stored-weights",
                        "full-row-rank-has-no-relation",
                        "With a right inverse R of W0, which full row rank gives, a vector n is determined by n* W0: where this is 0, "
                                + "n is 0.")
                .operator("W", "d_out d_in", "the pre-trained weight W0", "1 0 1; 0 1 1")
                .operator("R", "d_in d_out", "a right inverse", "1 0; 0 1; 0 0")
                .suppose("right-inverse", "W R - 1")
                .without("right-inverse", "R", "1 2; 3 4; 5 6")
                .operator("n", "d_out 1", "any vector", "3; -5")
                .conclude("n* W R - n*")
                .by("n*", "right-inverse", "1")
                .theorem();
    }

    private static OperatorTheorem invertible() {
        return TheoremDraft.of(
                        "sine-full-width",
                        "invertible-sine-layer",
                        "Where the matrix H of the sines has a right inverse every update is reached exactly.")
                .operator("H", "d_out r", "the sines of the phases", "1 1/2 0; 0 1 0")
                .operator("K", "r d_out", "a right inverse of H", "1 -1/2; 0 1; 0 0")
                .suppose("right-inverse", "H K - 1")
                .without("right-inverse", "K", "1 2; 3 4; 5 6")
                .operator("M", "d_out d_in", "any update", "3 4; 5 7")
                .define("second-factor", "Theta2", "r d_in", "the second factor", "K M")
                .conclude("H Theta2 - M")
                .by("H", "second-factor", "1")
                .by("1", "right-inverse", "M")
                .theorem();
    }
}
