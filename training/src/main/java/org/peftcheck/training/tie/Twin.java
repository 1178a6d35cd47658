package org.peftcheck.training.tie;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.check.CertificateChecker;
import org.peftcheck.numeric.check.CheckResult;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.peanut2025.FloatInstance;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
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

    private static final EjmlAlgebra ALGEBRA = new EjmlAlgebra();
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
        return checked(kind, document.withMatrices(matrices));
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
     * The adapted weight that a twin in the column space is to reproduce.
     *
     * @param weight W0 + A B where P = I, and W0 + W0 X B otherwise, for which the certificate's bound holds as well: what the checker adds
     *     up is ‖σ(W0Θ1)Θ2 − W0XB‖_F and what P leaves of W0X − A
     * @param error a bound on the rounding of its evaluation, ‖·‖_F
     */
    record Target(DenseMatrix weight, double error) {

        /** What LoRA makes of a weight itself. */
        static Target ofLora(TrainedWeight trained) {
            return new Target(trained.merged(), trained.mergeError(trained.loraFactors()));
        }
    }

    /** What this twin, of a kind in the column space, is to reproduce on a weight of a rank. */
    Target target(TrainedWeight trained, WeightRank rank) {
        if (rank.isFullRow()) {
            return Target.ofLora(trained);
        }
        DenseMatrix x = matrix("X");
        DenseMatrix b = matrix("B");
        DenseMatrix reached = ALGEBRA.times(trained.w0(), x);
        DenseMatrix target = ALGEBRA.plus(trained.w0(), ALGEBRA.times(reached, b));
        double inner = Upwards.gamma(x.rows()) * norm(trained.w0()) * norm(x);
        double outer = Upwards.gamma(b.rows()) * norm(reached);
        return new Target(target, Upwards.slack((inner + outer) * norm(b) + 2 * Upwards.U * norm(target)));
    }

    private static double norm(DenseMatrix matrix) {
        return Upwards.norm(matrix.copyOfEntries());
    }
}
