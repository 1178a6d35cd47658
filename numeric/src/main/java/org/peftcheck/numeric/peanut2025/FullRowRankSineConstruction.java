package org.peftcheck.numeric.peanut2025;

import org.ejml.data.DMatrixRMaj;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.proposition.StatementForm;

/** W0Θ1 = arcsin(A/s)/2π, solvable because W0 has full row rank, and Θ2 = sB for a scale s that makes A/s small. */
public final class FullRowRankSineConstruction {

    private static final double SIZE = 0.5;

    private FullRowRankSineConstruction() {}

    /**
     * The witness over the doubles.
     *
     * @param instance W0 of full row rank
     * @return a draft of the certificate
     */
    public static CertificateDocument rounded(FloatInstance instance) {
        double scale = Scaling.powerOfTwo(instance.a(), SIZE);
        DMatrixRMaj images = new DMatrixRMaj(instance.a().toRows());
        for (int i = 0; i < images.data.length; i++) {
            images.data[i] = Math.asin(images.data[i] / scale) / (2 * Math.PI);
        }
        return CertificateDraft.of("prop-b1-full-row-rank", StatementForm.PROJECTED, Activation.SIN2PI, instance)
                .with("Theta1", FloatColumnSpace.rows(instance.space().preimage(images)))
                .with("Theta2", Scaling.times(instance.b(), scale))
                .finish();
    }
}
