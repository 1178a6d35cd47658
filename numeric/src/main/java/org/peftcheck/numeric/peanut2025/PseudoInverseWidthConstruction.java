package org.peftcheck.numeric.peanut2025;

import org.ejml.data.DMatrixRMaj;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.exact.ExactPseudoInverse;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.proposition.StatementForm;

/** X = W0⁺A, Θ1 = [X, −X], Θ2 = [B; −B]: 2r ReLU units with the update P A B (PEANuT, Appendix B.1). */
public final class PseudoInverseWidthConstruction {

    private static final String CLAIM = "prop-3.2-first";

    private PseudoInverseWidthConstruction() {}

    /**
     * The witness over the rationals.
     *
     * @param instance W0 of any rank
     * @return a draft of the certificate
     */
    public static CertificateDocument exact(ExactInstance instance) {
        return draft(CLAIM, StatementForm.RANGE, instance).finish();
    }

    /**
     * The witness with a loss L(W) = ½‖M(W − T)‖_F², M = N W0ᵀ, which is invariant under P.
     *
     * @param instance W0 of any rank
     * @param n N, any number of rows, d_in columns
     * @param t T, d_out×d_in
     * @return a draft of the certificate that the losses agree
     */
    public static CertificateDocument exactLoss(ExactInstance instance, RationalMatrix n, RationalMatrix t) {
        return draft("prop-3.2-loss", StatementForm.LOSS, instance)
                .with("N", n)
                .with("M", n.times(instance.w0().transpose()))
                .with("T", t)
                .finish();
    }

    private static CertificateDraft draft(String claim, StatementForm form, ExactInstance instance) {
        RationalMatrix x = ExactPseudoInverse.of(instance.w0()).times(instance.a());
        BigFraction minus = BigFraction.MINUS_ONE;
        return CertificateDraft.of(claim, form, Activation.RELU, instance)
                .with("X", x)
                .with("Theta1", x.beside(x.scale(minus)))
                .with("Theta2", instance.b().above(instance.b().scale(minus)));
    }

    /**
     * The witness over the doubles.
     *
     * @param instance W0 of full rank
     * @return a draft of the certificate
     */
    public static CertificateDocument rounded(FloatInstance instance) {
        double[][] x = FloatColumnSpace.rows(
                instance.space().preimage(new DMatrixRMaj(instance.a().toRows())));
        double[][] b = instance.b().toRows();
        int r = instance.rank();
        double[][] theta1 = new double[x.length][2 * r];
        double[][] theta2 = new double[2 * r][];
        for (int l = 0; l < r; l++) {
            theta2[l] = b[l].clone();
            theta2[r + l] = java.util.Arrays.stream(b[l]).map(v -> -v).toArray();
            for (int i = 0; i < x.length; i++) {
                theta1[i][l] = x[i][l];
                theta1[i][r + l] = -x[i][l];
            }
        }
        return CertificateDraft.of(CLAIM, StatementForm.RANGE, Activation.RELU, instance)
                .with("X", x)
                .with("Theta1", theta1)
                .with("Theta2", theta2)
                .finish();
    }
}
