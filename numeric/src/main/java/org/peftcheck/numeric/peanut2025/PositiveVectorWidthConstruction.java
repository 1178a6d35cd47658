package org.peftcheck.numeric.peanut2025;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.exact.ExactPseudoInverse;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.proposition.StatementForm;

/**
 * With v = W0θ_v &gt; 0 and the smallest t ≥ 0 such that PA + v tᵀ ≥ 0: Θ1 = [W0⁺A + θ_v tᵀ, θ_v], Θ2 = [B; −tᵀB], that is
 * r + 1 ReLU units with the update P A B.
 */
public final class PositiveVectorWidthConstruction {

    private static final String CLAIM = "width-r-plus-1";
    /** Raises t so that rounding leaves PA + v tᵀ at or above zero; a relative amount far below any certified error. */
    private static final double HEADROOM = 0x1p-40;

    private PositiveVectorWidthConstruction() {}

    /**
     * The witness over the rationals.
     *
     * @param instance W0 of any rank
     * @param theta θ_v, d_in×1, with W0θ_v &gt; 0
     * @return a draft of the certificate
     */
    public static CertificateDocument exact(ExactInstance instance, RationalMatrix theta) {
        RationalMatrix x = ExactPseudoInverse.of(instance.w0()).times(instance.a());
        RationalMatrix pa = instance.w0().times(x);
        RationalMatrix v = instance.w0().times(theta);
        RationalMatrix t = RationalMatrix.of(
                1,
                instance.rank(),
                (zero, j) -> IntStream.range(0, v.rows())
                        .mapToObj(i -> pa.get(i, j).negate().divide(v.get(i, 0)))
                        .reduce(BigFraction.ZERO, (p, q) -> p.compareTo(q) >= 0 ? p : q));
        return CertificateDraft.of(CLAIM, StatementForm.RANGE, Activation.RELU, instance)
                .with("X", x)
                .with("Theta1", x.plus(theta.times(t)).beside(theta))
                .with("Theta2", instance.b().above(t.times(instance.b()).scale(BigFraction.MINUS_ONE)))
                .finish();
    }

    /**
     * The witness over the doubles.
     *
     * @param instance W0 of full rank
     * @param theta θ_v, d_in entries, with W0θ_v &gt; 0
     * @return a draft of the certificate
     */
    public static CertificateDocument rounded(FloatInstance instance, double[] theta) {
        DMatrixRMaj x = instance.space().preimage(new DMatrixRMaj(instance.a().toRows()));
        DMatrixRMaj pa = instance.space().image(x);
        DMatrixRMaj v = instance.space().image(new DMatrixRMaj(theta.length, 1, true, theta.clone()));
        double[][] b = instance.b().toRows();
        int r = instance.rank();
        double[][] theta1 = new double[theta.length][r + 1];
        double[][] theta2 = new double[r + 1][b[0].length];
        for (int l = 0; l < r; l++) {
            double t = 0;
            for (int i = 0; i < v.numRows; i++) {
                t = Math.max(t, -pa.get(i, l) / v.get(i, 0));
            }
            t *= 1 + HEADROOM;
            for (int i = 0; i < theta.length; i++) {
                theta1[i][l] = x.get(i, l) + theta[i] * t;
            }
            theta2[l] = b[l].clone();
            for (int j = 0; j < b[l].length; j++) {
                theta2[r][j] -= t * b[l][j];
            }
        }
        for (int i = 0; i < theta.length; i++) {
            theta1[i][r] = theta[i];
        }
        return CertificateDraft.of(CLAIM, StatementForm.RANGE, Activation.RELU, instance)
                .with("X", FloatColumnSpace.rows(x))
                .with("Theta1", theta1)
                .with("Theta2", theta2)
                .finish();
    }
}
