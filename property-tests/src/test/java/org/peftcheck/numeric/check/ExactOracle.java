package org.peftcheck.numeric.check;

import java.util.stream.IntStream;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.numeric.exact.ExactProjector;
import org.peftcheck.numeric.exact.ExactRank;
import org.peftcheck.numeric.exact.PositiveVectorAlternative;
import org.peftcheck.numeric.reading.RationalAlgebra;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * Whether the statement of an exact certificate is true, decided without the checker: by forming P, by exact rank, by linear
 * programming. A document whose parts do not fit together states nothing and is not true.
 */
final class ExactOracle {

    private final CertificateDocument document;
    private final RationalMatrix w0;
    private final Activation activation;

    private ExactOracle(CertificateDocument document) {
        this.document = document;
        this.w0 = ((WeightSource.Inline) document.weight()).matrix().exactly();
        this.activation = Activation.parse(document.activation());
    }

    /** Whether the statement is true with the hypotheses of its claim. */
    static boolean isTrue(CertificateDocument document) {
        try {
            return new ExactOracle(document).decide();
        } catch (IllegalArgumentException | IndexOutOfBoundsException doesNotFit) {
            return false;
        }
    }

    private boolean decide() {
        return switch (document.claim()) {
            case "prop-3.2-first" ->
                relu() && width() <= 2 * rank() && error(true).isZero();
            case "prop-3.2-loss" -> relu() && width() <= 2 * rank() && invariant() && lossesAgree();
            case "prop-3.2-second" -> width() <= rank() && factors();
            case "width-r-plus-1" ->
                relu() && width() <= rank() + 1 && positive(w0) && error(true).isZero();
            case "positive-vector-alternative" -> oneSide();
            case "invariance-cone-projection" ->
                relu() && width() <= rank() && error(false).isZero();
            case "invariance-relu" ->
                relu()
                        && width() <= rank() + (given("y") ? 0 : 1)
                        && cone()
                        && error(false).isZero();
            case "invariance-monotone" ->
                activation instanceof Activation.LeakyRelu
                        && width() <= rank()
                        && error(false).isZero();
            case "prop-3.2-equivalence" -> equalRows();
            case "prop-b1-row" -> activation.equals(Activation.SIN2PI) && equalRows() && independentRow();
            case "prop-3.2-min" -> relu() && notClosed();
            case "prop-3.2-output-activation" -> relu() && width() <= rank() && outputRank() > rank();
            default -> false;
        };
    }

    private boolean given(String name) {
        return document.matrices().containsKey(name);
    }

    private RationalMatrix get(String name) {
        return document.matrix(name).exactly();
    }

    /** A matrix whose shape must be the given one. */
    private RationalMatrix get(String name, int rows, int columns) {
        RationalMatrix matrix = get(name);
        if (matrix.rows() != rows || matrix.columns() != columns) {
            throw new IllegalArgumentException(name);
        }
        return matrix;
    }

    private boolean relu() {
        return activation.equals(Activation.RELU);
    }

    private int rank() {
        return document.rank();
    }

    private int width() {
        return get("Theta1").columns();
    }

    private RationalMatrix target() {
        return get("A", w0.rows(), rank()).times(get("B", rank(), w0.columns()));
    }

    private RationalMatrix activate(RationalMatrix matrix) {
        return new RationalAlgebra().activate(activation, matrix);
    }

    private RationalMatrix update() {
        return activate(w0.times(get("Theta1"))).times(get("Theta2"));
    }

    /** σ(W0Θ1)Θ2 − PAB, or P times that. */
    private RationalMatrix error(boolean inRange) {
        RationalMatrix p = ExactProjector.onColumnSpaceOf(w0);
        return inRange ? update().minus(p.times(target())) : p.times(update().minus(target()));
    }

    private boolean invariant() {
        RationalMatrix m = get("M");
        return m.times(ExactProjector.onColumnSpaceOf(w0)).equals(m);
    }

    private boolean lossesAgree() {
        RationalMatrix m = get("M");
        RationalMatrix t = get("T", w0.rows(), w0.columns());
        BigFraction left = m.times(w0.plus(update()).minus(t)).squaredFrobeniusNorm();
        BigFraction right = m.times(w0.plus(target()).minus(t)).squaredFrobeniusNorm();
        return left.subtract(right).abs().divide(2).compareTo(document.epsilon()) <= 0;
    }

