package org.peftcheck.theory.proof.derivation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.proof.operator.OperatorIdentities;

/** The inequalities of PEANuT, Proposition 3.2, with infima in place of the printed minima. */
public final class InequalityChain {

    private static final String INVARIANCE = "left-invariance";
    private static final String TWEAKED = "L(W_0+\\sigma(W_0\\Theta_1)\\Theta_2)";
    private static final String LORA = "L(W_0+AB)";
    private static final Polynomial TWO_R = Polynomial.of(Dimension.RANK).times(2);

    /** Without the invariance two equal rows of W0 keep LoRA's update out of reach. */
    private static final Map<String, Need> UNDER_INVARIANCE =
            Map.of(INVARIANCE, new Need.Needed("prop-3.2-equivalence"));

    private InequalityChain() {}

    /** Made, and so checked, when first asked for. */
    private static final class Checked {
        static final List<Derivation> ALL = List.of(first(), loss(), second(), rPlusOne());
    }

    /**
     * The derivations.
     *
     * @return one for each claim that is derived by a chain
     */
    public static List<Derivation> all() {
        return Checked.ALL;
    }

    /**
     * The derivation of a claim.
     *
     * @param claim the id of a claim
     * @return the derivation, if there is one
     */
    public static Optional<Derivation> of(String claim) {
        return all().stream().filter(d -> d.claim().equals(claim)).findFirst();
    }

    /** inf over 2r ReLU units ≤ inf over LoRA of rank r, under the invariance. */
    private static Derivation first() {
        String witness = "L(W_0+\\sigma(W_0\\Theta_1^\\#)\\Theta_2^\\#)";
        return new Derivation(
                "prop-3.2-first",
                UNDER_INVARIANCE,
                List.of(
                        new Step("\\sigma(x)-\\sigma(-x)", "x", reluIdentity()),
                        new Step(
                                "(\\Theta_1^\\#,\\Theta_2^\\#)",
                                "([W_0^+A,-W_0^+A],[B;-B])",
                                new Justification.Inclusion(List.of(
                                        member("\\Theta_1^\\#", sideBySide(), new Shape(dim(Dimension.D_IN), TWO_R)),
                                        member("\\Theta_2^\\#", stacked(), new Shape(TWO_R, dim(Dimension.D_IN)))))),
                        new Step("W_0\\Theta_1^\\#E_1^\\top", "PA", algebra("two-r-first-block")),
                        new Step("W_0\\Theta_1^\\#E_2^\\top", "-PA", algebra("two-r-last-block"))),
                List.of(
                        new Step(witness, "L(W_0+PAB)", algebra("two-r-update")),
                        new Step("L(W_0+PAB)", "L(P(W_0+AB))", algebra("projected-update-projects-weight")),
                        new Step("L(P(W_0+AB))", LORA, new Justification.Hypothesis(INVARIANCE)),
                        new Step(
                                "\\inf_{\\Theta_1\\in\\mathbb{R}^{d_2\\times 2r},\\Theta_2\\in\\mathbb{R}^{2r\\times d_2}} "
                                        + TWEAKED,
                                "\\inf_{A\\in\\mathbb{R}^{d_1\\times r},B\\in\\mathbb{R}^{r\\times d_2}} " + LORA,
                                new Justification.Infimum(
                                        Map.of("\\Theta_1", "\\Theta_1^\\#", "\\Theta_2", "\\Theta_2^\\#")))));
    }

    /** Under the invariance the projected update has the loss of LoRA's. */
    private static Derivation loss() {
        return new Derivation(
                "prop-3.2-loss",
                UNDER_INVARIANCE,
                List.of(new Step("\\sigma(x)-\\sigma(-x)", "x", reluIdentity())),
                List.of(
                        new Step("L(W_0+PAB)", "L(P(W_0+AB))", algebra("projected-update-projects-weight")),
                        new Step("L(P(W_0+AB))", LORA, new Justification.Hypothesis(INVARIANCE))));
    }

