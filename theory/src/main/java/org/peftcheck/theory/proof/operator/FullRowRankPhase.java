package org.peftcheck.theory.proof.operator;

import java.util.List;

/** At full row rank Theta1 = W0ᵀ(W0W0ᵀ)⁻¹ F has W0 Theta1 = F exactly, as the sine layer needs (PEANuT, Appendix B.2). */
final class FullRowRankPhase {

    private FullRowRankPhase() {}

    static List<OperatorTheorem> all() {
        return List.of(TheoremDraft.of(
                        "prop-b1-full-row-rank",
                        "full-row-rank-phase",
                        "At full row rank the phases of a sine layer can be any matrix.")
                .operator("W", "d_out d_in", "the pre-trained weight W0", "1 1 0; 0 1 1")
                .operator("K", "d_out d_out", "the inverse of W0W0ᵀ", "2/3 -1/3; -1/3 2/3")
                .suppose("gramian", "W W* K - 1")
                .without("gramian", "K", "1 2; 3 4")
                .define("inverse", "X", "d_in d_out", "the pseudo-inverse of W0", "W* K")
                .operator("F", "d_out r", "the phases, arcsin(A) / 2 pi", "1/12; -1/4")
                .define("first-factor", "Theta1", "d_in r", "the first factor", "X F")
                .conclude("W Theta1 - F")
                .by("W", "first-factor", "1")
                .by("W", "inverse", "F")
                .by("1", "gramian", "F")
                .theorem());
    }
}
