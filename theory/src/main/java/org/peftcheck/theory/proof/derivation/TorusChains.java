package org.peftcheck.theory.proof.derivation;

import static org.peftcheck.theory.proof.derivation.NormSteps.real;

import java.util.List;
import java.util.Map;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.proof.derivation.Positivity.Term;
import org.peftcheck.theory.proof.operator.OperatorIdentities;

/** The sharp condition behind PEANuT, Proposition B.1: the phases W0 θ modulo 1, and the integer relations n of the rows of W0. */
final class TorusChains {

    private static final String RELATIONS = "\\Lambda=\\{n\\in\\mathbb{Z}^{d_1}:n^\\top W_0=0\\}";

    private TorusChains() {}

    static List<Derivation> all() {
        return List.of(dualCertificate(), torus(), storedWeights(), relationRank());
    }

    /** n·(W0θ + z) = n·z is an integer, and n·(a − W0θ − z) is at most ‖n‖₁ times the largest entry. */
    private static Derivation dualCertificate() {
        return new Derivation(
                "torus-dual-certificate",
                Map.of(
                        "relation",
                        new Need.Unknown("an n that is no relation of the rows says nothing about their phases")),
                List.of(
                        new Step("n^\\top W_0", "0", new Justification.Hypothesis("relation")),
                        new Step("n^\\top(W_0\\theta)", "0", algebra("relation-annihilates-phases")),
                        NormSteps.integerCombination(),
                        halfway()),
                List.of(
                        new Step(
                                "\\operatorname{dist}(n^\\top a,\\mathbb{Z})",
                                Relation.AT_MOST,
                                "|n^\\top(a-W_0\\theta-z)|\\ \\text{for every } z\\in\\mathbb{Z}^{d_1}",
                                algebra("relation-annihilates-phases")),
                        new Step(
                                "|n^\\top(a-W_0\\theta-z)|\\ \\text{for every } z\\in\\mathbb{Z}^{d_1}",
                                Relation.AT_MOST,
                                "\\|n\\|_1\\|a-W_0\\theta-z\\|_\\infty",
                                NormSteps.integerCombination().by())));
    }

    /** 1/2 is at least 1/2 from every integer z: z ≥ 1 or z ≤ 0. */
    private static Step halfway() {
        Polynomial z = real("z");
        Polynomial above = z.times(2).minus(Polynomial.ONE);
        return new Step(
                "z\\ge1",
                Relation.IMPLIES,
                "2z-1\\ge1,\\ \\text{and } 1-2z\\ge1\\ \\text{for } z\\le0:\\ |\\tfrac12-z|\\ge\\tfrac12",
                new Justification.Inequality(Positivity.of(
                        Map.of("z >= 1", z.minus(Polynomial.ONE)),
                        above.minus(Polynomial.ONE),
                        new Term(2, Polynomial.ONE, List.of("z >= 1")))));
    }

    private static Derivation torus() {
        String closure = "\\overline{\\{W_0\\theta\\bmod1:\\theta\\in\\mathbb{R}^{d_2}\\}}";
        String annihilator =
                "\\{x:n^\\top x\\in\\mathbb{Z}\\ \\text{for all } n\\in\\mathbb{Z}^{d_1}\\ \\text{with } n^\\top W_0\\theta\\in\\mathbb{Z}\\ \\forall\\theta\\}";
        return new Derivation(
                "prop-b1-torus",
                Map.of(),
                List.of(
                        halfway(),
                        notIntegral(),
                        new Step(
                                "0\\ne n\\in\\Lambda,\\ a=n/(2\\|n\\|_2^2)",
                                Relation.IMPLIES,
                                "n^\\top a=\\tfrac12",
                                half()),
                        NormSteps.integerCombination(),
                        new Step(
                                "n^\\top a=\\tfrac12,\\ n\\in\\Lambda",
                                Relation.IMPLIES,
                                "\\operatorname{dist}(W_0\\theta,a+\\mathbb{Z}^{d_1})\\ge1/(2\\|n\\|_1)\\ \\forall\\theta",
                                algebra("relation-annihilates-phases"))),
                List.of(
                        new Step(closure, annihilator, KnownTheorems.CLOSED_SUBGROUPS),
                        new Step(
                                annihilator,
                                "\\{x:n^\\top x\\in\\mathbb{Z}\\ \\forall n\\in\\Lambda\\},\\quad " + RELATIONS,
                                notIntegral().by())));
    }

    /** A linear form with a value v ≠ 0 has the value vt = 1/2 at t = 1/(2v), and 0 &lt; 1/2 &lt; 1: so n·W0θ ∈ Z for all θ means nᵀW0 = 0. */
    private static Step notIntegral() {
        Polynomial v = real("v");
        Polynomial t = real("t");
        Polynomial equation = v.times(t).times(2).minus(Polynomial.ONE);
        Polynomial product = v.times(t);
        return new Step(
                "v=n^\\top W_0\\theta\\ne0,\\ 2vt=1",
                Relation.IMPLIES,
                "n^\\top W_0(t\\theta)=\\tfrac12\\notin\\mathbb{Z}",
                new Justification.Inequality(new Positivity(
                        Map.of(),
                        Map.of("2vt = 1", equation),
                        List.of(new Term(1, Polynomial.ONE, List.of())),
                        Map.of("2vt = 1", Polynomial.constant(2)),
                        product.times(4).minus(Polynomial.ONE))));
    }

