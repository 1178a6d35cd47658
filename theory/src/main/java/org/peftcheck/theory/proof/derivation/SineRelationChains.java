package org.peftcheck.theory.proof.derivation;

import static org.peftcheck.theory.proof.derivation.NormSteps.real;
import static org.peftcheck.theory.proof.derivation.NormSteps.square;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.proof.derivation.Positivity.Term;
import org.peftcheck.theory.proof.operator.OperatorIdentities;
import org.peftcheck.theory.proof.sturm.SineDirections;

/** What sine units do where the rows of W0 have integer relations (limits PEANuT, Proposition B.1). */
final class SineRelationChains {

    /** Every pair of frequencies up to this one has root counts of its own beside the argument for all pairs. */
    static final int LARGEST_FREQUENCY = 12;

    private SineRelationChains() {}

    static List<Derivation> all() {
        return List.of(unitRelation(), twoRows(), fullWidth());
    }

    /** n_j = ±1: |s_j| ≤ Σ |n_i||s_i| over the other rows; N = Σ n_i² and T = Σ s_i² over these, s = s_j, x the factor in Θ2. */
    private static Derivation unitRelation() {
        Polynomial n = real("N");
        Polynomial t = real("T");
        Polynomial s = real("s");
        Polynomial b = real("b");
        Polynomial x = real("x");
        Polynomial distance = square(b.minus(s.times(x))).plus(t.times(square(x)));
        Polynomial norm = n.plus(Polynomial.ONE);
        List<Step> lemmas = new ArrayList<>();
        lemmas.add(new Step(
                "n^\\top W_0=0,\\ n_j=\\pm1",
                Relation.IMPLIES,
                "y_j=\\mp\\textstyle\\sum_{i\\ne j}n_iy_i\\ \\text{for } y=2\\pi W_0\\theta",
                new Justification.Hypothesis("unit-relation")));
        lemmas.add(NormSteps.sineIsSubadditive());
        lemmas.add(new Step("|\\cos u|", Relation.AT_MOST, "1", KnownTheorems.SMALL_SINE));
        lemmas.addAll(NormSteps.cauchySchwarz());
        lemmas.add(new Step(
                "N=0",
                Relation.IMPLIES,
                "s=0,\\ (b-sx)^2+Tx^2\\ge b^2",
                new Justification.Inequality(new Positivity(
                        Map.of("T", t),
                        Map.of("s = 0", s),
                        List.of(Term.square(x, "T")),
                        Map.of("s = 0", s.times(square(x)).minus(b.times(x).times(2))),
                        distance.minus(square(b))))));
        Justification bound = new Justification.Inequality(Positivity.of(
                Map.of("s^2 <= N T", n.times(t).minus(square(s)), "N", n),
                n.times(norm.times(distance).minus(square(b))),
                Term.square(n.times(b).minus(norm.times(s).times(x))),
                Term.square(x, "s^2 <= N T"),
                Term.square(x, "N", "s^2 <= N T")));
        return new Derivation(
                "sine-unit-relation",
                Map.of("unit-relation", new Need.Contrast("prop-b1-not-necessary")),
                lemmas,
                List.of(
                        new Step(
                                "s^2=\\sin^2y_j",
                                Relation.IMPLIES,
                                "s^2\\le\\bigl(\\textstyle\\sum_{i\\ne j}|n_i||\\sin y_i|\\bigr)^2",
                                NormSteps.sineIsSubadditive().by()),
                        new Step(
                                "s^2\\le\\bigl(\\textstyle\\sum_{i\\ne j}|n_i||\\sin y_i|\\bigr)^2",
                                Relation.IMPLIES,
                                "s^2\\le NT",
                                NormSteps.cauchySchwarz().get(1).by()),
                        new Step(
                                "s^2\\le NT",
                                Relation.IMPLIES,
                                "(b-sx)^2+Tx^2\\ge b^2/(N+1)=b^2/\\|n\\|_2^2\\quad\\text{for all } x,\\ N>0",
                                bound)));
    }

