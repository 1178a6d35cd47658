package org.peftcheck.theory.proof.derivation;

import static org.peftcheck.theory.proof.derivation.NormSteps.real;
import static org.peftcheck.theory.proof.derivation.NormSteps.square;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.peftcheck.theory.algebra.Polynomial;

/** What follows from Kronecker's theorem (PEANuT, Appendix B.2): Proposition B.1 with a column, and its relatives. */
final class KroneckerChains {

    private static final String COLUMN = "independent-column";
    private static final String COLUMN_TEX = "w=(W_0)_{:,j}\\ \\mathbb{Q}\\text{-independent}";
    private static final String PHASES =
            "\\forall k\\ \\exists c_k:\\ \\operatorname{dist}(c_kw_i,\\tfrac1{2\\pi}\\arcsin A_{ik};\\mathbb{Z})\\le\\varepsilon'";
    private static final String ERROR = "\\|\\sin(2\\pi W_0\\Theta_1)\\Theta_2-AB\\|_F^2";
    private static final Need SUFFICIENT = new Need.NotNeeded("prop-b1-not-necessary");

    private KroneckerChains() {}

    static List<Derivation> all() {
        return List.of(column(), periodic(), oneParameter());
    }

    /** A and B are scaled so that |A| ≤ 1; S is the sine layer, δ = 2πε', q² = r d1, b = ‖B‖. */
    private static Derivation column() {
        List<Step> lemmas = new ArrayList<>();
        lemmas.add(scaling());
        lemmas.add(zeroFactor());
        lemmas.add(new Step(COLUMN_TEX, Relation.IMPLIES, PHASES, KnownTheorems.KRONECKER));
        lemmas.add(hypothesis());
        lemmas.addAll(sineError());
        lemmas.add(NormSteps.squaredEntry());
        lemmas.add(NormSteps.squaredSum());
        lemmas.addAll(NormSteps.cauchySchwarz());
        return new Derivation(
                "prop-b1-column",
                Map.of(COLUMN, SUFFICIENT),
                lemmas,
                List.of(
                        new Step(
                                ERROR + ",\\ \\Theta_2=B",
                                "\\|(S-A)B\\|_F^2,\\ S=\\sin(2\\pi W_0\\Theta_1)",
                                new Justification.Cases(Map.of("one product", distributes()))),
                        new Step(
                                "\\|(S-A)B\\|_F^2,\\ S=\\sin(2\\pi W_0\\Theta_1)",
                                Relation.AT_MOST,
                                "\\|S-A\\|_F^2\\|B\\|_F^2",
                                cauchySchwarz()),
                        new Step(
                                "\\|S-A\\|_F^2\\|B\\|_F^2",
                                Relation.AT_MOST,
                                "rd_1(2\\pi\\varepsilon')^2\\|B\\|_F^2",
                                NormSteps.squaredSum().by()),
                        new Step("rd_1(2\\pi\\varepsilon')^2\\|B\\|_F^2", "\\varepsilon^2", choice())));
    }

    private static Step hypothesis() {
        return new Step(
                "\\exists j",
                Relation.IMPLIES,
                COLUMN_TEX + ",\\ \\Theta_1=e_jc^\\top,\\ W_0\\Theta_1=wc^\\top",
                new Justification.Hypothesis(COLUMN));
    }

    /** (A/s)(sB) = AB: with a the entry of A and t = 1/s, s t = 1. */
    private static Step scaling() {
        Polynomial a = real("a");
        Polynomial b = real("b");
        Polynomial s = real("s");
        Polynomial t = real("t");
        Polynomial defect = a.times(t).times(s).times(b).minus(a.times(b));
        return new Step(
                "st=1",
                Relation.IMPLIES,
                "0\\le(at)(sb)-ab\\le0",
                new Justification.Inequality(new Positivity(
                        Map.of(),
                        Map.of("s t = 1", s.times(t).minus(Polynomial.ONE)),
                        List.of(),
                        Map.of("s t = 1", a.times(b)),
                        defect)));
    }

    /** B = 0, for which no ε' is chosen: with Θ2 = 0 both updates are 0; a and s are entries of A and of the sine layer. */
    private static Step zeroFactor() {
        Polynomial a = real("a");
        Polynomial s = real("s");
        return new Step(
                "B=0,\\ \\Theta_2=0",
                Relation.IMPLIES,
                "\\sin(2\\pi W_0\\Theta_1)\\Theta_2-AB=0\\ \\text{for any } \\Theta_1",
                new Justification.Cases(
                        Map.of("one product", s.times(Polynomial.ZERO).minus(a.times(Polynomial.ZERO)))));
    }

    private static List<Step> sineError() {
        return List.of(
                NormSteps.differenceOfSines(),
                new Step("|\\sin b|", Relation.AT_MOST, "|b|", KnownTheorems.SMALL_SINE),
                NormSteps.sineIsLipschitz());
    }

    /** s b − a b = (s − a) b, one of the products that an entry of S B − A B is a sum of. */
    private static Polynomial distributes() {
        Polynomial s = real("s");
        Polynomial a = real("a");
        Polynomial b = real("b");
        return s.times(b).minus(a.times(b)).minus(s.minus(a).times(b));
    }

    private static Justification cauchySchwarz() {
        return NormSteps.cauchySchwarz().get(1).by();
    }

