package org.peftcheck.theory.peanut2025;

import java.util.Set;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.proposition.Hypothesis;
import org.peftcheck.theory.proposition.InstanceFacts;
import org.peftcheck.theory.verdict.Decision;

/** The hypotheses that the propositions share, each in one place. */
final class Hypotheses {

    private static final Set<Class<? extends Activation>> MONOTONE =
            Set.of(Activation.LeakyRelu.class, Activation.Tanh.class);
    private static final Set<Class<? extends Activation>> SMOOTH =
            Set.of(Activation.Sin2Pi.class, Activation.Tanh.class, Activation.Gelu.class, Activation.Silu.class);

    private static final Set<Class<? extends Activation>> PERIODIC =
            Set.of(Activation.Sin2Pi.class, Activation.Triangle.class, Activation.SinPlusCos.class);

    private Hypotheses() {}

    static final Hypothesis RELU = new Hypothesis(
            "relu",
            "\\sigma(x)=\\max(0,x)",
            facts -> Decision.of(facts.activation().equals(Activation.RELU)));

    static final Hypothesis SINE = new Hypothesis(
            "sine",
            "\\sigma(x)=\\sin2\\pi x",
            facts -> Decision.of(facts.activation().equals(Activation.SIN2PI)));

    static final Hypothesis RANK_POSITIVE =
            new Hypothesis("rank-positive", "r\\ge1", facts -> Decision.of(facts.rank() >= 1));

    static final Hypothesis WIDTH_2R =
            new Hypothesis("width-2r", "h\\le 2r", facts -> Decision.of(facts.width() <= 2 * facts.rank()));

    static final Hypothesis WIDTH_R_PLUS_1 =
            new Hypothesis("width-r-plus-1", "h\\le r+1", facts -> Decision.of(facts.width() <= facts.rank() + 1));

    static final Hypothesis WIDTH_R =
            new Hypothesis("width-r", "h\\le r", facts -> Decision.of(facts.width() <= facts.rank()));

    /** r units where K = {0} is shown, r + 1 otherwise. */
    static final Hypothesis WIDTH_BY_CONE = new Hypothesis(
            "width-by-cone",
            "h\\le r+1,\\quad h\\le r\\text{ where }K=\\{0\\}\\text{ is shown}",
            facts -> Decision.of(facts.width() <= facts.rank() + (facts.trivialCone() == Decision.HOLDS ? 0 : 1)));

    static final Hypothesis POSITIVE_VECTOR =
            new Hypothesis("positive-vector", "\\exists\\theta\\ W_0\\theta>0", InstanceFacts::positiveVector);

    static final Hypothesis INVARIANT_LOSS =
            new Hypothesis("invariant-loss", "L(W)=L(PW)\\ \\forall W", InstanceFacts::invariantLoss);

    static final Hypothesis MONOTONE_ACTIVATION = new Hypothesis(
            "monotone-activation",
            "\\sigma\\text{ continuous, increasing, }0\\in\\operatorname{int}\\sigma(\\mathbb R)",
            facts -> Decision.of(MONOTONE.contains(facts.activation().getClass())));

    static final Hypothesis SMOOTH_ACTIVATION = new Hypothesis(
            "smooth-activation",
            "\\sigma\\in C^1,\\ \\sigma(0)=0\\ne\\sigma'(0)",
            facts -> Decision.of(SMOOTH.contains(facts.activation().getClass())));

    /** Some row has entries that are linearly independent over the rationals. */
    static final Hypothesis INDEPENDENT_ROW = new Hypothesis(
            "independent-row",
            "\\exists i\\ \\forall n\\in\\mathbb Q^{d_2}\\setminus\\{0\\}:\\ (W_0)_{i\\cdot}n\\ne0",
            InstanceFacts::independentRow);

    /** Some column has entries that are linearly independent over the rationals. */
    static final Hypothesis INDEPENDENT_COLUMN = new Hypothesis(
            "independent-column",
            "\\exists j\\ \\forall n\\in\\mathbb Q^{d_1}\\setminus\\{0\\}:\\ n^\\top(W_0)_{\\cdot j}\\ne0",
            InstanceFacts::independentColumn);

    static final Hypothesis FULL_ROW_RANK =
            new Hypothesis("full-row-rank", "\\operatorname{rank}W_0=d_1", InstanceFacts::fullRowRank);

    static final Hypothesis NON_NEGATIVE_TARGET =
            new Hypothesis("non-negative-target", "A\\ge0", InstanceFacts::nonNegativeTarget);

    /** Asked of statements about the entries of A; a product AB always has such a factor. */
    static final Hypothesis BOUNDED_TARGET =
            new Hypothesis("bounded-target", "\\lvert A_{ij}\\rvert\\le1", InstanceFacts::boundedTarget);

    /** Continuous, with a period, and 0 inside the range. */
    static final Hypothesis PERIODIC_ACTIVATION = new Hypothesis(
            "periodic-activation",
            "\\sigma\\text{ continuous, periodic, }0\\in\\operatorname{int}\\sigma(\\mathbb R)",
            facts -> Decision.of(PERIODIC.contains(facts.activation().getClass())));

    /** No integer relation of the rows: Λ = 0. */
    static final Hypothesis INDEPENDENT_ROWS = new Hypothesis(
            "independent-rows", "n\\in\\mathbb Z^{d_1},\\ n^\\top W_0=0\\implies n=0", InstanceFacts::independentRows);

    static final Hypothesis INDEPENDENT_ENTRIES = new Hypothesis(
            "independent-entries",
            "(W_0)_{ij}\\text{ linearly independent over }\\mathbb Q",
            InstanceFacts::independentEntries);
}
