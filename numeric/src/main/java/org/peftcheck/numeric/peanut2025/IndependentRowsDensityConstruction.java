package org.peftcheck.numeric.peanut2025;

import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.ExactRealMatrix;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.proposition.StatementForm;

/** max |sin(2πWΘ) − A| ≤ ε from all columns of W: the certificate of a search by {@link KroneckerPhases}. */
public final class IndependentRowsDensityConstruction {

    private IndependentRowsDensityConstruction() {}

    /**
     * The certificate; of the claim on one column where W has one, otherwise of the one on independent rows.
     *
     * @param w W, d×k
     * @param a A, d×r, entries of at most 1 in size
     * @param phases what was found
     * @param epsilon the bound ε to claim
     * @return a draft of the certificate
     */
    public static CertificateDocument entrywise(
            ExactRealMatrix w, RationalMatrix a, KroneckerPhases phases, BigFraction epsilon) {
        String claim = w.columns() == 1 ? "prop-b1-column" : "prop-b1-torus";
        WeightSource weight = new WeightSource.Inline(new MatrixData.Reals(w));
        return new CertificateDraft(claim, StatementForm.ENTRYWISE, Activation.SIN2PI, a.columns(), weight)
                .with("A", a)
                .with("Theta1", phases.theta())
                .finish()
                .withEpsilon(epsilon);
    }
}
