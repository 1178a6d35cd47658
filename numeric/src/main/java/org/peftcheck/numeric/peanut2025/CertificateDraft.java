package org.peftcheck.numeric.peanut2025;

import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.peanut2025.Propositions;
import org.peftcheck.theory.proposition.StatementForm;

/** A certificate in the making: the claim, the form and the matrices, with a bound of 0 until the checker sets one. */
final class CertificateDraft {

    private final String claim;
    private final StatementForm form;
    private final Activation activation;
    private final int rank;
    private final WeightSource weight;
    private final Map<String, MatrixData> matrices = new TreeMap<>();

    CertificateDraft(String claim, StatementForm form, Activation activation, int rank, WeightSource weight) {
        this.claim = claim;
        this.form = form;
        this.activation = activation;
        this.rank = rank;
        this.weight = weight;
    }

    static CertificateDraft of(String claim, StatementForm form, Activation activation, ExactInstance instance) {
        WeightSource weight = new WeightSource.Inline(new MatrixData.Exact(instance.w0()));
        return new CertificateDraft(claim, form, activation, instance.rank(), weight)
                .with("A", instance.a())
                .with("B", instance.b());
    }

    static CertificateDraft of(String claim, StatementForm form, Activation activation, FloatInstance instance) {
        return new CertificateDraft(claim, form, activation, instance.rank(), instance.source())
                .with("A", instance.a())
                .with("B", instance.b());
    }

    CertificateDraft with(String name, RationalMatrix matrix) {
        matrices.put(name, new MatrixData.Exact(matrix));
        return this;
    }

    CertificateDraft with(String name, FloatMatrix matrix) {
        matrices.put(name, new MatrixData.Floats(matrix));
        return this;
    }

    CertificateDraft with(String name, double[][] matrix) {
        return with(name, FloatMatrix.of(matrix));
    }

    CertificateDocument finish() {
        return new CertificateDocument(
                claim,
                form.key(),
                activation.id(),
                rank,
                Propositions.of(claim).orElseThrow().hypothesisNames(),
                weight,
                matrices,
                BigFraction.ZERO);
    }
}
