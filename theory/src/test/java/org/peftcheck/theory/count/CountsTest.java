package org.peftcheck.theory.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.Initialiser;
import org.peftcheck.theory.adapter.NormAxis;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.Peanut;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.theory.adapter.SlotValues;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

class CountsTest {

    private static WeightAdapter peanut(Orientation orientation, int depth) {
        return Peanut.of(AdapterOptions.DEFAULT.with(orientation).withDepth(depth));
    }

    private static long count(WeightAdapter adapter, List<LayerShape> layers, int rank) {
        return ParameterCount.of(adapter, layers, rank).trainable().longValueExact();
    }

    @ParameterizedTest
    @CsvSource({"12,8,6,301056", "12,8,4,297984", "12,8,2,294912", "12,7,6,262752", "8,1,6,24640", "8,1,2,24576"})
    void baseModelsOnQueryAndValue(int layers, int rank, int depth, long expected) {
        List<LayerShape> shapes =
                List.of(new LayerShape("query", 768, 768, layers), new LayerShape("value", 768, 768, layers));
        for (Orientation orientation : Orientation.values()) {
            assertEquals(expected, count(peanut(orientation, depth), shapes, rank));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4096,4096,11008,32,56098816,56098816,56098816",
        "4096,1024,14336,32,56623104,62914560,50331648",
        "4096,1024,12288,36,58982400,66060288,51904512"
    })
    void languageModelsOnFiveProjections(
            int d, int kv, int ffn, int layers, long lora, long standard, long transposed) {
        List<LayerShape> shapes = List.of(
                new LayerShape("q", d, d, layers),
                new LayerShape("k", kv, d, layers),
                new LayerShape("v", kv, d, layers),
                new LayerShape("up", ffn, d, layers),
                new LayerShape("down", d, ffn, layers));
        WeightAdapter loRa = AdapterRegistry.standard().method("lora").configure(AdapterOptions.DEFAULT);
        assertEquals(lora, count(loRa, shapes, 32));
        assertEquals(standard, count(peanut(Orientation.STANDARD, 2), shapes, 32));
        assertEquals(transposed, count(peanut(Orientation.TRANSPOSED, 2), shapes, 32));
    }

    private static WeightAdapter method(String id, AdapterOptions options) {
        return AdapterRegistry.standard().method(id).configure(options);
    }

    private static List<LayerShape> queryAndValue() {
        return List.of(new LayerShape("query", 768, 768, 12), new LayerShape("value", 768, 768, 12));
    }

    @Test
    void otherMethodsOnQueryAndValueOfABaseModel() {
        assertEquals(589824, count(method("lora", AdapterOptions.DEFAULT), queryAndValue(), 16));
        assertEquals(589824, count(method("pissa", AdapterOptions.DEFAULT), queryAndValue(), 16));
        assertEquals(589824, count(method("milora", AdapterOptions.DEFAULT), queryAndValue(), 16));
        assertEquals(
                240000, count(method("fourierft", AdapterOptions.DEFAULT.withCoefficients(10000)), queryAndValue(), 1));
        assertEquals(24000, count(method("fourierft", AdapterOptions.DEFAULT), queryAndValue(), 1));
        assertEquals(24 * (768 + 8), count(method("vera", AdapterOptions.DEFAULT), queryAndValue(), 8));
        assertEquals(24 * (8 * 1536 + 768), count(method("dora", AdapterOptions.DEFAULT), queryAndValue(), 8));
        assertEquals(24 * 8 * 1537, count(method("adalora", AdapterOptions.DEFAULT), queryAndValue(), 8));
        assertEquals(24 * 768 * 768, count(method("full", AdapterOptions.DEFAULT), queryAndValue(), 8));
        assertEquals(258048, count(method("multiplicative-lora", AdapterOptions.DEFAULT), queryAndValue(), 7));
        assertEquals(258048, count(method("nonlinear-lora", AdapterOptions.DEFAULT), queryAndValue(), 7));
    }

    @Test
    void magnitudesAreCountedAlongTheirAxis() {
        List<LayerShape> layers = List.of(new LayerShape("up", 11008, 4096, 2));
        assertEquals(2 * (4 * 15104 + 11008), count(method("dora", AdapterOptions.DEFAULT), layers, 4));
        WeightAdapter columns = method("dora", AdapterOptions.DEFAULT.with(NormAxis.COLUMN));
        assertEquals(2 * (4 * 15104 + 4096), count(columns, layers, 4));
    }

    private static long frozen(String id) {
        List<LayerShape> layers = List.of(
                new LayerShape("q", 8, 8, 12), new LayerShape("k", 2, 8, 12), new LayerShape("down", 8, 20, 12));
        return ParameterCount.of(method(id, AdapterOptions.DEFAULT), layers, 3)
                .frozen()
                .longValueExact();
    }