    /** With s = ‖n‖² and a = n t, 2 s t = 1: n·a = s t. */
    private static Justification half() {
        Polynomial s = real("s");
        Polynomial t = real("t");
        Polynomial equation = s.times(t).times(2).minus(Polynomial.ONE);
        return new Justification.Inequality(new Positivity(
                Map.of(),
                Map.of("2st = 1", equation),
                List.of(),
                Map.of("2st = 1", Polynomial.ONE),
                s.times(t).times(2).minus(Polynomial.ONE)));
    }

    /** Rational W0, as every stored weight is: Λ = 0 exactly at full row rank. */
    private static Derivation storedWeights() {
        return new Derivation(
                "prop-b1-stored-weights",
                Map.of(
                        "rational",
                        new Need.Unknown(
                                "(1, sqrt 2) has no relation at rank 1, so irrational weights differ; no claim of the ledger says so")),
                List.of(
                        new Step(
                                "\\operatorname{rank}W_0=d_1",
                                Relation.IMPLIES,
                                "\\exists R:\\ W_0R=I,\\ n^\\top W_0=0\\implies n=0",
                                algebra("full-row-rank-has-no-relation")),
                        new Step(
                                "D>0\\ \\text{a common denominator of } n\\in\\mathbb{Q}^{d_1},\\ n^\\top W_0=0",
                                Relation.IMPLIES,
                                "(Dn)^\\top W_0=0,\\ Dn\\in\\mathbb{Z}^{d_1}",
                                algebra("relation-scales"))),
                List.of(
                        new Step(
                                "\\Lambda\\ne0",
                                Relation.EQUIVALENT,
                                "\\exists n\\in\\mathbb{Q}^{d_1}\\setminus\\{0\\}:\\ n^\\top W_0=0",
                                algebra("relation-scales")),
                        new Step(
                                "\\exists n\\in\\mathbb{Q}^{d_1}\\setminus\\{0\\}:\\ n^\\top W_0=0",
                                Relation.EQUIVALENT,
                                "\\operatorname{rank}W_0<d_1\\quad\\text{for } W_0\\in\\mathbb{Q}^{d_1\\times d_2}",
                                KnownTheorems.RANK_NULLITY)));
    }

    /** Counting dimensions: m = rk Λ, at most d1 − m phases per column are free. */
    private static Derivation relationRank() {
        Polynomial r = real("r");
        Polynomial d1 = real("d1", "d_1");
        Polynomial d2 = real("d2", "d_2");
        Polynomial m = real("m");
        Polynomial free = r.times(d1.minus(m)).plus(r.times(d2));
        Polynomial needed = r.times(d1.plus(d2).minus(r));
        String updates = "X=\\{\\sin(2\\pi Ny^{(1)},\\dots,2\\pi Ny^{(r)})\\,\\Theta_2\\}";
        return new Derivation(
                "prop-b1-relation-rank",
                Map.of(
                        "dense",
                        new Need.Unknown("it is what the condition is necessary for"),
                        "width-at-most-columns",
                        new Need.Unknown("for r > d2 the matrices of rank at most r have another dimension")),
                List.of(
                        new Step("n^\\top(W_0\\theta)", "0", algebra("relation-annihilates-phases")),
                        new Step(
                                "\\{x\\in\\mathbb{R}^{d_1}:n^\\top x=0\\ \\forall n\\in\\Lambda\\}",
                                "\\{Ny:y\\in\\mathbb{R}^{d_1-m}\\},\\ N\\in\\mathbb{Z}^{d_1\\times(d_1-m)}",
                                KnownTheorems.RANK_NULLITY),
                        new Step(
                                "\\sin(2\\pi Ny)",
                                "\\text{a polynomial in } \\cos2\\pi y_l,\\ \\sin2\\pi y_l,\\ l\\le d_1-m",
                                KnownTheorems.MULTIPLE_ANGLE),
                        new Step(
                                "r\\ge1,\\ r\\le d_2",
                                Relation.IMPLIES,
                                "\\min(d_1,d_2)\\ge r\\ \\text{where } m>r,\\ \\text{since } m\\le d_1",
                                new Justification.Hypothesis("width-at-most-columns")),
                        new Step(
                                "r(m-r)\\le0,\\ r\\ge1",
                                Relation.IMPLIES,
                                "m\\le r",
                                new Justification.Cases(Map.of(
                                        "r(d1-m) + r d2 = r(d1+d2-r) - r(m-r)",
                                        free.minus(needed).plus(r.times(m.minus(r))))))),
                List.of(
                        new Step(
                                "r(d_1+d_2-r)",
                                "\\dim\\{M:\\operatorname{rank}M\\le r\\}",
                                KnownTheorems.DETERMINANTAL_DIMENSION),
                        new Step(
                                "\\dim\\{M:\\operatorname{rank}M\\le r\\}",
                                Relation.AT_MOST,
                                "\\dim\\overline X,\\ " + updates,
                                new Justification.Hypothesis("dense")),
                        new Step("\\dim\\overline X,\\ " + updates, "\\dim X", KnownTheorems.SEMIALGEBRAIC_CLOSURE),
                        new Step("\\dim X", Relation.AT_MOST, "r(d_1-m)+rd_2", KnownTheorems.SEMIALGEBRAIC_IMAGE),
                        new Step(
                                "r(d_1-m)+rd_2",
                                "r(d_1+d_2-r)-r(m-r)",
                                new Justification.Cases(
                                        Map.of("dimensions", free.minus(needed).plus(r.times(m.minus(r))))))));
    }

    private static Justification algebra(String identity) {
        return new Justification.Algebra(OperatorIdentities.named(identity)
                .orElseThrow(() -> new IllegalStateException("no operator identity " + identity))
                .proof());
    }
}