    private boolean factors() {
        RationalMatrix h0 = activate(w0.times(get("Theta1")));
        RationalMatrix last = h0;
        if (given("E1")) {
            RationalMatrix h1 = activate(h0.times(get("E0")));
            RationalMatrix h2 = activate(h1.times(get("E1")));
            RationalMatrix h3 = activate(h2.times(get("D0"))).plus(h1);
            last = activate(h3.times(get("D1"))).plus(h0);
        } else if (given("E0")) {
            last = activate(activate(h0.times(get("E0"))).times(get("D0"))).plus(h0);
        }
        RationalMatrix update = last.times(get("Theta2"));
        return update.equals(target()) && update.equals(get("Update"));
    }

    private static boolean positive(RationalMatrix weight) {
        return PositiveVectorAlternative.decide(weight) instanceof PositiveVectorAlternative.PositiveVector;
    }

    private boolean oneSide() {
        boolean positive = given("theta")
                && lowest(w0.times(get("theta"))
                                .selectColumns(java.util.List.of(get("theta").columns() - 1)))
                        > 0;
        return positive != (given("y") && annihilates(false));
    }

    private boolean cone() {
        return !given("y") || annihilates(true);
    }

    private boolean annihilates(boolean strict) {
        RationalMatrix y = get("y", w0.rows(), 1);
        return lowest(y) >= (strict ? 1 : 0)
                && !y.isZero()
                && y.transpose().times(w0).isZero();
    }

    /** The lowest sign of an entry. */
    private static int lowest(RationalMatrix matrix) {
        return IntStream.range(0, matrix.rows())
                .flatMap(i -> IntStream.range(0, matrix.columns())
                        .map(j -> matrix.get(i, j).signum()))
                .min()
                .orElseThrow();
    }

    /** Whether AB is farther than ε from every matrix whose rows agree where those of W0 do, for one pair of rows. */
    private boolean equalRows() {
        RationalMatrix target = target();
        RationalMatrix root =
                given("Root2") ? get("Root2", w0.rows(), w0.columns()) : RationalMatrix.zero(w0.rows(), w0.columns());
        BigFraction farthest = BigFraction.ZERO;
        for (int i = 0; i < w0.rows(); i++) {
            for (int l = 0; l < i; l++) {
                RationalMatrix difference = row(target, i).minus(row(target, l));
                if (row(w0, i).equals(row(w0, l)) && row(root, i).equals(row(root, l))) {
                    BigFraction squared = difference.squaredFrobeniusNorm().divide(2);
                    farthest = squared.compareTo(farthest) > 0 ? squared : farthest;
                }
            }
        }
        return farthest.compareTo(document.epsilon().pow(2)) > 0;
    }

    private boolean independentRow() {
        return IntStream.range(0, w0.rows())
                .anyMatch(i -> ExactRank.of(row(w0, i)
                                .above(given("Root2") ? row(get("Root2"), i) : RationalMatrix.zero(1, w0.columns())))
                        == w0.columns());
    }

    private boolean notClosed() {
        int h = 2 * rank();
        RationalMatrix m = get("M", w0.rows(), w0.columns());
        RationalMatrix t0 = get("T0", w0.columns(), h);
        RationalMatrix t1 = get("T1", w0.columns(), h);
        RationalMatrix y = get("y", w0.rows(), 1);
        boolean approached = lowest(t0) >= 0
                && lowest(t1) >= 0
                && t0.times(get("P0")).plus(t1.times(get("P1"))).equals(m)
                && t0.times(get("P1")).isZero();
        boolean annihilated = lowest(y) >= 0 && y.transpose().times(m).isZero();
        boolean touched = !RationalMatrix.of(
                        m.rows(), m.columns(), (i, j) -> m.get(i, j).multiply(y.get(i, 0)))
                .isZero();
        return w0.equals(RationalMatrix.identity(w0.rows()))
                && ExactRank.of(m) == h
                && approached
                && annihilated
                && touched;
    }

    private int outputRank() {
        return ExactRank.of(activate(update()));
    }

    private static RationalMatrix row(RationalMatrix matrix, int i) {
        return matrix.selectRows(java.util.List.of(i));
    }
}