    /** Two rows q c and p c with 2 ≤ p &lt; q and no common divisor; the other order exchanges the coordinates. */
    private static Derivation twoRows() {
        List<Step> lemmas = new ArrayList<>();
        lemmas.add(recurrence());
        lemmas.add(green());
        lemmas.add(new Step(
                "1\\le k<l<q",
                Relation.IMPLIES,
                "\\cos\\tfrac{k\\pi}q\\ne\\cos\\tfrac{l\\pi}q,\\ \\sin\\tfrac{j\\pi}q>0\\ (0<j<q)",
                KnownTheorems.COSINE_DECREASES));
        lemmas.add(orthogonal());
        lemmas.add(new Step(
                "\\gcd(p,q)=1,\\ 0<j<q",
                Relation.IMPLIES,
                "q\\nmid jp,\\ \\sin\\tfrac{jp\\pi}q\\ne0",
                KnownTheorems.EUCLID));
        lemmas.add(new Step(
                "\\text{all coprime } 2\\le p<q\\le" + LARGEST_FREQUENCY,
                Relation.IMPLIES,
                "\\{(\\sin qx,\\sin px)\\}\\ \\text{takes every direction}",
                new Justification.RootCounts(directions())));
        lemmas.add(new Step(
                "\\min(p,q)\\le1",
                Relation.IMPLIES,
                "\\text{a unit entry or a row } 0:\\ \\text{some update of rank 1 stays at a positive distance}",
                unitRelation().steps().get(2).by()));
        String signs =
                "\\sin px\\ \\text{has both signs at the zeros } x_j=\\tfrac{j\\pi}q\\ \\text{of}\\ \\sin qx,\\ 0<j<q";
        String roots = "\\forall\\varrho\\ \\exists x\\in(0,\\pi):\\ \\sin px=\\varrho\\sin qx";
        String apart = roots + ",\\ (\\sin qx,\\sin px)\\ne0";
        return new Derivation(
                "sine-two-rows",
                Map.of(
                        "relation",
                        new Need.Unknown(
                                "without a relation the phases are dense, and so are the updates (`prop-b1-torus`)")),
                lemmas,
                List.of(
                        new Step(
                                "p(W_0)_{1,:}=q(W_0)_{2,:},\\ 2\\le p<q,\\ \\gcd(p,q)=1",
                                Relation.IMPLIES,
                                "2\\pi W_0\\theta=(q,p)^\\top x",
                                new Justification.Hypothesis("relation")),
                        new Step(
                                "2\\pi W_0\\theta=(q,p)^\\top x",
                                Relation.IMPLIES,
                                signs,
                                orthogonal().by()),
                        new Step(signs, Relation.IMPLIES, roots, KnownTheorems.INTERMEDIATE_VALUE),
                        new Step(roots, Relation.IMPLIES, apart, KnownTheorems.EUCLID),
                        new Step(
                                apart,
                                Relation.IMPLIES,
                                "\\forall A\\in\\mathbb{R}^2,b\\ \\exists\\theta,\\beta:\\ \\sin(2\\pi W_0\\theta)\\beta=Ab",
                                scale())));
    }

    /** All coprime pairs p &lt; q of the range. */
    private static List<SineDirections> directions() {
        List<SineDirections> found = new ArrayList<>();
        for (int p = 2; p <= LARGEST_FREQUENCY; p++) {
            for (int q = p + 1; q <= LARGEST_FREQUENCY; q++) {
                if (BigInteger.valueOf(p).gcd(BigInteger.valueOf(q)).equals(BigInteger.ONE)) {
                    int first = p;
                    int second = q;
                    found.add(SineDirections.find(p, q, 2 * (p + q))
                            .orElseThrow(() -> new IllegalStateException(
                                    "no evidence for the directions of frequencies " + first + " and " + second)));
                }
            }
        }
        return found;
    }

    /** sin((j+1)y) + sin((j−1)y) = 2 cos y sin jy, by the addition formula. */
    private static Step recurrence() {
        Polynomial sj = real("sj", "s_j");
        Polynomial cj = real("cj", "c_j");
        Polynomial s = real("s");
        Polynomial c = real("c");
        Polynomial up = sj.times(c).plus(cj.times(s));
        Polynomial down = sj.times(c).minus(cj.times(s));
        return new Step(
                "\\sin((j+1)y)+\\sin((j-1)y)",
                "2\\cos y\\,\\sin jy",
                new Justification.Cases(Map.of(
                        "addition formula", up.plus(down).minus(c.times(sj).times(2)))));
    }

    /**
     * Green's identity for sequences: with V_j = u_{j+1} v_j − u_j v_{j+1}, the sum of (u_{j+1}+u_{j−1}) v_j − u_j (v_{j+1}+v_{j−1})
     * over 0 &lt; j &lt; q telescopes to V_{q−1} − V_0, which is 0 where u and v vanish at 0 and q.
     */
    private static Step green() {
        Polynomial before = real("um", "u_{-}");
        Polynomial u = real("u");
        Polynomial after = real("up", "u_{+}");
        Polynomial vBefore = real("vm", "v_{-}");
        Polynomial v = real("v");
        Polynomial vAfter = real("vp", "v_{+}");
        Polynomial here = after.times(v).minus(u.times(vAfter));
        Polynomial last = u.times(vBefore).minus(before.times(v));
        Polynomial term = after.plus(before).times(v).minus(u.times(vAfter.plus(vBefore)));
        return new Step(
                "(u_{+}+u_{-})v-u(v_{+}+v_{-})",
                "(u_{+}v-uv_{+})-(uv_{-}-u_{-}v)",
                new Justification.Cases(Map.of("one term of the sum", term.minus(here.minus(last)))));
    }

