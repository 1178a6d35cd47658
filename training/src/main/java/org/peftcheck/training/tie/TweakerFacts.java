package org.peftcheck.training.tie;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.check.CertificateChecker;
import org.peftcheck.numeric.check.CheckResult;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.interval.IntervalAlgebra;
import org.peftcheck.numeric.interval.IntervalMatrix;
import org.peftcheck.numeric.peanut2025.TweakerWithinLowRankConstruction;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.Peanut;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.theory.adapter.SlotValues;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * A trained PEANuT update as a matrix.
 *
 * @param weight the name of the weight
 * @param rank r, the width of the last hidden layer; LoRA factors of this rank reproduce the update (Proposition 3.2, second inequality)
 * @param factorError a certified upper bound on ‖Δ − A B‖_F for factors A, B in double precision; 0 where the checker accepted exact ones
 * @param exactFactors whether exact factors were made and checked over the rationals
 * @param singularValuesApprox the singular values of Δ, the largest first
 * @param rankApprox how many of them are above what double precision can tell from 0
 * @param deadUnits hidden units of the last layer that are 0 for every row of W0, proved
 * @param weightRank the rank of W0
 * @param outsideApprox ‖(I − P)Δ‖_F/‖Δ‖_F: the distance to the best W0 A B of the same rank (or A B W0 where columns are tweaked), and so the
 *     share of the update that no linear function of the weight gives; 0 where W0 has full rank on that side, proved
 * @param nonlinearityApprox ‖H − Z diag(c)‖_F/‖H‖_F, H the last hidden layer, Z its first layer before the activation, c the best slope
 *     of each unit: 0 for a tweaker that only scales its units, of depth 2 only
 */
