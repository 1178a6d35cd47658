package org.peftcheck.numeric.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.exact.PositiveVectorAlternative;
import org.peftcheck.numeric.peanut2025.ExactInstance;
import org.peftcheck.numeric.peanut2025.FloatInstance;
import org.peftcheck.numeric.peanut2025.FullRowRankSineConstruction;
import org.peftcheck.numeric.peanut2025.InvariantMonotoneWidthConstruction;
import org.peftcheck.numeric.peanut2025.InvariantReluWidthConstruction;
import org.peftcheck.numeric.peanut2025.InvariantSmoothWidthConstruction;
import org.peftcheck.numeric.peanut2025.PositiveVectorAlternativeConstruction;
import org.peftcheck.numeric.peanut2025.PositiveVectorWidthConstruction;
import org.peftcheck.numeric.peanut2025.PseudoInverseWidthConstruction;
import org.peftcheck.numeric.peanut2025.TweakerWithinLowRankConstruction;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.Peanut;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;

/** The constructions of all claims that are checked on instances, one line a claim. */
final class ClaimConstructions {

    private static final Drafting NO_POSITIVE_VECTOR = new Drafting.OutOfScope(List.of("positive-vector"));
    private static final Drafting NO_FULL_ROW_RANK = new Drafting.OutOfScope(List.of("full-row-rank"));

    private ClaimConstructions() {}

    static List<ClaimConstruction> all() {
        return List.of(
                new ClaimConstruction(
                        "prop-3.2-first",
                        seed -> exact(seed, drafted(PseudoInverseWidthConstruction::exact)),
                        onLayers(PseudoInverseWidthConstruction::rounded)),
                new ClaimConstruction("prop-3.2-loss", ClaimConstructions::losses, Optional.empty()),
                new ClaimConstruction("prop-3.2-second", ClaimConstructions::tweakers, Optional.empty()),
                new ClaimConstruction(
                        "prop-b1-full-row-rank",
                        seed -> rounded(seed, (i, sine) -> fullRowRank(i), List.of(Activation.SIN2PI)),
                        Optional.of(ClaimConstructions::fullRowRank)),
                new ClaimConstruction("prop-b1-column", KroneckerInstances::columns, Optional.empty()),
                new ClaimConstruction("prop-b1-torus", KroneckerInstances::rows, Optional.empty()),
                new ClaimConstruction("prop-b1-periodic", KroneckerInstances::periodic, Optional.empty()),
                new ClaimConstruction("one-parameter-dense", KroneckerInstances::oneParameter, Optional.empty()),
                new ClaimConstruction(
                        "width-r-plus-1",
                        seed -> exact(seed, ClaimConstructions::positiveVector),
                        Optional.of(ClaimConstructions::positiveVector)),
                new ClaimConstruction(
                        "positive-vector-alternative",
                        seed -> exact(seed, drafted(i -> PositiveVectorAlternativeConstruction.exact(i.w0()))),
                        onLayers(i -> PositiveVectorAlternativeConstruction.rounded(i.source(), i.space()))),
                new ClaimConstruction(
                        "invariance-cone-projection",
                        seed -> exact(seed, drafted(ClaimConstructions::projection)),
                        onLayers(InvariantReluWidthConstruction::roundedProjection)),
                new ClaimConstruction(
                        "invariance-relu",
                        seed -> exact(seed, drafted(InvariantReluWidthConstruction::exact)),
                        onLayers(InvariantReluWidthConstruction::rounded)),
                new ClaimConstruction(
                        "invariance-monotone",
                        ClaimConstructions::monotone,
                        onLayers(i -> InvariantMonotoneWidthConstruction.rounded(i, Activation.LEAKY_RELU))),
                new ClaimConstruction(
                        "invariance-smooth",
                        seed -> rounded(
                                seed,
                                (i, sigma) -> new Drafting.Drafted(InvariantSmoothWidthConstruction.rounded(i, sigma)),
                                List.of(Activation.SIN2PI, Activation.TANH, Activation.GELU, Activation.SILU)),
                        onLayers(i -> InvariantSmoothWidthConstruction.rounded(i, Activation.SIN2PI))));
    }

    private static Optional<Function<FloatInstance, Drafting>> onLayers(
            Function<FloatInstance, CertificateDocument> construction) {
        return Optional.of(instance -> new Drafting.Drafted(construction.apply(instance)));
    }

    private static Function<ExactInstance, Drafting> drafted(
            Function<ExactInstance, CertificateDocument> construction) {
        return instance -> new Drafting.Drafted(construction.apply(instance));
    }