    /**
     * (a − b) Σ = 0 with a = 2cos(pπ/q) ≠ b = 2cos(π/q), t = 1/(a − b): the sum of sin(jπ/q) sin(jpπ/q) is 0. Its terms are not 0,
     * and sin(jπ/q) is positive, so that sin(jpπ/q) has both signs.
     */
    private static Step orthogonal() {
        Polynomial a = real("a");
        Polynomial b = real("b");
        Polynomial t = real("t");
        Polynomial sum = real("S");
        return new Step(
                "(a-b)S=0,\\ t(a-b)=1,\\ S=\\textstyle\\sum_{0<j<q}\\sin\\tfrac{j\\pi}q\\sin\\tfrac{jp\\pi}q",
                Relation.IMPLIES,
                "S\\ge0,\\ \\text{and } -S\\ge0\\ \\text{alike}",
                new Justification.Inequality(new Positivity(
                        Map.of(),
                        Map.of("Green", a.minus(b).times(sum), "a is not b", Polynomial.ONE.minus(t.times(a.minus(b)))),
                        List.of(),
                        Map.of("Green", t, "a is not b", sum),
                        sum)));
    }

    /** A direction (1, ρ) scaled: with s = sin qx, t s = 1 and β = a t b the update is (ab, ρab). */
    private static Justification scale() {
        Polynomial s = real("s");
        Polynomial t = real("t");
        Polynomial a = real("a");
        Polynomial b = real("b");
        return new Justification.Inequality(new Positivity(
                Map.of(),
                Map.of("t s = 1", s.times(t).minus(Polynomial.ONE)),
                List.of(),
                Map.of("t s = 1", a.times(b)),
                s.times(a).times(t).times(b).minus(a.times(b))));
    }

    /** d1 or more units: independent sines give an invertible layer. */
    private static Derivation fullWidth() {
        String rows = "(W_0)_{i,:}\\ne0,\\ (W_0)_{i,:}\\ne\\pm(W_0)_{k,:}\\ (i\\ne k)";
        String apart = "\\text{no } v\\ne0\\ \\text{has } v^\\top\\sin(2\\pi W_0\\theta)=0\\ \\text{for all }\\theta";
        String basis =
                "d_1\\ \\text{of the vectors } \\sin(2\\pi W_0\\theta)\\ \\text{are a basis of } \\mathbb{R}^{d_1}";
        String invertible =
                "\\exists\\Theta_1\\in\\mathbb{R}^{d_2\\times r}:\\ \\operatorname{rank}\\sin(2\\pi W_0\\Theta_1)=d_1";
        Polynomial m = real("m");
        Polynomial s = real("s");
        return new Derivation(
                "sine-full-width",
                Map.of("width-at-least-rows", new Need.NotNeeded("prop-b1-not-necessary")),
                List.of(
                        new Step(
                                "(W_0)_{i,:}=\\pm(W_0)_{k,:}",
                                Relation.IMPLIES,
                                "(1-s)^2+s^2\\ge\\tfrac12:\\ \\text{the rows of every update are equal up to sign, and } e_i \\text{ stays out of reach}",
                                new Justification.Inequality(Positivity.of(
                                        Map.of(),
                                        square(Polynomial.ONE.minus(s))
                                                .plus(square(s))
                                                .times(2)
                                                .minus(Polynomial.ONE),
                                        Term.square(s.times(2).minus(Polynomial.ONE))))),
                        new Step(
                                "(W_0)_{i,:}=0",
                                Relation.IMPLIES,
                                "\\text{row } i\\ \\text{of every update is } 0,\\ (m-0)^2\\ge m^2",
                                new Justification.Cases(
                                        Map.of("row 0", square(m).minus(square(m)))))),
                List.of(
                        new Step(rows, Relation.IMPLIES, apart, KnownTheorems.CHARACTERS),
                        new Step(apart, Relation.IMPLIES, basis, KnownTheorems.SPANNING),
                        new Step(
                                basis,
                                Relation.IMPLIES,
                                invertible,
                                new Justification.Hypothesis("width-at-least-rows")),
                        new Step(
                                invertible,
                                Relation.IMPLIES,
                                "\\forall M\\in\\mathbb{R}^{d_1\\times d_2}\\ \\exists\\Theta_2:\\ \\sin(2\\pi W_0\\Theta_1)\\Theta_2=M",
                                new Justification.Algebra(OperatorIdentities.named("invertible-sine-layer")
                                        .orElseThrow()
                                        .proof()))));
    }
}