    @Test
    void whatIsFrozenIsCountedWhereItIsStored() {
        assertEquals(3 * (8 + 20) + 3 * (8 + 2), frozen("vera"));
        assertEquals(0, frozen("fourierft"));
        assertEquals(0, frozen("pissa"));
        assertEquals(0, frozen("full"));
    }

    @Test
    void shareIsExactAndNeedsADenominator() {
        ParameterCount count =
                ParameterCount.of(peanut(Orientation.STANDARD, 2), List.of(new LayerShape("query", 768, 768, 24)), 8);
        assertEquals(new BigFraction(294912, 124645632), count.shareOf(BigInteger.valueOf(124645632)));
        Exception e = assertThrows(IllegalArgumentException.class, () -> count.shareOf(BigInteger.ZERO));
        assertEquals("share: expected a denominator >= 1, got 0", e.getMessage());
        Exception layer = assertThrows(IllegalArgumentException.class, () -> new LayerShape("query", 768, 0));
        assertEquals("layer query: expected d_out, d_in, multiplicity >= 1, got 768, 0, 1", layer.getMessage());
    }

    private record SharedBasis() implements WeightAdapter {
        @Override
        public String id() {
            return "shared-basis";
        }

        @Override
        public String title() {
            return "shared basis";
        }

        @Override
        public String source() {
            return "this test";
        }

        @Override
        public List<Slot> slots() {
            Shape wide = Shape.of(Dimension.RANK, Dimension.D_IN);
            Initialiser given = new Initialiser.Given("a seed");
            return List.of(
                    Slot.trainable("A", "A", Shape.of(Dimension.D_OUT, Dimension.RANK), Initialiser.ZERO),
                    new Slot("B", "B", wide, Slot.Training.FROZEN, Slot.Sharing.SHARED, given));
        }

        @Override
        public Polynomial statedCount() {
            return Polynomial.of(Dimension.D_OUT).times(Polynomial.of(Dimension.RANK));
        }

        @Override
        public boolean startsAtPretrained() {
            return true;
        }

        @Override
        public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
            return algebra.times(slots.get("A"), slots.get("B"));
        }
    }

    @Test
    void sharedSlotsCountOnceForEachShape() {
        List<LayerShape> layers = List.of(
                new LayerShape("first", 5, 3, 4), new LayerShape("second", 7, 3), new LayerShape("third", 5, 4, 2));
        ParameterCount count = ParameterCount.of(new SharedBasis(), layers, 2);
        assertEquals(BigInteger.valueOf(2 * (5 * 4 + 7 + 5 * 2)), count.trainable());
        assertEquals(BigInteger.valueOf(2 * (3 + 4)), count.frozen());
    }

    @Test
    void aVectorCostsThePlainTweakerAsMuchAsLora() {
        AdapterOptions plain = AdapterOptions.DEFAULT.with(org.peftcheck.theory.adapter.Scaling.ONE);
        StepCost lora = StepCost.factoredUpdate(
                AdapterRegistry.standard().method("lora").configure(plain));
        StepCost standard = StepCost.factoredUpdate(peanut(Orientation.STANDARD, 2));
        StepCost transposed = StepCost.factoredUpdate(peanut(Orientation.TRANSPOSED, 2));
        assertEquals("2*d_in*r + 2*d_out*r", standard.perVector().flops().toString());
        assertEquals(lora.perVector(), standard.perVector());
        assertEquals(lora.perVector(), transposed.perVector());
        assertEquals(Polynomial.ZERO, lora.once().flops());
        assertEquals("2*d_in*d_out*r + d_out*r", standard.once().flops().toString());
        assertEquals("2*d_in*d_out*r + d_in*r", transposed.once().flops().toString());
    }

    @Test
    void depthCostsNothingPerVector() {
        StepCost two = StepCost.factored(peanut(Orientation.STANDARD, 2));
        StepCost six = StepCost.factored(peanut(Orientation.STANDARD, 6));
        assertEquals(two.perVector(), six.perVector());
        assertEquals(
                "8*d_out*r^2 + 6*d_out*r",
                six.once().flops().minus(two.once().flops()).toString());
    }

    @Test
    void materialisingCostsAMatrixAStepAndNothingPerVector() {
        StepCost lora =
                StepCost.materialised(AdapterRegistry.standard().method("lora").configure(AdapterOptions.DEFAULT));
        assertEquals("2*d_in*d_out*r + 2*d_in*d_out", lora.once().flops().toString());
        assertEquals("12*d_in*d_out", lora.once().bytes().toString());
        assertEquals("2*d_in*d_out", lora.perVector().flops().toString());
        assertEquals(
                "2*d_in*d_out*n + 2*d_in*d_out*r + 2*d_in*d_out",
                lora.total(Polynomial.of(Dimension.VECTORS)).flops().toString());
    }

    @Test
    void factoredStepIncludesThePretrainedWeight() {
        StepCost standard = StepCost.factored(peanut(Orientation.STANDARD, 2));
        assertEquals(
                "2*d_in*d_out + 2*d_in*r + 2*d_out*r + d_out",
                standard.perVector().flops().toString());
    }
}
