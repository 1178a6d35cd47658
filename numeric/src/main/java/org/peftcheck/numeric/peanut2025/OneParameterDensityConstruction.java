package org.peftcheck.numeric.peanut2025;

import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.ExactRealMatrix;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.proposition.StatementForm;

/**
 * ‖M sin(2πcW0) − AB‖_F ≤ ε with a single real parameter c, for a weight whose d1·d2 entries are independent over the
 * rationals: the update is hidden in the digits of c.
 */
public final class OneParameterDensityConstruction {

    private OneParameterDensityConstruction() {}

    /**
     * The witness.
     *
     * @param w0 W0, d1×d2, all entries independent over the rationals
     * @param a A, d1×r
     * @param b B, r×d2, AB not zero
     * @param epsilon the error ε allowed, positive
     * @param seed of the search
     * @return a draft of the certificate
     * @throws IllegalArgumentException in one line, if entries are dependent or the search fails
     */
    public static CertificateDocument sine(
            ExactRealMatrix w0, RationalMatrix a, RationalMatrix b, BigFraction epsilon, long seed) {
        RationalMatrix update = a.times(b);
        BigFraction bound = Scaling.powerOfTwoAbove(update);
        RationalMatrix column = RationalMatrix.of(
                w0.rows() * w0.columns(),
                1,
                (i, j) -> update.get(i / w0.columns(), i % w0.columns()).divide(bound));
        double tolerance = epsilon.divide(bound).doubleValue() / Math.sqrt(column.rows());
        RationalMatrix c = KroneckerPhases.search(
                        w0.stacked(), column, Activation.SIN2PI, tolerance, seed, (stage, bits, error) -> {})
                .theta();
        WeightSource weight = new WeightSource.Inline(new MatrixData.Reals(w0));
        return new CertificateDraft(
                        "one-parameter-dense", StatementForm.ONE_PARAMETER, Activation.SIN2PI, a.columns(), weight)
                .with("A", a)
                .with("B", b)
                .with("c", c)
                .with("M", RationalMatrix.of(1, 1, (i, j) -> bound))
                .finish()
                .withEpsilon(epsilon);
    }
}
