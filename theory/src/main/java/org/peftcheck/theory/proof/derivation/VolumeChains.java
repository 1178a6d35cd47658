package org.peftcheck.theory.proof.derivation;

import static org.peftcheck.theory.proof.derivation.NormSteps.real;

import java.util.List;
import java.util.Map;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.proof.derivation.Positivity.Term;

/**
 * Bounds by volume on what one column of W0 can do (limits PEANuT, Proposition B.1): how many values its parameter needs, how large
 * it must be, and how few targets an integer column comes near. A target is reached within ε where it lies in the cube of side 2ε
 * around a point of the curve.
 */
final class VolumeChains {

    private VolumeChains() {}

    static List<Derivation> all() {
        return List.of(bits(), capacity(), size(), area(), coveringRadius());
    }

    /** N values of the parameter whose cubes cover the torus. */
    private static Derivation bits() {
        return new Derivation(
                "kronecker-bits",
                Map.of("all-targets", purpose()),
                List.of(),
                List.of(
                        new Step(
                                "1=\\operatorname{vol}\\mathbb{T}^d",
                                Relation.AT_MOST,
                                "\\operatorname{vol}\\bigcup_{k\\le N}Q_k",
                                new Justification.Hypothesis("all-targets")),
                        new Step(
                                "\\operatorname{vol}\\bigcup_{k\\le N}Q_k",
                                Relation.AT_MOST,
                                "N(2\\varepsilon)^d\\le2^p(2\\varepsilon)^d\\quad\\text{for a parameter of } p \\text{ bits}",
                                KnownTheorems.SUBADDITIVITY)));
    }

    private static Derivation capacity() {
        return new Derivation(
                "capacity-bound",
                Map.of(),
                List.of(powerOfTwo()),
                List.of(
                        new Step(
                                "2^d\\,\\mathbb{P}\\bigl(A\\in\\bigcup_{k\\le N}Q_k\\bigr)",
                                Relation.AT_MOST,
                                "N(2\\varepsilon)^d",
                                KnownTheorems.SUBADDITIVITY),
                        new Step(
                                "N(2\\varepsilon)^d",
                                "2^dN\\varepsilon^d",
                                powerOfTwo().by())));
    }

    /** |c| ≤ C: the cube moves along a segment. */
    private static Derivation size() {
        return new Derivation(
                "kronecker-size",
                Map.of("all-targets", purpose()),
                List.of(
                        newVolume(),
                        newVolumeApart(),
                        new Step(
                                "\\textstyle\\sum_k|x_{k,i}-x_{k-1,i}|",
                                Relation.AT_MOST,
                                "2C|w_i|",
                                KnownTheorems.INSCRIBED_POLYGON)),
                List.of(
                        new Step(
                                "1=\\operatorname{vol}\\mathbb{T}^d",
                                Relation.AT_MOST,
                                "\\operatorname{vol}\\bigcup_kQ_k,\\ \\text{side } \\ell=2(\\varepsilon+\\eta)",
                                new Justification.Hypothesis("all-targets")),
                        new Step(
                                "\\operatorname{vol}\\bigcup_kQ_k,\\ \\text{side } \\ell=2(\\varepsilon+\\eta)",
                                Relation.AT_MOST,
                                "\\operatorname{vol}Q_0+\\textstyle\\sum_k\\operatorname{vol}(Q_k\\setminus Q_{k-1})",
                                KnownTheorems.SUBADDITIVITY),
                        new Step(
                                "\\operatorname{vol}Q_0+\\textstyle\\sum_k\\operatorname{vol}(Q_k\\setminus Q_{k-1})",
                                Relation.AT_MOST,
                                "\\ell^d+2C\\|w\\|_1\\ell^{d-1}",
                                newVolume().by()),
                        new Step(
                                "\\ell^d+2C\\|w\\|_1\\ell^{d-1}",
                                Relation.AT_MOST,
                                "(2\\varepsilon)^d+2C\\|w\\|_1(2\\varepsilon)^{d-1}",
                                KnownTheorems.LIMITS)));
    }