    /** 2π q b ε' = ε and q² = r d1 make r d1 (2πε')² b² − ε² vanish; p stands for 2π, f for ε. */
    private static Justification choice() {
        Polynomial n = real("rd1", "rd_1");
        Polynomial q = real("q");
        Polynomial b = real("b");
        Polynomial p = real("p");
        Polynomial eps = real("eps", "\\varepsilon'");
        Polynomial f = real("f", "\\varepsilon");
        Polynomial phase = p.times(eps).times(b);
        return new Justification.Inequality(new Positivity(
                Map.of(),
                Map.of(
                        "q^2 = r d1",
                        n.minus(square(q)),
                        "choice",
                        q.times(phase).minus(f)),
                List.of(),
                Map.of(
                        "q^2 = r d1",
                        square(phase).times(-1),
                        "choice",
                        q.times(phase).plus(f).times(-1)),
                square(f).minus(n.times(square(phase)))));
    }

    /** Any continuous periodic activation with 0 inside its range: phases with values A, and uniform continuity near them. */
    private static Derivation periodic() {
        List<Step> lemmas = new ArrayList<>();
        lemmas.add(scaling());
        lemmas.add(new Step(
                "(-\\delta,\\delta)\\subset\\sigma(\\mathbb{R})",
                Relation.IMPLIES,
                "\\exists x_{ik}:\\ \\sigma(x_{ik})=A_{ik}\\ \\text{where } |A_{ik}|<\\delta",
                new Justification.Hypothesis("interval-around-zero")));
        lemmas.add(new Step("\\exists j", Relation.IMPLIES, COLUMN_TEX, new Justification.Hypothesis(COLUMN)));
        lemmas.add(new Step(
                COLUMN_TEX,
                Relation.IMPLIES,
                "\\forall k\\ \\exists c_k:\\ \\operatorname{dist}(c_kw_i/T,x_{ik}/T;\\mathbb{Z})\\le\\varepsilon'",
                KnownTheorems.KRONECKER));
        lemmas.add(new Step(
                "\\sigma\\ \\text{continuous, of period } T",
                Relation.IMPLIES,
                "\\forall\\eta\\ \\exists\\varepsilon':\\ \\operatorname{dist}(x,y;T\\mathbb{Z})\\le\\varepsilon' T\\implies|\\sigma(x)-\\sigma(y)|\\le\\eta",
                KnownTheorems.UNIFORM_CONTINUITY));
        lemmas.add(NormSteps.squaredEntry());
        lemmas.add(NormSteps.squaredSum());
        lemmas.addAll(NormSteps.cauchySchwarz());
        String start = "\\|(\\sigma(W_0\\Theta_1)-A)B\\|_F^2";
        return new Derivation(
                "prop-b1-periodic",
                Map.of(COLUMN, SUFFICIENT, "interval-around-zero", new Need.Contrast("width-r-plus-1-optimal")),
                lemmas,
                List.of(
                        new Step(
                                start,
                                Relation.AT_MOST,
                                "\\|\\sigma(W_0\\Theta_1)-A\\|_F^2\\|B\\|_F^2",
                                cauchySchwarz()),
                        new Step(
                                "\\|\\sigma(W_0\\Theta_1)-A\\|_F^2\\|B\\|_F^2",
                                Relation.AT_MOST,
                                "rd_1\\eta^2\\|B\\|_F^2",
                                NormSteps.squaredSum().by()),
                        new Step("rd_1\\eta^2\\|B\\|_F^2", "\\varepsilon^2", choice())));
    }

    /** One real parameter: the entries of W0 as one vector, the target M sin(2πx) with |target| ≤ M. */
    private static Derivation oneParameter() {
        List<Step> lemmas = new ArrayList<>();
        lemmas.add(new Step(
                "\\operatorname{vec}W_0\\ \\mathbb{Q}\\text{-independent}",
                Relation.IMPLIES,
                "w=\\operatorname{vec}W_0\\in\\mathbb{R}^{d_1d_2}",
                new Justification.Hypothesis("independent-entries")));
        lemmas.add(new Step(
                "w\\ \\mathbb{Q}\\text{-independent}",
                Relation.IMPLIES,
                "\\exists c:\\ \\operatorname{dist}(cw_i,\\tfrac1{2\\pi}\\arcsin(D_i/M);\\mathbb{Z})\\le\\varepsilon'",
                KnownTheorems.KRONECKER));
        lemmas.addAll(sineError());
        lemmas.add(NormSteps.squaredEntry());
        lemmas.add(NormSteps.squaredSum());
        String start = "M^2\\|\\sin(2\\pi cW_0)-D/M\\|_F^2";
        return new Derivation(
                "one-parameter-dense",
                Map.of(
                        "independent-entries",
                        new Need.Unknown(
                                "it is sharp for the phases, by `prop-b1-torus` for the column of all entries; for the sines nothing is known")),
                lemmas,
                List.of(
                        new Step(
                                start,
                                Relation.AT_MOST,
                                "d_1d_2(2\\pi\\varepsilon')^2M^2",
                                NormSteps.squaredSum().by()),
                        new Step("d_1d_2(2\\pi\\varepsilon')^2M^2", "\\varepsilon^2", choice())));
    }
}
