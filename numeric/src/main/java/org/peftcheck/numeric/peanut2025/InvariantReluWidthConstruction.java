package org.peftcheck.numeric.peanut2025;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.exact.ConeProjection;
import org.peftcheck.numeric.exact.StrictAlternative;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.proposition.StatementForm;

/**
 * Units θ_j with P relu(W0θ_j) = P(a_j + t_j 1), where a_j + t_j 1 ≥ 0, and one more with P relu(W0θ) = P1:
 * Θ2 = [B; −tᵀB] gives P A B with r + 1 units. Where K = {0}, every target is reached as it is: add to a_j a multiple of some
 * y &gt; 0 with W0ᵀy = 0, which P does not see, and r units do.
 */
public final class InvariantReluWidthConstruction {

    private static final String CLAIM = "invariance-relu";

    private InvariantReluWidthConstruction() {}

    /**
     * The witness over the rationals, by the exact cone projection.
     *
     * @param instance W0 of any rank, small
     * @return a draft of the certificate
     */
    public static CertificateDocument exact(ExactInstance instance) {
        RationalMatrix w0 = instance.w0();
        RationalMatrix ones = RationalMatrix.of(w0.rows(), 1, (i, j) -> BigFraction.ONE);
        CertificateDraft draft = CertificateDraft.of(CLAIM, StatementForm.PROJECTED, Activation.RELU, instance);
        if (StrictAlternative.decide(w0) instanceof StrictAlternative.PositiveAnnihilator strict) {
            RationalMatrix theta1 = units(w0, lift(instance.a(), strict.y()).matrix());
            return draft.with("Theta1", theta1)
                    .with("Theta2", instance.b())
                    .with("y", strict.y())
                    .finish();
        }
        Lifted lifted = lift(instance.a(), ones);
        RationalMatrix theta1 = units(w0, lifted.matrix()).beside(units(w0, ones));
        RationalMatrix last = lifted.multiples().times(instance.b()).scale(BigFraction.MINUS_ONE);
        return draft.with("Theta1", theta1)
                .with("Theta2", instance.b().above(last))
                .finish();
    }

    /**
     * The witness of the cone projection for one non-negative vector, over the rationals.
     *
     * @param w0 a weight of any rank, small
     * @param a a non-negative vector, d_out×1
     * @return a draft of the certificate that P relu(W0θ) = P a, stated for B = e_1ᵀ
     */
    public static CertificateDocument exactProjection(RationalMatrix w0, RationalMatrix a) {
        RationalMatrix b = RationalMatrix.of(1, w0.columns(), (i, j) -> j == 0 ? BigFraction.ONE : BigFraction.ZERO);
        return CertificateDraft.of(
                        "invariance-cone-projection",
                        StatementForm.PROJECTED,
                        Activation.RELU,
                        new ExactInstance(w0, a, b))
                .with("Theta1", units(w0, a))
                .with("Theta2", b)
                .finish();
    }

    private record Lifted(RationalMatrix matrix, RationalMatrix multiples) {}

    /** A + p tᵀ ≥ 0 with the smallest t ≥ 0, for p > 0. */
    private static Lifted lift(RationalMatrix a, RationalMatrix p) {
        RationalMatrix t = RationalMatrix.of(
                1,
                a.columns(),
                (zero, j) -> IntStream.range(0, a.rows())
                        .mapToObj(i -> a.get(i, j).negate().divide(p.get(i, 0)))
                        .reduce(BigFraction.ZERO, (x, y) -> x.compareTo(y) >= 0 ? x : y));
        return new Lifted(a.plus(p.times(t)), t);
    }

    private static RationalMatrix units(RationalMatrix w0, RationalMatrix targets) {
        List<RationalMatrix> columns = new ArrayList<>();
        for (int j = 0; j < targets.columns(); j++) {
            columns.add(ConeProjection.project(w0, targets.selectColumns(List.of(j)))
                    .theta());
        }
        return columns.stream().reduce(RationalMatrix::beside).orElseThrow();
    }

    /**
     * The witness over the doubles, by the semismooth Newton method.
     *
     * @param instance W0 of full rank
     * @return a draft of the certificate
     */
    public static CertificateDocument rounded(FloatInstance instance) {
        FloatColumnSpace space = instance.space();
        CertificateDraft draft = CertificateDraft.of(CLAIM, StatementForm.PROJECTED, Activation.RELU, instance);
        double[][] a = instance.a().toRows();
        Optional<double[]> strict =
                PositiveVectorAlternativeConstruction.positiveVector(space).isPresent()
                        ? Optional.empty()
                        : PositiveVectorAlternativeConstruction.strictAnnihilator(space);
        if (strict.isPresent()) {
            return draft.with("Theta1", units(space, a))
                    .with("Theta2", instance.b())
                    .with("y", PositiveVectorAlternativeConstruction.column(strict.get()))
                    .finish();
        }
        int r = instance.rank();
        double[] t = new double[r];
        double[][] targets = new double[a.length][r + 1];
        for (int l = 0; l < r; l++) {
            for (double[] row : a) {
                t[l] = Math.max(t[l], -row[l]);
            }
            for (int i = 0; i < a.length; i++) {
                targets[i][l] = a[i][l] + t[l];
            }
        }
        for (double[] row : targets) {
            row[r] = 1;
        }
        double[][] b = instance.b().toRows();
        double[][] theta2 = Arrays.copyOf(b, r + 1);
        theta2[r] = new double[space.dIn()];
        for (int l = 0; l < r; l++) {
            for (int j = 0; j < space.dIn(); j++) {
                theta2[r][j] -= t[l] * b[l][j];
            }
        }
        return draft.with("Theta1", units(space, targets))
                .with("Theta2", theta2)
                .finish();
    }

    /**
     * The witness of the cone projection over the doubles, for the entrywise absolute values of A.
     *
     * @param instance W0 of full rank
     * @return a draft of the certificate that P relu(W0Θ1) B = P |A| B
     */
    public static CertificateDocument roundedProjection(FloatInstance instance) {
        double[][] targets = instance.a().toRows();
        for (double[] row : targets) {
            for (int j = 0; j < row.length; j++) {
                row[j] = Math.abs(row[j]);
            }
        }
        FloatInstance nonNegative =
                new FloatInstance(instance.source(), instance.space(), FloatMatrix.of(targets), instance.b());
        return CertificateDraft.of("invariance-cone-projection", StatementForm.PROJECTED, Activation.RELU, nonNegative)
                .with("Theta1", units(instance.space(), targets))
                .with("Theta2", instance.b())
                .finish();
    }

    /** θ_j with P relu(W0θ_j) = P b_j, one for each column b_j of the targets; where V is everything, b_j ≥ 0 itself is the image. */
    private static double[][] units(FloatColumnSpace space, double[][] targets) {
        DMatrixRMaj images = new DMatrixRMaj(targets);
        if (space.isProper()) {
            images = SemismoothNewton.images(space, ConvexPotential.RELU, images);
        }
        return FloatColumnSpace.rows(space.preimage(images));
    }
}