    /** The closed curve sin(2πcm), 0 ≤ c ≤ 1, in [−1, 1]^d. */
    private static Derivation area() {
        String union =
                "2^d\\,\\mathbb{P}\\bigl(A\\in\\bigcup_kQ_k\\bigr),\\ \\text{side } \\ell=2(\\varepsilon+\\eta)<2";
        return new Derivation(
                "area-bound",
                Map.of("integer-column", purpose()),
                List.of(
                        newVolume(),
                        newVolumeApart(),
                        entered(),
                        trivial(),
                        notInAll(),
                        powerOfTwo(),
                        new Step(
                                "c\\mapsto\\sin(2\\pi cm)",
                                Relation.IMPLIES,
                                "\\text{closed, of period } 1",
                                new Justification.Hypothesis("integer-column")),
                        new Step(
                                "\\textstyle\\sum_k|x_{k,i}-x_{k-1,i}|",
                                Relation.AT_MOST,
                                "4|m_i|",
                                KnownTheorems.INSCRIBED_POLYGON)),
                List.of(
                        new Step(
                                union,
                                Relation.AT_MOST,
                                "\\textstyle\\sum_k\\operatorname{vol}(Q_k\\setminus Q_{k-1})",
                                KnownTheorems.SUBADDITIVITY),
                        new Step(
                                "\\textstyle\\sum_k\\operatorname{vol}(Q_k\\setminus Q_{k-1})",
                                Relation.AT_MOST,
                                "4\\|m\\|_1\\ell^{d-1}",
                                newVolume().by()),
                        new Step(
                                "4\\|m\\|_1\\ell^{d-1}",
                                Relation.AT_MOST,
                                "4\\|m\\|_1(2\\varepsilon)^{d-1}",
                                KnownTheorems.LIMITS),
                        new Step(
                                "4\\|m\\|_1(2\\varepsilon)^{d-1}",
                                "2^d\\cdot2\\|m\\|_1\\varepsilon^{d-1}",
                                fourTimes())));
    }

    /** The closed curve cm modulo 1, 0 ≤ c ≤ 1, on the torus. */
    private static Derivation coveringRadius() {
        return new Derivation(
                "torus-covering-radius",
                Map.of("all-targets", purpose(), "integer-column", purpose()),
                List.of(
                        newVolume(),
                        newVolumeApart(),
                        entered(),
                        trivial(),
                        new Step(
                                "c\\mapsto cm\\bmod1",
                                Relation.IMPLIES,
                                "\\text{closed, of period } 1",
                                new Justification.Hypothesis("integer-column")),
                        new Step(
                                "\\textstyle\\sum_k|x_{k,i}-x_{k-1,i}|",
                                Relation.AT_MOST,
                                "|m_i|",
                                KnownTheorems.INSCRIBED_POLYGON)),
                List.of(
                        new Step(
                                "1=\\operatorname{vol}\\mathbb{T}^d",
                                Relation.AT_MOST,
                                "\\operatorname{vol}\\bigcup_kQ_k,\\ \\text{side } \\ell=2(\\varepsilon+\\eta)<1",
                                new Justification.Hypothesis("all-targets")),
                        new Step(
                                "\\operatorname{vol}\\bigcup_kQ_k,\\ \\text{side } \\ell=2(\\varepsilon+\\eta)<1",
                                Relation.AT_MOST,
                                "\\textstyle\\sum_k\\operatorname{vol}(Q_k\\setminus Q_{k-1})",
                                KnownTheorems.SUBADDITIVITY),
                        new Step(
                                "\\textstyle\\sum_k\\operatorname{vol}(Q_k\\setminus Q_{k-1})",
                                Relation.AT_MOST,
                                "\\|m\\|_1\\ell^{d-1}",
                                newVolume().by()),
                        new Step(
                                "\\|m\\|_1\\ell^{d-1}",
                                Relation.AT_MOST,
                                "\\|m\\|_1(2\\varepsilon)^{d-1}",
                                KnownTheorems.LIMITS)));
    }

    private static Need purpose() {
        return new Need.Unknown("the bound speaks of nothing else");
    }

    /**
     * The part of a moved cube that lies outside the cube before has at most the volume Σ δ_i ℓ^{d−1}, δ_i the move of a coordinate:
     * by induction on d, V = ℓ^d, P = Π(ℓ − δ_i) the common part, D = Σ δ_i ℓ^{d−1}; here for one more δ ≤ ℓ.
     */
    static Step newVolume() {
        Polynomial v = real("V");
        Polynomial p = real("P");
        Polynomial d = real("D");
        Polynomial side = real("l", "\\ell");
        Polynomial delta = real("delta", "\\delta");
        return new Step(
                "V-P\\le D,\\ P\\le V,\\ 0\\le\\delta\\le\\ell",
                Relation.IMPLIES,
                "\\ell V-(\\ell-\\delta)P\\le\\ell D+\\delta V",
                new Justification.Inequality(Positivity.of(
                        Map.of("before", d.minus(v).plus(p), "common part", v.minus(p), "side", side, "move", delta),
                        side.times(d)
                                .plus(delta.times(v))
                                .minus(side.times(v).minus(side.minus(delta).times(p))),
                        Term.product("side", "before"),
                        Term.product("move", "common part"))));
    }