public record TweakerFacts(
        String weight,
        int rank,
        double factorError,
        boolean exactFactors,
        double[] singularValuesApprox,
        int rankApprox,
        int deadUnits,
        WeightRank weightRank,
        double outsideApprox,
        Optional<Double> nonlinearityApprox) {

    /** The most products over the rationals that are worth their time. */
    private static final long EXACT_WORK = 1 << 13;

    private static final String THETA2 = "Theta2";

    /** The facts of a weight whose adapter is a PEANuT. */
    static TweakerFacts of(TrainedWeight weight) {
        IntervalMatrix hidden = hidden(weight);
        LowRankFactors factors = factors(weight, hidden);
        boolean exact = isExact(weight);
        double[] values = factors.singularValues();
        double largest = values.length == 0 ? 0 : values[0];
        double resolution =
                factors.error() + Upwards.gamma(weight.w0().rows() + weight.w0().columns()) * largest;
        WeightRank rank = WeightRank.of(weight.w0());
        boolean standard = ((Peanut) weight.adapted().adapter()).orientation() == Orientation.STANDARD;
        return new TweakerFacts(
                weight.name(),
                factors.rank(),
                exact ? 0 : factors.error(),
                exact,
                values,
                (int) Arrays.stream(values).filter(x -> x > resolution).count(),
                dead(hidden),
                rank,
                outside(weight, rank, standard),
                nonlinearity(weight, hidden));
    }

    private static double outside(TrainedWeight weight, WeightRank rank, boolean standard) {
        double size = ColumnSpace.norm(weight.update());
        if (size == 0 || (standard ? rank.isFullRow() : rank.isFullColumn())) {
            return 0;
        }
        return ColumnSpace.norm(
                        standard
                                ? Invariance.outsideLeft(weight, rank)
                                : Invariance.outsideRight(weight, rank, weight.update()))
                / size;
    }

    /** An enclosure of s H, d_out × r, or d_in × r where columns are tweaked: the method's formula with Θ2 = I. */
    private static IntervalMatrix hidden(TrainedWeight weight) {
        Peanut method = (Peanut) weight.adapted().adapter();
        int r = weight.adapted().rank();
        IntervalMatrix identity = IntervalMatrix.of(r, r, (i, j) -> i == j ? Interval.ONE : Interval.ZERO);
        IntervalMatrix probed = method.update(
                new IntervalAlgebra(),
                IntervalMatrix.of(weight.w0().toDoubles()),
                SlotValues.drawn(
                        method,
                        Dimensions.of(weight.w0().rows(), weight.w0().columns(), r),
                        slot -> slot.symbol().equals(THETA2)
                                ? identity
                                : IntervalMatrix.of(weight.slot(slot.symbol()).toDoubles())));
        return method.orientation() == Orientation.STANDARD ? probed : probed.transpose();
    }

    /** LoRA factors of the update. */
    static LowRankFactors factors(TrainedWeight weight) {
        return factors(weight, hidden(weight));
    }

    /** The middle of the enclosure and Θ2, in the order of the orientation. */
    private static LowRankFactors factors(TrainedWeight weight, IntervalMatrix hidden) {
        DenseMatrix middle = DenseMatrix.of(hidden.rows(), hidden.columns(), (i, j) -> middle(hidden.get(i, j)));
        IntervalMatrix off = hidden.minus(IntervalMatrix.of(middle.toDoubles()));
        DenseMatrix theta2 = weight.slot(THETA2);
        double error = Upwards.slack(off.frobeniusNorm().hi() * Upwards.norm(theta2.copyOfEntries()));
        boolean standard = ((Peanut) weight.adapted().adapter()).orientation() == Orientation.STANDARD;
        return standard
                ? new LowRankFactors(middle, theta2, error)
                : new LowRankFactors(LowRankFactors.transposed(theta2), LowRankFactors.transposed(middle), error);
    }

    private static double middle(Interval entry) {
        return entry.lo() / 2 + entry.hi() / 2;
    }

    private static int dead(IntervalMatrix hidden) {
        return (int) IntStream.range(0, hidden.columns())
                .filter(j -> IntStream.range(0, hidden.rows())
                        .allMatch(i -> hidden.get(i, j).magnitude() == 0))
                .count();
    }

    /** Whether the update is, over the rationals, the product of factors of rank r that the checker accepts; small weights only. */
    private static boolean isExact(TrainedWeight weight) {
        Peanut method = (Peanut) weight.adapted().adapter();
        int r = weight.adapted().rank();
        long work = (long) weight.w0().rows() * weight.w0().columns() * r;
        boolean rational =
                method.activation() instanceof Activation.Relu || method.activation() instanceof Activation.LeakyRelu;
        boolean covered =
                method.orientation() == Orientation.STANDARD && method.scaling().equals(Scaling.ONE);
        if (work > EXACT_WORK || !rational || !covered || r > weight.w0().columns()) {
            return false;
        }
        CertificateDocument document = TweakerWithinLowRankConstruction.exact(
                method, RationalMatrix.ofDoubles(weight.w0().toDoubles()), r, slot -> exactly(weight, slot));
        CertificateChecker checker = new CertificateChecker(layer -> {
            throw new IllegalArgumentException("weight: expected a certificate that holds its weight, got " + layer);
        });
        return checker.check(document) instanceof CheckResult.Accepted;
    }

    private static RationalMatrix exactly(TrainedWeight weight, Slot slot) {
        return RationalMatrix.ofDoubles(weight.slot(slot.symbol()).toDoubles());
    }

    private static Optional<Double> nonlinearity(TrainedWeight weight, IntervalMatrix hidden) {
        Peanut method = (Peanut) weight.adapted().adapter();
        if (method.depth() != 2) {
            return Optional.empty();
        }
        DenseMatrix input =
                method.orientation() == Orientation.STANDARD ? weight.w0() : LowRankFactors.transposed(weight.w0());
        DenseMatrix z = new EjmlAlgebra().times(input, weight.slot("Theta1"));
        double rest = 0;
        double size = 0;
        for (int j = 0; j < z.columns(); j++) {
            double zz = 0;
            double hz = 0;
            double hh = 0;
            for (int i = 0; i < z.rows(); i++) {
                double h = middle(hidden.get(i, j));
                zz += z.get(i, j) * z.get(i, j);
                hz += h * z.get(i, j);
                hh += h * h;
            }
            rest += Math.max(0, zz == 0 ? hh : hh - hz * hz / zz);
            size += hh;
        }
        return Optional.of(size == 0 ? 0 : Math.sqrt(rest / size));
    }
}
