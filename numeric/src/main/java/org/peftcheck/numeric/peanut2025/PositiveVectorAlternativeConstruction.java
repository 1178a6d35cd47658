package org.peftcheck.numeric.peanut2025;

import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.numeric.exact.PositiveVectorAlternative;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.proposition.StatementForm;

/**
 * Decides whether the column space has a strictly positive vector: by exact linear programming for small weights; for large ones
 * by minimising ½‖max(0, 1 − W0θ)‖², which is zero iff there is one, and whose residual y = max(0, 1 − W0θ) otherwise satisfies
 * y ≥ 0, y ≠ 0, W0ᵀy = 0.
 */
public final class PositiveVectorAlternativeConstruction {

    private static final String CLAIM = "positive-vector-alternative";

    private PositiveVectorAlternativeConstruction() {}

    /**
     * The witness over the rationals, for either side.
     *
     * @param w0 a weight of any rank
     * @return a draft of the certificate
     */
    public static CertificateDocument exact(RationalMatrix w0) {
        CertificateDraft draft = new CertificateDraft(
                CLAIM,
                StatementForm.ALTERNATIVE,
                Activation.RELU,
                1,
                new WeightSource.Inline(new MatrixData.Exact(w0)));
        PositiveVectorAlternative side = PositiveVectorAlternative.decide(w0);
        if (side instanceof PositiveVectorAlternative.PositiveVector positive) {
            return draft.with("theta", positive.theta()).finish();
        }
        return draft.with("y", ((PositiveVectorAlternative.NonNegativeAnnihilator) side).y())
                .finish();
    }

    /**
     * A θ with W0θ &gt; 0, if double precision finds one.
     *
     * @param space the column space of a weight of full rank
     * @return θ, d_in entries, or nothing
     */
    public static Optional<double[]> positiveVector(FloatColumnSpace space) {
        DMatrixRMaj w = new DMatrixRMaj(space.dOut(), 1);
        Arrays.fill(w.data, 1);
        if (space.isProper()) {
            w = shortfall(space).w();
        }
        DMatrixRMaj theta = space.preimage(w);
        double smallest = CommonOps_DDRM.elementMin(space.image(theta));
        return smallest > 0.5 ? Optional.of(theta.data.clone()) : Optional.empty();
    }

    private static SemismoothNewton.Result shortfall(FloatColumnSpace space) {
        DMatrixRMaj none = new DMatrixRMaj(space.dIn(), 1);
        return new SemismoothNewton(space.basis(), ConvexPotential.SHORTFALL, none)
                .minimise(w -> CommonOps_DDRM.elementMin(w) >= 0.75);
    }

    /**
     * A vector y ≥ 0, y ≠ 0 with W0ᵀy = 0 up to rounding, for a weight whose column space has no positive vector.
     *
     * @param space the column space of a tall weight
     * @return y, d_out entries
     */
    public static double[] annihilator(FloatColumnSpace space) {
        double[] y = shortfall(space).w().data.clone();
        double threshold = 0;
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.max(0, 1 - y[i]);
            threshold = Math.max(threshold, y[i]);
        }
        threshold *= 1e-9;
        for (int i = 0; i < y.length; i++) {
            y[i] = y[i] > threshold ? y[i] : 0;
        }
        return refine(space, y);
    }

    /**
     * A vector y &gt; 0 with W0ᵀy = 0 up to rounding, if double precision finds one: then K = {0}.
     *
     * @param space the column space of a weight of full rank
     * @return y, d_out entries, or nothing
     */
    public static Optional<double[]> strictAnnihilator(FloatColumnSpace space) {
        if (!space.isProper() || positiveVector(space).isPresent()) {
            return Optional.empty();
        }
        DMatrixRMaj ones = new DMatrixRMaj(space.dOut(), 1);
        Arrays.fill(ones.data, -1);
        DMatrixRMaj linear = CommonOps_DDRM.multTransA(space.basis(), ones, null);
        SemismoothNewton.Result result = new SemismoothNewton(space.basis(), ConvexPotential.RELU, linear).minimise();
        if (result.gradient() > 1e-6) {
            return Optional.empty();
        }
        double[] y = result.w().data.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] = 1 + Math.max(0, y[i]);
        }
        return Optional.of(y);
    }

    /** Removes from y its component in the column space of the rows where it is positive. */
    private static double[] refine(FloatColumnSpace space, double[] y) {
        double[][] rows = space.weight().toRows();
        int[] support = java.util.stream.IntStream.range(0, y.length)
                .filter(i -> y[i] > 0)
                .toArray();
        if (support.length <= space.dIn()) {
            return y;
        }
        DMatrixRMaj part =
                new DMatrixRMaj(Arrays.stream(support).mapToObj(i -> rows[i]).toArray(double[][]::new));
        DMatrixRMaj values = new DMatrixRMaj(support.length, 1);
        for (int i = 0; i < support.length; i++) {
            values.data[i] = y[support[i]];
        }
        DMatrixRMaj coordinates = new DMatrixRMaj(space.dIn(), 1);
        if (CommonOps_DDRM.solve(part, values, coordinates)) {
            CommonOps_DDRM.multAdd(-1, part, coordinates, values);
        }
        double[] refined = y.clone();
        for (int i = 0; i < support.length; i++) {
            refined[support[i]] = values.data[i];
        }
        return refined;
    }

    /**
     * The witness over the doubles.
     *
     * @param source where the weight comes from
     * @param space its column space
     * @return a draft of the certificate
     */
    public static CertificateDocument rounded(WeightSource source, FloatColumnSpace space) {
        CertificateDraft draft = new CertificateDraft(CLAIM, StatementForm.ALTERNATIVE, Activation.RELU, 1, source);
        Optional<double[]> theta = positiveVector(space);
        if (theta.isPresent()) {
            return draft.with("theta", column(theta.get())).finish();
        }
        double[] y = strictAnnihilator(space).orElseGet(() -> annihilator(space));
        return draft.with("y", column(y)).finish();
    }

    static double[][] column(double[] values) {
        return Arrays.stream(values).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
    }
}
