package org.peftcheck.training.tie;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.numeric.check.CertificateChecker;
import org.peftcheck.numeric.check.CheckResult;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.peanut2025.FloatInstance;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.Peanut;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.method.Matrices;

/**
 * A PEANuT in the place of a LoRA on one weight.
 *
 * @param kind how it was made
 * @param document its certificate, accepted by the checker
 * @param error the certified bound: on ‖σ(W0Θ1)Θ2 − P A B‖_F for twins in the column space, on ‖P(σ(W0Θ1)Θ2 − A B)‖_F for the others
 * @param relativeError the bound over a lower bound of the norm of the target; infinite where that is not known
 */
record Twin(TwinKind kind, CertificateDocument document, double error, double relativeError) {

    private static final String THETA1 = "Theta1";
    private static final String THETA2 = "Theta2";

    private static final CertificateChecker CHECKER = new CertificateChecker(layer -> {
        throw new IllegalArgumentException("weight: expected a certificate that holds its weight, got " + layer);
    });

    /** A twin, or why there is none. */
    record Attempt(Optional<Twin> twin, String reason) {}

    /** Makes a twin and has it checked. */
    static Attempt of(TwinKind kind, FloatInstance instance) {
        try {
            return kind.draft(instance)
                    .map(draft -> checked(kind, draft))
                    .orElse(new Attempt(Optional.empty(), "no positive vector in the column space"));
        } catch (IllegalArgumentException | ArithmeticException notShown) {
            return new Attempt(Optional.empty(), notShown.getMessage());
        }
    }

    /** The twin of a draft with the smallest bound that the checker can show. */
    static Attempt checked(TwinKind kind, CertificateDocument draft) {
        CertificateDocument document;
        try {
            document = CHECKER.tighten(draft);
        } catch (IllegalArgumentException notShown) {
            return new Attempt(Optional.empty(), notShown.getMessage());
        }
        CheckResult result = CHECKER.check(document);
        if (result instanceof CheckResult.Rejected rejected) {
            return new Attempt(Optional.empty(), rejected.reason());
        }
        BigFraction epsilon = document.epsilon();
        double error = Interval.enclosing(epsilon).hi();
        return new Attempt(
                Optional.of(new Twin(kind, document, error, ((CheckResult.Accepted) result).relativeError())), "");
    }

    /** The same twin with slots rounded to single precision, checked anew. */
    Attempt inSinglePrecision() {
        Map<String, MatrixData> matrices = new LinkedHashMap<>(document.matrices());
        for (String slot : new String[] {THETA1, THETA2}) {
            DenseMatrix rounded = Matrices.inDoubles(Matrices.rounded(matrix(slot)));
            matrices.put(slot, new MatrixData.Floats(FloatMatrix.of(rounded.toDoubles())));
        }
        return checked(
                kind,
                new CertificateDocument(
                        document.claim(),
                        document.form(),
                        document.activation(),
                        document.rank(),
                        document.hypotheses(),
                        document.weight(),
                        matrices,
                        document.epsilon()));
    }

    DenseMatrix theta1() {
        return matrix(THETA1);
    }

    DenseMatrix theta2() {
        return matrix(THETA2);
    }

    private DenseMatrix matrix(String name) {
        return DenseMatrix.of(
                ((MatrixData.Floats) document.matrix(name)).matrix().toRows());
    }

    /** h. */
    int width() {
        return theta1().columns();
    }

    /** The PEANuT. */
    Peanut method() {
        return new Peanut(Scaling.ONE, kind.activation(), Orientation.STANDARD, 2);
    }

    /** The adapter with slots in single precision. */
    AdaptedWeight adapter() {
        return new AdaptedWeight(
                method(), width(), Map.of(THETA1, Matrices.rounded(theta1()), THETA2, Matrices.rounded(theta2())));
    }

    /**
     * An upper bound on how far the certificate's target P A B is from A B: ‖(A − W0X)B‖_F, as P A is the nearest to A in the column
     * space; 0 where W0 is known to have full row rank.
     */
    double distanceOfTarget(WeightRank rank) {
        if (rank.isFullRow()) {
            return 0;
        }
        if (!kind.isInColumnSpace()) {
            return Double.POSITIVE_INFINITY;
        }
        double[][] w0 = ((MatrixData.Floats) ((WeightSource.Inline) document.weight()).matrix())
                .matrix()
                .toRows();
        return Residual.normAtMost(w0, matrix("X"), matrix("A"), matrix("B"));
    }
}
