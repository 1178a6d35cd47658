package org.peftcheck.numeric.peanut2025;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.hipparchus.special.Erf;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.proposition.StatementForm;

/**
 * For a C¹ σ with σ(0) = 0 ≠ σ'(0): the fixed point of v ← v − (P σ(v) − P a_j/s)/σ'(0) on V, for a scale s that makes the target
 * small enough for the map to contract, and Θ2 = s B.
 */
public final class InvariantSmoothWidthConstruction {

    private static final String CLAIM = "invariance-smooth";
    private static final int STEPS = 400;
    /** The size of the scaled targets; the iteration contracts by about this factor. */
    private static final double SMALL = 0x1p-5;

    private InvariantSmoothWidthConstruction() {}

    /**
     * The witness over the doubles.
     *
     * @param instance W0 of full rank
     * @param activation sin2pi, tanh, gelu or silu
     * @return a draft of the certificate
     */
    public static CertificateDocument rounded(FloatInstance instance, Activation activation) {
        FloatColumnSpace space = instance.space();
        space.requireFullRank();
        double scale = Scaling.powerOfTwo(instance.a(), SMALL);
        DMatrixRMaj targets = new DMatrixRMaj(instance.a().toRows());
        CommonOps_DDRM.scale(1 / scale, targets);
        DMatrixRMaj images = new DMatrixRMaj(targets.numRows, targets.numCols);
        IntStream.range(0, targets.numCols).parallel().forEach(l -> {
            DMatrixRMaj w = fixedPoint(space, activation, CommonOps_DDRM.extractColumn(targets, l, null));
            for (int i = 0; i < images.numRows; i++) {
                images.set(i, l, w.data[i]);
            }
        });
        return CertificateDraft.of(CLAIM, StatementForm.PROJECTED, activation, instance)
                .with("Theta1", FloatColumnSpace.rows(space.preimage(images)))
                .with("Theta2", Scaling.times(instance.b(), scale))
                .finish();
    }

    private static DMatrixRMaj fixedPoint(FloatColumnSpace space, Activation activation, DMatrixRMaj target) {
        DoubleUnaryOperator sigma = function(activation);
        double slope = slopeAtZero(activation);
        DMatrixRMaj v = new DMatrixRMaj(target.numRows, 1);
        double before = Double.POSITIVE_INFINITY;
        for (int step = 0; step < STEPS; step++) {
            DMatrixRMaj gap = new DMatrixRMaj(target.numRows, 1);
            for (int i = 0; i < gap.numRows; i++) {
                gap.data[i] = sigma.applyAsDouble(v.data[i]) - target.data[i];
            }
            if (space.isProper()) {
                gap = CommonOps_DDRM.mult(space.basis(), CommonOps_DDRM.multTransA(space.basis(), gap, null), null);
            }
            double size = CommonOps_DDRM.elementMaxAbs(gap);
            CommonOps_DDRM.addEquals(v, -1 / slope, gap);
            if (size == 0 || (step > 20 && size >= before)) {
                break;
            }
            before = size;
        }
        return v;
    }

    private static DoubleUnaryOperator function(Activation activation) {
        return switch (activation.id()) {
            case "sin2pi" -> x -> Math.sin(2 * Math.PI * x);
            case "tanh" -> Math::tanh;
            case "gelu" -> x -> 0.5 * x * Erf.erfc(-x / Math.sqrt(2));
            case "silu" -> x -> x / (1 + Math.exp(-x));
            default ->
                throw new IllegalArgumentException(
                        "activation: expected sin2pi, tanh, gelu or silu, got " + activation.id());
        };
    }

    private static double slopeAtZero(Activation activation) {
        return switch (activation.id()) {
            case "sin2pi" -> 2 * Math.PI;
            case "tanh" -> 1;
            default -> 0.5;
        };
    }
}
