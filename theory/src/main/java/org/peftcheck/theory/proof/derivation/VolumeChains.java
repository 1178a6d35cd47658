package org.peftcheck.theory.proof.derivation;

import static org.peftcheck.theory.proof.derivation.NormSteps.real;

import java.util.ArrayList;
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

    private static final String FINER = "\\inf_{\\eta>0,\\ \\ell=2(\\varepsilon+\\eta)}";
    private static final String COVER = FINER
            + "\\operatorname{vol}\\bigcup_kQ_k\\ \\text{(side } \\ell,\\ \\text{centres } x_k\\ \\text{within } \\eta\\ \\text{of each point of the curve)}";
    private static final String MOVES = "\\textstyle\\sum_k\\operatorname{vol}(Q_k\\setminus Q_{k-1})";

    private VolumeChains() {}

    static List<Derivation> all() {
        return List.of(bits(), capacity(), size(), area(), coveringRadius());
    }

    /** N values of the parameter whose cubes cover the torus; v = (2ε)^d, t = 2^p. */
    private static Derivation bits() {
        Polynomial n = real("N");
        Polynomial t = real("t");
        Polynomial v = real("v");
        return new Derivation(
                "kronecker-bits",
                Map.of("all-targets", purpose()),
                List.of(new Step(
                        "N\\le t=2^p\\ \\text{for a parameter of } p\\text{ bits},\\ v=(2\\varepsilon)^d\\ge0",
                        Relation.IMPLIES,
                        "Nv\\le2^pv",
                        new Justification.Inequality(Positivity.of(
                                Map.of("values", t.minus(n), "v", v),
                                t.minus(n).times(v),
                                Term.product("values", "v"))))),
                List.of(
                        new Step(
                                "1=\\operatorname{vol}\\mathbb{T}^d",
                                Relation.AT_MOST,
                                "\\operatorname{vol}\\bigcup_{k\\le N}Q_k",
                                new Justification.Hypothesis("all-targets")),
                        new Step(
                                "\\operatorname{vol}\\bigcup_{k\\le N}Q_k",
                                Relation.AT_MOST,
                                "N(2\\varepsilon)^d",
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
                List.of(newVolume(), newVolumeApart(), inscribed("2C|w_i|")),
                chain(
                        new Step(
                                "1=\\operatorname{vol}\\mathbb{T}^d",
                                Relation.AT_MOST,
                                COVER,
                                new Justification.Hypothesis("all-targets")),
                        "\\operatorname{vol}Q_0+" + MOVES,
                        "\\ell^d+2C\\|w\\|_1\\ell^{d-1}",
                        "(2\\varepsilon)^d+2C\\|w\\|_1(2\\varepsilon)^{d-1}"));
    }

    /** The closed curve sin(2πcm), 0 ≤ c ≤ 1, in [−1, 1]^d; the bound says something for ε &lt; 1. */
    private static Derivation area() {
        String last = "4\\|m\\|_1(2\\varepsilon)^{d-1}";
        List<Step> steps = new ArrayList<>(chain(
                new Step(
                        "2^d\\,\\mathbb{P}(\\min_c\\|\\sin(2\\pi cm)-A\\|_\\infty\\le\\varepsilon)",
                        Relation.AT_MOST,
                        COVER,
                        KnownTheorems.SUBADDITIVITY),
                MOVES,
                "4\\|m\\|_1\\ell^{d-1}",
                last));
        steps.add(new Step(last, "2^d\\cdot2\\|m\\|_1\\varepsilon^{d-1}", fourTimes()));
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
                        closed("\\sin(2\\pi cm)"),
                        inscribed("4|m_i|")),
                steps);
    }

    /** The closed curve cm modulo 1, 0 ≤ c ≤ 1, on the torus; the bound says something for ε &lt; 1/2. */
    private static Derivation coveringRadius() {
        return new Derivation(
                "torus-covering-radius",
                Map.of("all-targets", purpose(), "integer-column", purpose()),
                List.of(
                        newVolume(),
                        newVolumeApart(),
                        entered(),
                        trivial(),
                        opposite(),
                        closed("cm\\bmod1"),
                        inscribed("|m_i|")),
                chain(
                        new Step(
                                "1=\\operatorname{vol}\\mathbb{T}^d",
                                Relation.AT_MOST,
                                COVER,
                                new Justification.Hypothesis("all-targets")),
                        MOVES,
                        "\\|m\\|_1\\ell^{d-1}",
                        "\\|m\\|_1(2\\varepsilon)^{d-1}"));
    }

    /** The cubes, the parts that they add, the bound on these, and its limit for ever finer divisions. */
    private static List<Step> chain(Step first, String parts, String bound, String limit) {
        return List.of(
                first,
                new Step(COVER, Relation.AT_MOST, FINER + parts, KnownTheorems.SUBADDITIVITY),
                new Step(
                        FINER + parts,
                        Relation.AT_MOST,
                        FINER + bound,
                        newVolume().by()),
                new Step(FINER + bound, limit, KnownTheorems.LIMITS));
    }

    private static Step closed(String curve) {
        return new Step(
                "c\\mapsto" + curve,
                Relation.IMPLIES,
                "\\text{closed, of period } 1",
                new Justification.Hypothesis("integer-column"));
    }

    private static Step inscribed(String variation) {
        return new Step(
                "\\textstyle\\sum_k|x_{k,i}-x_{k-1,i}|", Relation.AT_MOST, variation, KnownTheorems.INSCRIBED_POLYGON);
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

    /**
     * No point of the circle is within ε &lt; 1/2 of all others: the one opposite to it is at distance 1/2, and some point of the
     * division, at distance x, is within η of that.
     */
    private static Step opposite() {
        Polynomial x = real("x");
        Polynomial eps = real("eps", "\\varepsilon");
        Polynomial eta = real("eta", "\\eta");
        return new Step(
                "x\\ge\\tfrac12-\\eta,\\ x\\le\\varepsilon+\\eta",
                Relation.IMPLIES,
                "2\\varepsilon+4\\eta\\ge1",
                new Justification.Inequality(Positivity.of(
                        Map.of(
                                "opposite",
                                x.plus(eta).times(2).minus(Polynomial.ONE),
                                "in its cube",
                                eps.plus(eta).minus(x)),
                        eps.times(2).plus(eta.times(4)).minus(Polynomial.ONE),
                        Term.product("opposite"),
                        new Term(2, Polynomial.ONE, List.of("in its cube")))));
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
