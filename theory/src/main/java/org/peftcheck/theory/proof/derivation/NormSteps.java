package org.peftcheck.theory.proof.derivation;

import java.util.List;
import java.util.Map;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.proof.derivation.Positivity.Term;

/** Steps on sums, norms and sines that several derivations use, each by an identity or a certificate of its induction step. */
final class NormSteps {

    private NormSteps() {}

    /** A real variable. */
    static Polynomial real(String name, String tex) {
        return Polynomial.of(new Dimension(name, tex));
    }

    /** A real variable of one letter. */
    static Polynomial real(String name) {
        return real(name, name);
    }

    /** The square of a polynomial. */
    static Polynomial square(Polynomial p) {
        return p.pow(2);
    }

    /** e² ≤ δ² for |e| ≤ δ. */
    static Step squaredEntry() {
        Polynomial e = real("e");
        Polynomial delta = real("delta", "\\delta");
        return new Step(
                "-\\delta\\le e\\le\\delta",
                Relation.IMPLIES,
                "e^2\\le\\delta^2",
                new Justification.Inequality(Positivity.of(
                        Map.of("upper", delta.minus(e), "lower", delta.plus(e)),
                        square(delta).minus(square(e)),
                        Term.product("upper", "lower"))));
    }

    /** Σ e_b² ≤ N δ² for N entries of at most δ, by induction on N from the empty sum. */
    static Step squaredSum() {
        Polynomial sum = real("S");
        Polynomial n = real("N");
        Polynomial e = real("e");
        Polynomial delta = real("delta", "\\delta");
        Polynomial before = n.times(square(delta)).minus(sum);
        Polynomial entry = square(delta).minus(square(e));
        Polynomial after = n.plus(Polynomial.ONE).times(square(delta)).minus(sum.plus(square(e)));
        return new Step(
                "S\\le N\\delta^2,\\ e^2\\le\\delta^2",
                Relation.IMPLIES,
                "S+e^2\\le(N+1)\\delta^2",
                new Justification.Inequality(Positivity.of(
                        Map.of("N entries", before, "entry", entry),
                        after,
                        Term.product("N entries"),
                        Term.product("entry"))));
    }

    /**
     * The Cauchy–Schwarz inequality for sums of any length, by induction: p = Σ x y, X = Σ x², Y = Σ y²; the defect of the first
     * terms against one more pair is a sum of squares, by an induction of its own.
     */
    static List<Step> cauchySchwarz() {
        Polynomial p = real("p");
        Polynomial xx = real("X");
        Polynomial yy = real("Y");
        Polynomial x = real("x");
        Polynomial y = real("y");
        Polynomial u = real("u");
        Polynomial v = real("v");
        Polynomial defect =
                xx.times(square(y)).minus(p.times(x).times(y).times(2)).plus(yy.times(square(x)));
        Polynomial next = xx.plus(square(u))
                .times(square(y))
                .minus(p.plus(u.times(v)).times(x).times(y).times(2))
                .plus(yy.plus(square(v)).times(square(x)));
        Polynomial before = xx.times(yy).minus(square(p));
        Polynomial after = xx.plus(square(x)).times(yy.plus(square(y))).minus(square(p.plus(x.times(y))));
        return List.of(
                new Step(
                        "Xy^2-2pxy+Yx^2\\ge0",
                        Relation.IMPLIES,
                        "(X+u^2)y^2-2(p+uv)xy+(Y+v^2)x^2\\ge0",
                        new Justification.Inequality(Positivity.of(
                                Map.of("defect", defect),
                                next,
                                Term.product("defect"),
                                Term.square(u.times(y).minus(v.times(x)))))),
                new Step(
                        "p^2\\le XY,\\ Xy^2-2pxy+Yx^2\\ge0",
                        Relation.IMPLIES,
                        "(p+xy)^2\\le(X+x^2)(Y+y^2)",
                        new Justification.Inequality(Positivity.of(
                                Map.of("before", before, "defect", defect),
                                after,
                                Term.product("before"),
                                Term.product("defect")))));
    }

    /** |Σ n_i e_i| ≤ (Σ|n_i|) ε for |e_i| ≤ ε, by induction: N = Σ|n_i|, t = |Σ n_i e_i|, m and e one more |n_i| and |e_i|. */
    static Step integerCombination() {
        Polynomial n = real("N");
        Polynomial t = real("t");
        Polynomial m = real("m");
        Polynomial e = real("e");
        Polynomial eps = real("eps", "\\varepsilon");
        return new Step(
                "t\\le N\\varepsilon,\\ e\\le\\varepsilon,\\ m\\ge0",
                Relation.IMPLIES,
                "t+me\\le(N+m)\\varepsilon",
                new Justification.Inequality(Positivity.of(
                        Map.of("before", n.times(eps).minus(t), "entry", eps.minus(e), "m", m),
                        n.plus(m).times(eps).minus(t.plus(m.times(e))),
                        Term.product("before"),
                        Term.product("m", "entry"))));
    }

    /** sin u − sin v = 2 sin b cos a with a, b = (u ± v)/2, written by the addition formula. */
    static Step differenceOfSines() {
        Polynomial sa = real("sa", "s_a");
        Polynomial ca = real("ca", "c_a");
        Polynomial sb = real("sb", "s_b");
        Polynomial cb = real("cb", "c_b");
        Polynomial sum = sa.times(cb).plus(ca.times(sb));
        Polynomial difference = sa.times(cb).minus(ca.times(sb));
        return new Step(
                "\\sin(a+b)-\\sin(a-b)",
                "2\\sin b\\,\\cos a",
                new Justification.Cases(Map.of(
                        "addition formula",
                        sum.minus(difference).minus(ca.times(sb).times(2)))));
    }

    /** 2 |sin b| |cos a| ≤ 2 |b|; s, c and h stand for |sin b|, |cos a| and |b|. */
    static Step sineIsLipschitz() {
        Polynomial s = real("s");
        Polynomial c = real("c");
        Polynomial h = real("h");
        return new Step(
                "|\\sin u-\\sin v|=2sc,\\ s=|\\sin b|\\le h=|b|,\\ c=|\\cos a|\\le1",
                Relation.IMPLIES,
                "|\\sin u-\\sin v|\\le2h=|u-v|",
                new Justification.Inequality(Positivity.of(
                        Map.of("s", s, "sine", h.minus(s), "cosine", Polynomial.ONE.minus(c)),
                        h.minus(s.times(c)).times(2),
                        new Term(2, Polynomial.ONE, List.of("sine")),
                        new Term(2, Polynomial.ONE, List.of("s", "cosine")))));
    }

    /** |sin(x + y)| ≤ |sin x| + |sin y|; X, Y stand for the sines and C, D for the cosines, all absolute. */
    static Step sineIsSubadditive() {
        Polynomial x = real("X");
        Polynomial y = real("Y");
        Polynomial c = real("C");
        Polynomial d = real("D");
        return new Step(
                "|\\sin(x+y)|\\le XD+YC,\\ C=|\\cos x|\\le1,\\ D=|\\cos y|\\le1",
                Relation.IMPLIES,
                "|\\sin(x+y)|\\le X+Y=|\\sin x|+|\\sin y|",
                new Justification.Inequality(Positivity.of(
                        Map.of("X", x, "Y", y, "cos x", Polynomial.ONE.minus(c), "cos y", Polynomial.ONE.minus(d)),
                        x.plus(y).minus(x.times(d)).minus(y.times(c)),
                        Term.product("X", "cos y"),
                        Term.product("Y", "cos x"))));
    }
}
