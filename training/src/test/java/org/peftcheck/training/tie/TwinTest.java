package org.peftcheck.training.tie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.numeric.check.CertificateChecker;
import org.peftcheck.numeric.check.CheckResult;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.training.engine.FineTuning;

/** Twins of LoRA updates: the checker takes them, and refuses each planted mistake. */
class TwinTest {

    private static final EjmlAlgebra ALGEBRA = new EjmlAlgebra();
    private static final CertificateChecker CHECKER = new CertificateChecker(layer -> {
        throw new IllegalArgumentException("no layers");
    });

    private final FineTuning network = SmallTie.network(
            SmallTie.LORA, SmallTie.weights(), SmallTie.QUERY, SmallTie.VALUE, SmallTie.TALL, SmallTie.WIDE);

    private Twin twin(TwinKind kind, String name) {
        TrainedWeight weight = SmallTie.trained(network, name);
        return Twin.of(kind, SmallTie.instance(weight, weight.w0())).twin().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(TwinKind.class)
    void aTwinOfASquareWeightGivesTheUpdateOfLora(TwinKind kind) {
        TrainedWeight weight = SmallTie.trained(network, SmallTie.QUERY);
        Twin twin = twin(kind, SmallTie.QUERY);
        DenseMatrix hidden = ALGEBRA.activate(kind.activation(), ALGEBRA.times(weight.w0(), twin.theta1()));
        DenseMatrix gap = ALGEBRA.minus(ALGEBRA.times(hidden, twin.theta2()), weight.update());
        assertEquals(0, ColumnSpace.norm(gap), twin.error() + 1e-13);
        assertTrue(twin.error() < 1e-10, "" + twin.error());
        int width = kind == TwinKind.PSEUDO_INVERSE
                ? 4
                : kind == TwinKind.POSITIVE_VECTOR || kind == TwinKind.INVARIANT_RELU ? 3 : 2;
        assertEquals(width, twin.width());
    }

    @Test
    void slotsInSinglePrecisionAreCheckedAnew() {
        Twin twin = twin(TwinKind.PSEUDO_INVERSE, SmallTie.VALUE);
        Twin single = twin.inSinglePrecision().twin().orElseThrow();
        assertTrue(single.error() > 1e3 * twin.error() && single.error() < 1e-3, "" + single.error());
        DenseMatrix theta = single.theta1();
        for (int i = 0; i < theta.rows(); i++) {
            assertEquals(theta.get(i, 0), (float) theta.get(i, 0), 0);
        }
    }

    @Test
    void onATallWeightTheTargetIsTheProjectedUpdate() {
        TrainedWeight weight = SmallTie.trained(network, SmallTie.TALL);
        WeightRank rank = WeightRank.of(weight.w0());
        assertEquals(new WeightRank(20, 12, 12, true), rank);
        Twin twin = twin(TwinKind.PSEUDO_INVERSE, SmallTie.TALL);
        Twin.Target target = twin.target(weight, rank);
        DenseMatrix projected = ALGEBRA.minus(weight.merged(), Invariance.outsideLeft(weight, rank));
        double off = ColumnSpace.norm(ALGEBRA.minus(target.weight(), projected));
        assertTrue(off <= target.error() + 1e-13 && target.error() < 1e-12, off + " and " + target.error());
        DenseMatrix hidden = ALGEBRA.activate(twin.kind().activation(), ALGEBRA.times(weight.w0(), twin.theta1()));
        DenseMatrix formed = ALGEBRA.plus(weight.w0(), ALGEBRA.times(hidden, twin.theta2()));
        double distance = ColumnSpace.norm(ALGEBRA.minus(formed, target.weight()));
        assertTrue(distance <= twin.error() + target.error() + 1e-13, distance + " and " + twin.error());
        assertTrue(ColumnSpace.norm(ALGEBRA.minus(weight.merged(), target.weight())) > 0.01);
        TrainedWeight wide = SmallTie.trained(network, SmallTie.WIDE);
        WeightRank full = WeightRank.of(wide.w0());
        assertTrue(full.isFullRow() && !full.isFullColumn());
        assertEquals(
                wide.merged(),
                twin(TwinKind.PSEUDO_INVERSE, SmallTie.WIDE).target(wide, full).weight());
    }

    private static CertificateDocument with(CertificateDocument document, String name, DenseMatrix matrix) {
        Map<String, MatrixData> matrices = new LinkedHashMap<>(document.matrices());
        matrices.put(name, new MatrixData.Floats(FloatMatrix.of(matrix.toDoubles())));
        return copy(document, document.weight(), document.activation(), matrices);
    }

    private static CertificateDocument copy(
            CertificateDocument document, WeightSource weight, String activation, Map<String, MatrixData> matrices) {
        return new CertificateDocument(
                document.claim(),
                document.form(),
                activation,
                document.rank(),
                document.hypotheses(),
                weight,
                matrices,
                document.epsilon());
    }

    @ParameterizedTest
    @EnumSource(TwinKind.class)
    void aSignInTheta2IsFound(TwinKind kind) {
        Twin twin = twin(kind, SmallTie.QUERY);
        DenseMatrix theta2 = twin.theta2();
        DenseMatrix flipped = DenseMatrix.of(
                theta2.rows(), theta2.columns(), (i, j) -> i == 1 && j == 2 ? -theta2.get(i, j) : theta2.get(i, j));
        assertRejected(with(twin.document(), "Theta2", flipped));
    }

    @ParameterizedTest
    @EnumSource(TwinKind.class)
    void theWeightOfAnotherLayerIsFound(TwinKind kind) {
        Twin twin = twin(kind, SmallTie.QUERY);
        WeightSource other = twin(kind, SmallTie.VALUE).document().weight();
        assertRejected(copy(
                twin.document(),
                other,
                twin.document().activation(),
                twin.document().matrices()));
    }

    @ParameterizedTest
    @EnumSource(TwinKind.class)
    void anotherActivationIsFound(TwinKind kind) {
        Twin twin = twin(kind, SmallTie.QUERY);
        assertRejected(copy(
                twin.document(),
                twin.document().weight(),
                "tanh",
                twin.document().matrices()));
    }

    private static void assertRejected(CertificateDocument document) {
        CheckResult result = CHECKER.check(document);
        assertTrue(result instanceof CheckResult.Rejected, result.toString());
    }

    @Test
    void aWeightWithoutFullRankHasNoTwinInDoubles() {
        TrainedWeight weight = SmallTie.trained(network, SmallTie.QUERY);
        DenseMatrix singular = DenseMatrix.of(
                12, 12, (i, j) -> j == 3 ? weight.w0().get(i, 4) : weight.w0().get(i, j));
        Twin.Attempt attempt = Twin.of(TwinKind.PSEUDO_INVERSE, SmallTie.instance(weight, singular));
        assertFalse(attempt.twin().isPresent());
        assertTrue(attempt.reason().startsWith("weight: expected full rank"), attempt.reason());
        assertEquals(new WeightRank(12, 12, 11, true), WeightRank.of(singular));
    }

    @Test
    void withoutAPositiveVectorThereIsNoTwinOfRPlusOneUnits() {
        TrainedWeight weight = SmallTie.trained(network, SmallTie.TALL);
        DenseMatrix opposite = DenseMatrix.of(
                20, 12, (i, j) -> i == 1 ? -weight.w0().get(0, j) : weight.w0().get(i, j));
        Twin.Attempt attempt = Twin.of(TwinKind.POSITIVE_VECTOR, SmallTie.instance(weight, opposite));
        assertEquals("no positive vector in the column space", attempt.reason());
    }
}
