package org.peftcheck.numeric.peanut2025;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.exact.MonotoneRangeSolver;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.proposition.StatementForm;

/**
 * For an increasing σ: θ_j minimises Σ_i ∫_0^{(W0θ)_i} σ − ⟨a_j/s, W0θ⟩, so that W0ᵀσ(W0θ_j) = W0ᵀa_j/s, and Θ2 = s B. The scale
 * s brings the target into the range of σ.
 */
public final class InvariantMonotoneWidthConstruction {

    private static final String CLAIM = "invariance-monotone";

    private InvariantMonotoneWidthConstruction() {}

    /**
     * The witness over the rationals, for a leaky ReLU.
     *
     * @param instance W0 of any rank, small
     * @param activation a leaky ReLU
     * @return a draft of the certificate
     */
    public static CertificateDocument exact(ExactInstance instance, Activation.LeakyRelu activation) {
        List<RationalMatrix> columns = new ArrayList<>();
        for (int j = 0; j < instance.rank(); j++) {
            columns.add(MonotoneRangeSolver.solve(
                    activation, instance.w0(), instance.a().selectColumns(List.of(j))));
        }
        return CertificateDraft.of(CLAIM, StatementForm.PROJECTED, activation, instance)
                .with("Theta1", columns.stream().reduce(RationalMatrix::beside).orElseThrow())
                .with("Theta2", instance.b())
                .finish();
    }

    /**
     * The witness over the doubles: Newton's method where V is a proper subspace, the inverse function where it is not.
     *
     * @param instance W0 of full rank
     * @param activation a leaky ReLU or tanh
     * @return a draft of the certificate
     */
    public static CertificateDocument rounded(FloatInstance instance, Activation activation) {
        FloatColumnSpace space = instance.space();
        double scale = activation instanceof Activation.Tanh ? Scaling.powerOfTwo(instance.a(), 0.5) : 1;
        DMatrixRMaj targets = new DMatrixRMaj(instance.a().toRows());
        CommonOps_DDRM.scale(1 / scale, targets);
        DMatrixRMaj images = space.isProper()
                ? SemismoothNewton.images(space, ConvexPotential.of(activation), targets)
                : byInverse(activation, targets);
        return CertificateDraft.of(CLAIM, StatementForm.PROJECTED, activation, instance)
                .with("Theta1", FloatColumnSpace.rows(space.preimage(images)))
                .with("Theta2", Scaling.times(instance.b(), scale))
                .finish();
    }

    private static DMatrixRMaj byInverse(Activation activation, DMatrixRMaj targets) {
        DMatrixRMaj images = targets.copy();
        for (int i = 0; i < images.data.length; i++) {
            double y = images.data[i];
            if (activation instanceof Activation.LeakyRelu leaky) {
                images.data[i] = y > 0 ? y : y / leaky.slope().doubleValue();
            } else {
                images.data[i] = 0.5 * (Math.log1p(y) - Math.log1p(-y));
            }
        }
        return images;
    }
}
