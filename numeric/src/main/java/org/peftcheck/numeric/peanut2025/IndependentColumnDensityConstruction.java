package org.peftcheck.numeric.peanut2025;

import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.numeric.kronecker.SearchProgress;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.ExactRealMatrix;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.proposition.StatementForm;

/**
 * ‖σ(W0Θ1)Θ2 − AB‖_F ≤ ε for a weight with a column of independent entries: every column of Θ1 is a multiple of the unit vector
 * that picks this column out, found by lattice reduction, and Θ2 = B (PEANuT, Appendix B.2, Proposition B.1, with the column that
 * its proof uses and the factor √d1 that equation (2) lacks).
 */
public final class IndependentColumnDensityConstruction {

    private IndependentColumnDensityConstruction() {}

    /**
     * The witness, for the sine.
     *
     * @param w0 W0, d1×d2, with a column of entries that are independent over the rationals
     * @param a A, d1×r
     * @param b B, r×d2
     * @param epsilon the error ε allowed, positive
     * @param seed of the search
     * @param progress hears of every stage
     * @return a draft of the certificate, its bound the error that was asked for
     * @throws IllegalArgumentException in one line, if there is no such column or the search fails
     */
    public static CertificateDocument sine(
            ExactRealMatrix w0,
            RationalMatrix a,
            RationalMatrix b,
            BigFraction epsilon,
            long seed,
            SearchProgress progress) {
        return draft("prop-b1-column", Activation.SIN2PI, w0, a, b, epsilon, seed, progress);
    }

    /**
     * The witness for any activation of period 1, which comes near 0 from both sides (the remark after Proposition B.1).
     *
     * @param activation the activation
     * @param w0 as for the sine
     * @param a as for the sine
     * @param b as for the sine
     * @param epsilon as for the sine
     * @param seed as for the sine
     * @return a draft of the certificate
     * @throws IllegalArgumentException as for the sine
     */
    public static CertificateDocument periodic(
            Activation activation,
            ExactRealMatrix w0,
            RationalMatrix a,
            RationalMatrix b,
            BigFraction epsilon,
            long seed) {
        return draft("prop-b1-periodic", activation, w0, a, b, epsilon, seed, (stage, bits, error) -> {});
    }

    private static CertificateDocument draft(
            String claim,
            Activation activation,
            ExactRealMatrix w0,
            RationalMatrix a,
            RationalMatrix b,
            BigFraction epsilon,
            long seed,
            SearchProgress progress) {
        int column = w0.independentColumn()
                .orElseThrow(() -> new IllegalArgumentException(
                        "weight: expected a column of entries that are independent over the rationals, found none"));
        BigFraction scale = Scaling.powerOfTwoAbove(a);
        RationalMatrix bounded = a.scale(scale.reciprocal());
        RationalMatrix theta2 = b.scale(scale);
        double phase =
                new PhaseTolerance(epsilon, w0.rows(), theta2).corrected().doubleValue();
        double tolerance = Math.min(0.5, phase * 2 * Math.PI);
        RationalMatrix theta = KroneckerPhases.search(
                        w0.selectColumns(List.of(column)), bounded, activation, tolerance, seed, progress)
                .theta();
        RationalMatrix theta1 = RationalMatrix.of(
                w0.columns(), a.columns(), (i, j) -> i == column ? theta.get(0, j) : BigFraction.ZERO);
        WeightSource weight = new WeightSource.Inline(new MatrixData.Reals(w0));
        return new CertificateDraft(claim, StatementForm.APPROXIMATION, activation, a.columns(), weight)
                .with("A", bounded)
                .with("B", theta2)
                .with("Theta1", theta1)
                .with("Theta2", theta2)
                .finish()
                .withEpsilon(epsilon);
    }
}