    /** inf over LoRA of rank r ≤ inf over tweakers with a linear last factor of r rows; no invariance is used. */
    private static Derivation second() {
        Shape hidden = new Shape(dim(Dimension.D_OUT), dim(Dimension.RANK));
        Shape factor = new Shape(dim(Dimension.RANK), dim(Dimension.D_IN));
        return new Derivation(
                "prop-3.2-second",
                Map.of("linear-last-factor", new Need.Needed("prop-3.2-output-activation")),
                List.of(new Step(
                        "(A^\\#,B^\\#)",
                        "(H,\\Theta_2)",
                        new Justification.Inclusion(List.of(
                                member("A^\\#", hidden, Shape.of(Dimension.D_OUT, Dimension.RANK)),
                                member("B^\\#", factor, Shape.of(Dimension.RANK, Dimension.D_IN)))))),
                List.of(
                        new Step("L(W_0+A^\\#B^\\#)", "L(W_0+H\\Theta_2)", algebra("linear-last-factor-is-lora")),
                        new Step(
                                "\\inf_{A\\in\\mathbb{R}^{d_1\\times r},B\\in\\mathbb{R}^{r\\times d_2}} " + LORA,
                                "\\inf_{\\theta,\\Theta_2\\in\\mathbb{R}^{r\\times d_2}} L(W_0+H\\Theta_2)",
                                new Justification.Infimum(Map.of("AB", "A^\\#B^\\#")))));
    }

    /** r + 1 ReLU units where V has a positive vector: the shift makes every argument non-negative, where ReLU is the identity. */
    private static Derivation rPlusOne() {
        Polynomial u = Polynomial.of(new Dimension("u", "u"));
        Polynomial v = Polynomial.of(new Dimension("v", "v"));
        Polynomial tau = Polynomial.of(new Dimension("tau", "\\tau"));
        Polynomial s = Polynomial.of(new Dimension("s", "s"));
        Polynomial shifted = v.times(tau.times(-1)).plus(v.times(tau.plus(s)));
        Polynomial units = Polynomial.of(Dimension.RANK).plus(Polynomial.ONE);
        return new Derivation(
                "width-r-plus-1",
                Map.of(
                        "positive-vector",
                        new Need.Unknown("without one, between r + 1 and 2r units are needed, and both ends occur")),
                List.of(
                        new Step("W_0\\theta_v", "v>0", new Justification.Hypothesis("positive-vector")),
                        new Step(
                                "x+vt",
                                "vs\\ge0\\text{ where }t=\\tau+s,\\ \\tau=-x/v",
                                new Justification.Cases(Map.of("x = -v tau, t = tau + s", shifted.minus(v.times(s))))),
                        new Step(
                                "\\sigma(u)",
                                "u\\text{ for }u\\ge0",
                                new Justification.Cases(Map.of("u >= 0", u.minus(u)))),
                        new Step(
                                "(\\Theta_1^\\#,\\Theta_2^\\#)",
                                "([W_0^+A+\\theta_vt^\\top,\\theta_v],[B;-t^\\top B])",
                                new Justification.Inclusion(List.of(
                                        member(
                                                "\\Theta_1^\\#",
                                                new Shape(
                                                        dim(Dimension.D_IN),
                                                        dim(Dimension.RANK).plus(Polynomial.ONE)),
                                                new Shape(dim(Dimension.D_IN), units)),
                                        member(
                                                "\\Theta_2^\\#",
                                                new Shape(
                                                        dim(Dimension.RANK).plus(Polynomial.ONE), dim(Dimension.D_IN)),
                                                new Shape(units, dim(Dimension.D_IN))))))),
                List.of(new Step("\\sigma(W_0\\Theta_1^\\#)\\Theta_2^\\#", "PAB", algebra("r-plus-one-update"))));
    }

    /** relu(x) − relu(−x) − x for x = u ≥ 0 and for x = −u ≤ 0. */
    private static Justification reluIdentity() {
        Polynomial u = Polynomial.of(new Dimension("u", "u"));
        return new Justification.Cases(Map.of(
                "x = u >= 0", u.minus(Polynomial.ZERO).minus(u),
                "x = -u <= 0", Polynomial.ZERO.minus(u).minus(u.times(-1))));
    }

    private static Justification algebra(String identity) {
        return new Justification.Algebra(OperatorIdentities.named(identity)
                .orElseThrow(() -> new IllegalStateException("no operator identity " + identity))
                .proof());
    }

    private static Justification.Member member(String symbol, Shape found, Shape required) {
        return new Justification.Member(symbol, found, required);
    }

    /** The shape of [X, −X] for X = W0⁺A. */
    private static Shape sideBySide() {
        Shape x = new Shape(dim(Dimension.D_IN), dim(Dimension.RANK));
        return new Shape(x.rows(), x.columns().plus(x.columns()));
    }

    /** The shape of [B; −B]. */
    private static Shape stacked() {
        Shape b = new Shape(dim(Dimension.RANK), dim(Dimension.D_IN));
        return new Shape(b.rows().plus(b.rows()), b.columns());
    }

    private static Polynomial dim(Dimension dimension) {
        return Polynomial.of(dimension);
    }
}