    /** The same for one more δ ≥ ℓ, where the cubes have no common part. */
    static Step newVolumeApart() {
        Polynomial v = real("V");
        Polynomial d = real("D");
        Polynomial side = real("l", "\\ell");
        Polynomial delta = real("delta", "\\delta");
        return new Step(
                "V,D,\\ell\\ge0,\\ \\delta\\ge\\ell",
                Relation.IMPLIES,
                "\\ell V\\le\\ell D+\\delta V",
                new Justification.Inequality(Positivity.of(
                        Map.of("V", v, "D", d, "side", side, "apart", delta.minus(side)),
                        side.times(d).plus(delta.times(v)).minus(side.times(v)),
                        Term.product("side", "D"),
                        Term.product("apart", "V"))));
    }

    /**
     * A point of some cube of a closed chain that is not in all of them is in some Q_k but not in Q_{k−1}: by induction along the
     * chain, q the indicator of Q_k, t that of Q_{k+1}, a that of all cubes up to Q_k, n the number of entries so far.
     */
    static Step entered() {
        Polynomial q = real("q");
        Polynomial t = real("t");
        Polynomial a = real("a");
        Polynomial n = real("n");
        return new Step(
                "q\\le n+a,\\ n\\ge0,\\ 0\\le t\\le1",
                Relation.IMPLIES,
                "t\\le n+t(1-q)+ta",
                new Justification.Inequality(Positivity.of(
                        Map.of("before", n.plus(a).minus(q), "n", n, "t", t, "t <= 1", Polynomial.ONE.minus(t)),
                        n.plus(t.times(Polynomial.ONE.minus(q)))
                                .plus(t.times(a))
                                .minus(t),
                        Term.product("t", "before"),
                        Term.product("n", "t <= 1"))));
    }

    /** No point is within ε &lt; 1 of both 1 and −1, which a coordinate with m_i ≠ 0 takes: x − 1 ≥ −ε, x + 1 ≤ ε give ε ≥ 1. */
    private static Step notInAll() {
        Polynomial x = real("x");
        Polynomial eps = real("eps", "\\varepsilon");
        return new Step(
                "x\\ge1-\\varepsilon,\\ x\\le-1+\\varepsilon",
                Relation.IMPLIES,
                "\\varepsilon\\ge1",
                new Justification.Inequality(Positivity.of(
                        Map.of(
                                "near 1",
                                x.minus(Polynomial.ONE).plus(eps),
                                "near -1",
                                eps.minus(Polynomial.ONE).minus(x)),
                        eps.minus(Polynomial.ONE).times(2),
                        Term.product("near 1"),
                        Term.product("near -1"))));
    }

    /** Where ε^{d−1} (or (2ε)^{d−1}) is at least 1 the bound is at least 1, and nothing is to show. */
    private static Step trivial() {
        Polynomial n = real("N");
        Polynomial e = real("E");
        return new Step(
                "N=\\|m\\|_1\\ge1,\\ E\\ge1",
                Relation.IMPLIES,
                "NE\\ge1",
                new Justification.Inequality(Positivity.of(
                        Map.of("N", n.minus(Polynomial.ONE), "E", e, "E >= 1", e.minus(Polynomial.ONE)),
                        n.times(e).minus(Polynomial.ONE),
                        Term.product("N", "E"),
                        Term.product("E >= 1"))));
    }

    /** (2ε)^d = 2^d ε^d, by induction: t = 2^d, e = ε^d. */
    private static Step powerOfTwo() {
        Polynomial t = real("t");
        Polynomial e = real("e");
        Polynomial eps = real("eps", "\\varepsilon");
        return new Step(
                "(2\\varepsilon)\\,(2^d\\varepsilon^d)",
                "2^{d+1}\\varepsilon^{d+1}",
                new Justification.Cases(Map.of(
                        "one more factor",
                        eps.times(2).times(t).times(e).minus(t.times(2).times(eps.times(e))))));
    }

    /** 4 n (2^{d−1} ε^{d−1}) = 2^d · 2 n ε^{d−1}: t = 2^{d−1}, e = ε^{d−1}, n = ‖m‖₁. */
    private static Justification fourTimes() {
        Polynomial t = real("t");
        Polynomial e = real("e");
        Polynomial n = real("n");
        return new Justification.Cases(Map.of(
                "constants",
                n.times(4).times(t).times(e).minus(t.times(2).times(n.times(2)).times(e))));
    }
}