    private static List<ClaimConstruction.Case> exact(long seed, Function<ExactInstance, Drafting> construction) {
        return new SyntheticInstances(seed)
                .exact().stream()
                        .map(named ->
                                new ClaimConstruction.Case(named.name(), () -> construction.apply(named.instance())))
                        .toList();
    }

    private static Drafting positiveVector(ExactInstance instance) {
        return PositiveVectorAlternative.decide(instance.w0())
                        instanceof PositiveVectorAlternative.PositiveVector positive
                ? new Drafting.Drafted(PositiveVectorWidthConstruction.exact(instance, positive.theta()))
                : NO_POSITIVE_VECTOR;
    }

    private static Drafting positiveVector(FloatInstance instance) {
        return PositiveVectorAlternativeConstruction.positiveVector(instance.space())
                .<Drafting>map(theta -> new Drafting.Drafted(PositiveVectorWidthConstruction.rounded(instance, theta)))
                .orElse(NO_POSITIVE_VECTOR);
    }

    private static Drafting fullRowRank(FloatInstance instance) {
        return instance.space().isProper()
                ? NO_FULL_ROW_RANK
                : new Drafting.Drafted(FullRowRankSineConstruction.rounded(instance));
    }

    private static CertificateDocument projection(ExactInstance instance) {
        RationalMatrix column = instance.a().selectColumns(List.of(0)).map(BigFraction::abs);
        return InvariantReluWidthConstruction.exactProjection(instance.w0(), column);
    }

    private static List<ClaimConstruction.Case> losses(long seed) {
        SyntheticInstances more = new SyntheticInstances(seed + 1);
        return exact(seed, instance -> {
            RationalMatrix w0 = instance.w0();
            RationalMatrix n = more.integers(2, w0.columns());
            RationalMatrix t = more.integers(w0.rows(), w0.columns());
            return new Drafting.Drafted(PseudoInverseWidthConstruction.exactLoss(instance, n, t));
        });
    }

    private static List<ClaimConstruction.Case> tweakers(long seed) {
        SyntheticInstances more = new SyntheticInstances(seed + 1);
        List<ClaimConstruction.Case> cases = new ArrayList<>();
        for (int depth : List.of(2, 4, 6)) {
            for (Activation activation : List.of(Activation.RELU, Activation.LEAKY_RELU)) {
                Peanut method = new Peanut(Scaling.ONE, activation, Orientation.STANDARD, depth);
                for (SyntheticInstances.Named named : new SyntheticInstances(seed).exact()) {
                    RationalMatrix w0 = named.instance().w0();
                    int rank = Math.min(named.instance().rank(), w0.columns());
                    cases.add(new ClaimConstruction.Case(
                            named.name() + ", depth " + depth + ", " + activation.id(),
                            () -> new Drafting.Drafted(TweakerWithinLowRankConstruction.exact(
                                    method,
                                    w0,
                                    rank,
                                    slot -> more.integers(
                                            side(slot.shape().rows(), w0, rank),
                                            side(slot.shape().columns(), w0, rank))))));
                }
            }
        }
        return cases;
    }

    private static int side(org.peftcheck.theory.algebra.Polynomial side, RationalMatrix w0, int rank) {
        return side.substitute(org.peftcheck.theory.algebra.Dimensions.of(w0.rows(), w0.columns(), rank)
                        .values())
                .constantValue()
                .intValueExact();
    }

    private static List<ClaimConstruction.Case> monotone(long seed) {
        Activation.LeakyRelu leaky = new Activation.LeakyRelu(new BigFraction(1, 4));
        List<ClaimConstruction.Case> cases =
                new ArrayList<>(exact(seed, drafted(i -> InvariantMonotoneWidthConstruction.exact(i, leaky))));
        cases.addAll(rounded(
                seed,
                (i, sigma) -> new Drafting.Drafted(InvariantMonotoneWidthConstruction.rounded(i, sigma)),
                List.of(Activation.TANH)));
        return cases;
    }

    private static List<ClaimConstruction.Case> rounded(
            long seed, BiFunction<FloatInstance, Activation, Drafting> construction, List<Activation> activations) {
        List<ClaimConstruction.Case> cases = new ArrayList<>();
        for (int[] shape : new int[][] {{12, 5, 2}, {15, 5, 5}, {6, 6, 1}, {4, 9, 3}, {30, 4, 2}}) {
            for (Activation activation : activations) {
                Random sub = new Random(seed);
                FloatInstance instance =
                        new SyntheticInstances(sub.nextLong() + shape[0]).gaussian(shape[0], shape[1], shape[2]);
                cases.add(new ClaimConstruction.Case(
                        "Gaussian " + shape[0] + "x" + shape[1] + ", r " + shape[2] + ", " + activation.id(),
                        () -> construction.apply(instance, activation)));
            }
        }
        return cases;
    }
}
