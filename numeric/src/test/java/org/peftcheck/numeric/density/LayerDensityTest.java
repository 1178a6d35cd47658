package org.peftcheck.numeric.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peftcheck.numeric.checkpoint.Dtype;
import org.peftcheck.numeric.checkpoint.WeightMatrix;

class LayerDensityTest {

    private static LayerDensity of(int rows, int columns, FloatFormat format, double... values) {
        return LayerDensity.of(WeightMatrix.of("w", rows, columns, Dtype.F32, values), format);
    }

    @Test
    void aLayerWithFewerColumnsThanRows() {
        LayerDensity layer = of(3, 2, FloatFormat.FP32, 1, 0, 2, 5, -1, 7);
        assertEquals(0, layer.count(ColumnDensity::isIndependent));
        assertEquals(1, layer.count(ColumnDensity::hasZero));
        assertEquals(1, layer.count(ColumnDensity::hasEqualSizes));
        assertEquals(2, layer.count(ColumnDensity::missesByOne));
        assertEquals(List.of(BigInteger.ONE, BigInteger.TWO), layer.relationNorms());
        assertTrue(layer.allShortest());
        assertEquals(1, layer.leastMissedError());
        assertEquals(new ReachBound(BigInteger.valueOf(32), 2), layer.anyColumn());
        assertEquals(new ReachBound(BigInteger.ONE.shiftLeft(33), 3), layer.storedScalar());
        assertEquals(new ReachBound(BigInteger.ONE.shiftLeft(64), 3), layer.storedVector());
        assertEquals(new BigDecimal("0.1443375"), layer.phaseCovering());
        assertEquals(new LayerVerdict.NotDense(1, 2), layer.verdict());
        assertEquals("open: rk Lambda = 1", layer.verdict().toString());
        assertEquals("open", layer.verdict().at(1));
    }

    @Test
    void aLayerOfOneRowKeepsTheHypothesis() {
        LayerDensity layer = of(1, 3, FloatFormat.BF16, 0.3, 0, -2);
        assertEquals(2, layer.count(ColumnDensity::isIndependent));
        assertEquals(List.of(BigInteger.ONE), layer.relationNorms());
        assertEquals(BigDecimal.ZERO, layer.anyColumn().typicalError());
        assertEquals(BigDecimal.ZERO, layer.phaseCovering());
        assertEquals(new LayerVerdict.Exact(), layer.verdict());
        assertEquals("exact", layer.verdict().at(9));
        assertEquals("exact: rank = d1", layer.verdict().toString());
    }

    @Test
    void roundingMakesEntriesEqual() {
        double[] values = {0.30001, 0.30002};
        assertEquals(0, of(2, 1, FloatFormat.FP32, values).count(ColumnDensity::hasEqualSizes));
        assertEquals(1, of(2, 1, FloatFormat.FP16, values).count(ColumnDensity::hasEqualSizes));
        assertEquals(
                BigInteger.TWO,
                of(2, 1, FloatFormat.FP16, values).anyColumn().factor().shiftRight(1));
    }

    @Test
    void aZeroLayer() {
        LayerDensity layer = of(2, 2, FloatFormat.FP16, 0, -0.0, 0, 0);
        assertEquals(2, layer.count(ColumnDensity::hasZero));
        assertEquals(0, layer.count(ColumnDensity::hasEqualSizes));
        assertEquals(new CertifiedRank(0, true), layer.rank());
        assertEquals("not dense: row 0 is zero", layer.verdict().toString());
        assertEquals("not dense", layer.verdict().at(3));
        assertEquals(new BigDecimal("0.707106"), layer.anyColumn().typicalError());
    }

    private static LayerVerdict verdict(int rank, boolean exact, int rows, int columns) {
        double[][] values = new double[columns][rows];
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                values[j][i] = i + 1;
            }
        }
        return LayerVerdict.of(values, new CertifiedRank(rank, exact));
    }

    @Test
    void verdictsByRank() {
        LayerVerdict wide = verdict(4, true, 20, 4);
        assertEquals("not dense for r <= 4", wide.toString());
        assertEquals("not dense", wide.at(4));
        assertEquals("open", wide.at(5));
        LayerVerdict narrow = verdict(4, true, 7, 6);
        assertEquals("not dense for r < 3", narrow.toString());
        assertEquals("not dense", narrow.at(2));
        assertEquals("open", narrow.at(3));
        LayerVerdict unknown = verdict(4, false, 7, 6);
        assertEquals("undecided: rank not settled", unknown.toString());
        assertEquals("open", unknown.at(1));
        assertEquals(new LayerVerdict.Exact(), verdict(7, true, 7, 9));
    }

    @Test
    void repeatedRows() {
        LayerVerdict repeated =
                of(4, 2, FloatFormat.FP32, 0.0, 1, 2, 3, -0.0, -1, 4, 4).verdict();
        assertEquals(new LayerVerdict.EqualRows(2, 0), repeated);
        assertEquals("not dense: rows 0 and 2 are equal or opposite", repeated.toString());
        assertEquals("not dense", repeated.at(100));
        assertEquals(
                new LayerVerdict.ZeroRow(1),
                of(3, 2, FloatFormat.FP32, 1, 1, 0, -0.0, 5, 4).verdict());
        assertEquals(
                new LayerVerdict.NotDense(1, 2),
                of(3, 2, FloatFormat.FP32, 1, 1, 1, -1, 2, 2).verdict());
    }

    @Test
    void aLayerOfMiniLm() {
        List<String> steps = new ArrayList<>();
        DensityRequest request =
                new DensityRequest("minilm", "*.0.*query.weight", List.of(FloatFormat.BF16, FloatFormat.FP32), 8);
        List<LayerDensity> found = DensitySurvey.run(request, (done, total, what) -> steps.add(done + "/" + total));
        assertEquals(List.of("1/2", "2/2"), steps);
        assertEquals(FloatFormat.BF16, found.get(0).format());
        assertEquals(384, found.get(0).count(ColumnDensity::missesByOne));
        LayerDensity stored = found.get(1);
        assertEquals(0, stored.count(ColumnDensity::missesByOne));
        assertEquals(BigInteger.valueOf(3), stored.relationNorms().get(0));
        assertEquals(BigInteger.valueOf(4), stored.relationNorms().get(383));
        assertTrue(stored.allShortest());
        assertTrue(stored.anyColumn().typicalError().compareTo(new BigDecimal("0.9")) > 0);
        assertEquals(new LayerVerdict.Exact(), stored.verdict());
    }

    @Test
    void badRequestsAreRefused() {
        List<FloatFormat> formats = List.of(FloatFormat.FP16);
        assertEquals(
                "rank: expected at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> new DensityRequest("minilm", "*", formats, 0))
                        .getMessage());
        DensityRequest noLayer = new DensityRequest("minilm", "nothing", formats, 1);
        assertThrows(IllegalArgumentException.class, () -> DensitySurvey.run(noLayer, (done, total, what) -> {}));
    }
}
