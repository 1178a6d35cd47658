package org.peftcheck.numeric.check;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.numeric.peanut2025.FloatColumnSpace;
import org.peftcheck.numeric.peanut2025.FloatInstance;
import org.peftcheck.numeric.peanut2025.FullRowRankSineConstruction;
import org.peftcheck.numeric.peanut2025.InvariantMonotoneWidthConstruction;
import org.peftcheck.numeric.peanut2025.InvariantReluWidthConstruction;
import org.peftcheck.numeric.peanut2025.InvariantSmoothWidthConstruction;
import org.peftcheck.numeric.peanut2025.PositiveVectorAlternativeConstruction;
import org.peftcheck.numeric.peanut2025.PositiveVectorWidthConstruction;
import org.peftcheck.numeric.peanut2025.PseudoInverseWidthConstruction;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.peanut2025.Propositions;

/** The kinds of certificates over the doubles whose error can be large or small, each with a construction. */
enum FloatDocument {
    /** 2r ReLU units. */
    FIRST("prop-3.2-first", "range", Activation.RELU) {
        @Override
        CertificateDocument constructed(FloatInstance instance) {
            return PseudoInverseWidthConstruction.rounded(instance);
        }

        @Override
        int width(int rank) {
            return 2 * rank;
        }
    },
    /** r + 1 ReLU units; the weight has a positive column. */
    R_PLUS_ONE("width-r-plus-1", "range", Activation.RELU) {
        @Override
        CertificateDocument constructed(FloatInstance instance) {
            return PositiveVectorAlternativeConstruction.positiveVector(instance.space())
                    .map(theta -> PositiveVectorWidthConstruction.rounded(instance, theta))
                    .orElseThrow(() -> new IllegalArgumentException("no positive vector was found"));
        }

        @Override
        int width(int rank) {
            return rank + 1;
        }
    },
    /** r or r + 1 ReLU units under invariance. */
    RELU("invariance-relu", "projected", Activation.RELU) {
        @Override
        CertificateDocument constructed(FloatInstance instance) {
            return InvariantReluWidthConstruction.rounded(instance);
        }

        @Override
        int width(int rank) {
            return rank + 1;
        }
    },
    /** r leaky units under invariance. */
    LEAKY("invariance-monotone", "projected", Activation.LEAKY_RELU) {
        @Override
        CertificateDocument constructed(FloatInstance instance) {
            return InvariantMonotoneWidthConstruction.rounded(instance, activation());
        }
    },
    /** r units of tanh under invariance, by Newton's method. */
    TANH("invariance-monotone", "projected", Activation.TANH) {
        @Override
        CertificateDocument constructed(FloatInstance instance) {
            return InvariantMonotoneWidthConstruction.rounded(instance, activation());
        }
    },
    /** r units of the GELU under invariance. */
    GELU("invariance-smooth", "projected", Activation.GELU),
    /** r units of the SiLU under invariance. */
    SILU("invariance-smooth", "projected", Activation.SILU),
    /** r units of the sine under invariance. */
    SINE("invariance-smooth", "projected", Activation.SIN2PI),
    /** r units of the sine for a weight of full row rank. */
    FULL_ROW_RANK("prop-b1-full-row-rank", "projected", Activation.SIN2PI) {
        @Override
        CertificateDocument constructed(FloatInstance instance) {
            return FullRowRankSineConstruction.rounded(instance);
        }

        @Override
        boolean isWide() {
            return true;
        }
    };

    private final String claim;
    private final String form;
    private final Activation activation;

    FloatDocument(String claim, String form, Activation activation) {
        this.claim = claim;
        this.form = form;
        this.activation = activation;
    }

    Activation activation() {
        return activation;
    }

    int width(int rank) {
        return rank;
    }

    /** Whether it asks for at least as many columns as rows. */
    boolean isWide() {
        return false;
    }

    /** The draft of the construction. */
    CertificateDocument constructed(FloatInstance instance) {
        return InvariantSmoothWidthConstruction.rounded(instance, activation);
    }

    CertificateDocument constructed(double[][] w0, double[][] a, double[][] b) {
        FloatMatrix weight = FloatMatrix.of(w0);
        return constructed(new FloatInstance(
                new WeightSource.Inline(new MatrixData.Floats(weight)),
                FloatColumnSpace.of(weight),
                FloatMatrix.of(a),
                FloatMatrix.of(b)));
    }

    /** A draft whose witness is noise: its error is of the size of the target, and a bound on it has to say so. */
    CertificateDocument noise(double[][] w0, double[][] a, double[][] b, Random random) {
        int dIn = w0[0].length;
        int width = width(a[0].length);
        Map<String, MatrixData> matrices = new TreeMap<>();
        put(matrices, "A", a);
        put(matrices, "B", b);
        put(matrices, "X", FloatWeights.matrix(dIn, a[0].length, random));
        put(matrices, "Theta1", FloatWeights.matrix(dIn, width, random));
        put(matrices, "Theta2", FloatWeights.matrix(width, dIn, random));
        return new CertificateDocument(
                claim,
                form,
                activation.id(),
                a[0].length,
                Propositions.of(claim).orElseThrow().hypothesisNames(),
                new WeightSource.Inline(new MatrixData.Floats(FloatMatrix.of(w0))),
                matrices,
                BigFraction.ZERO);
    }

    private static void put(Map<String, MatrixData> matrices, String name, double[][] values) {
        matrices.put(name, new MatrixData.Floats(FloatMatrix.of(values)));
    }
}
