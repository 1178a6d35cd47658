package org.peftcheck.theory.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

class AdaptersTest {

    private static final AdapterOptions DEFAULT = AdapterOptions.DEFAULT;
    private static final WeightAdapter LORA = LoRa.of(DEFAULT);

    private static String refusal(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    private static String formula(WeightAdapter adapter) {
        return SymbolicAdapter.of(adapter).formula();
    }

    @Test
    void formulasReadAsInTheSources() {
        assertEquals("f(W_{0}; A, B) = W_{0} + \\tfrac{16}{r} A B", formula(LORA));
        assertEquals("f(W_{0}; A, B) = W_{0} + W_{0} A B", formula(MultiplicativeLoRa.of(DEFAULT)));
        assertEquals(
                "f(W_{0}; A, B) = W_{0} + \\tanh\\left(A\\right) B",
                formula(NonlinearLoRa.of(DEFAULT.with(Activation.TANH))));
        assertEquals(
                "f(W_{0}; \\Theta_{1}, \\Theta_{2}) = W_{0} + \\operatorname{relu}\\left(W_{0} \\Theta_{1}\\right) \\Theta_{2}",
                formula(Peanut.of(DEFAULT)));
    }

    @Test
    void formulasOfTheOtherMethodsReadAsInTheirSources() {
        assertEquals("f(W_{0}; W) = W", formula(FullFineTuning.of(DEFAULT)));
        assertEquals("f(W_{0}; A, B, R) = R + A B", formula(PiSsa.of(DEFAULT)));
        assertEquals("f(W_{0}; A, B, R) = R + A B", formula(MiLoRa.of(DEFAULT)));
        assertEquals(
                "f(W_{0}; A, d, B, b) = W_{0} + \\operatorname{diag}\\left(b\\right) B \\operatorname{diag}\\left(d\\right) A",
                formula(VeRa.of(DEFAULT)));
        assertEquals(
                "f(W_{0}; P, \\lambda, Q) = W_{0} + P \\operatorname{diag}\\left(\\lambda\\right) Q",
                formula(AdaLoRa.of(DEFAULT)));
        assertEquals(
                "f(W_{0}; c, C_{o}, C_{i}, S_{o}, S_{i}) = W_{0} + \\tfrac{300}{d_{\\mathrm{in}} d_{\\mathrm{out}}}"
                        + " \\left(C_{o} \\operatorname{diag}\\left(c\\right) C_{i}"
                        + " - S_{o} \\operatorname{diag}\\left(c\\right) S_{i}\\right)",
                formula(FourierFt.of(DEFAULT.with(Scaling.constant(new BigFraction(300))))));
    }

    @Test
    void magnitudesBelongToRowsOrColumns() {
        WeightAdapter rows = DoRa.of(DEFAULT.with(Scaling.ONE));
        WeightAdapter columns = DoRa.of(DEFAULT.with(Scaling.ONE).with(NormAxis.COLUMN));
        assertEquals(
                "f(W_{0}; A, B, m) = \\operatorname{diag}\\left(m \\oslash"
                        + " \\left\\|W_{0} + A B\\right\\|_{\\mathrm{row}}\\right) \\left(W_{0} + A B\\right)",
                formula(rows));
        assertEquals("d_in*r + d_out*r + d_out", rows.statedCount().toString());
        assertEquals("d_in*r + d_out*r + d_in", columns.statedCount().toString());
        assertEquals(
                "((diag((m / rownorms((W0 + (A B))'))) (W0 + (A B))')' - W0)",
                SymbolicAdapter.of(columns).updateTerm().toString());
        assertEquals("norm axis: expected one of row, column, got rows", refusal(() -> NormAxis.parse("rows")));
        assertEquals(NormAxis.COLUMN, NormAxis.parse("column"));
    }

    @Test
    void rankStabilisedScalingDividesByTheRoot() {
        Scaling root = Scaling.alphaOverRootRank(new BigFraction(16));
        assertEquals("f(W_{0}; A, B) = W_{0} + \\tfrac{16}{\\sqrt{r}} A B", formula(new LoRa(root)));
        assertEquals("8", root.at(Polynomial.constant(4)).toString());
        assertEquals("16/√(8)", root.at(Polynomial.constant(8)).toString());
        assertEquals(
                "scalar 16/√(8): expected a rational number, got the square root of 8, which is none",
                refusal(() -> root.at(Polynomial.constant(8)).value()));
    }

    @Test
    void aSpectrumNeedsCoefficients() {
        assertEquals(
                "FourierFT coefficients: expected a number >= 1, got 0",
                refusal(() -> FourierFt.of(DEFAULT.withCoefficients(0))));
        assertEquals(
                "10000",
                FourierFt.of(DEFAULT.withCoefficients(10000)).statedCount().toString());
        assertEquals(
                "FourierFT coefficients: expected at most d_out·d_in = 6 on a 2×3 layer, got 7",
                refusal(() -> FourierFrequencies.pick(1, 2, 3, 7)));
        assertEquals(6, Set.copyOf(FourierFrequencies.pick(1, 2, 3, 6)).size());
        assertEquals(FourierFrequencies.pick(1, 9, 7, 5), FourierFrequencies.pick(1, 9, 7, 5));
        assertNotEquals(FourierFrequencies.pick(1, 9, 7, 5), FourierFrequencies.pick(2, 9, 7, 5));
    }

    @Test
    void alphaIsDividedByTheRank() {
        SymbolicAdapter atEight =
                new SymbolicAdapter(new LoRa(Scaling.alphaOverRank(new BigFraction(16))), Dimensions.of(4, 3, 8));
        assertEquals("f(W_{0}; A, B) = W_{0} + 2 \\cdot A B", atEight.formula());
    }

    @Test
    void deepTweakerHasTheAuthorsResiduals() {
        String four =
                SymbolicAdapter.of(Peanut.of(DEFAULT.withDepth(4))).updateTerm().toString();
        assertEquals("((relu((relu((relu((W0 Theta1)) E0)) D0)) + relu((W0 Theta1))) Theta2)", four);
        String six =
                SymbolicAdapter.of(Peanut.of(DEFAULT.withDepth(6))).updateTerm().toString();
        String h0 = "relu((W0 Theta1))";
        String h1 = "relu((" + h0 + " E0))";
        String h2 = "relu((" + h1 + " E1))";
        String h3 = "(relu((" + h2 + " D0)) + " + h1 + ")";
        String h4 = "(relu((" + h3 + " D1)) + " + h0 + ")";
        assertEquals("(" + h4 + " Theta2)", six);
    }

    @Test
    void orientationsAreMirrored() {
        WeightAdapter transposed = Peanut.of(DEFAULT.with(Orientation.TRANSPOSED));
        SymbolicAdapter reading = SymbolicAdapter.of(transposed);
        assertEquals("(relu((W0' Theta1)) Theta2)'", reading.updateTerm().toString());
        assertEquals("d_out×d_in", reading.updateShape().toString());
        assertEquals("2*d_out*r", transposed.trainableCount().toString());
        assertEquals("2*d_in*r", Peanut.of(DEFAULT).trainableCount().toString());
    }

    @Test
    void depthMustBeEven() {
        assertEquals(
                "PEANuT depth: expected an even number >= 2, got 3", refusal(() -> Peanut.of(DEFAULT.withDepth(3))));
        assertEquals(
                "PEANuT depth: expected an even number >= 2, got 0", refusal(() -> Peanut.of(DEFAULT.withDepth(0))));
    }

    private static void check(Dimensions dimensions, Map<String, Shape> shapes) {
        SlotValues.checked(LORA, dimensions, shapes, shape -> shape);
    }

    @Test
    void slotsOfAnotherShapeAreRefusedByName() {
        Dimensions dimensions = Dimensions.of(4096, 1024, 8);
        Map<String, Shape> good = new LinkedHashMap<>(Map.of("A", Shape.of(4096, 8), "B", Shape.of(8, 1024)));
        check(dimensions, good);
        Map<String, Shape> swapped = Map.of("A", Shape.of(8, 4096), "B", Shape.of(8, 1024));
        assertEquals("LoRA A: expected d_out×r = 4096×8, got 8×4096", refusal(() -> check(dimensions, swapped)));
        assertEquals(
                "LoRA B: expected r×d_in = 8×1024, got nothing",
                refusal(() -> check(dimensions, Map.of("A", Shape.of(4096, 8)))));
        good.put("C", Shape.of(1, 1));
        assertEquals("LoRA: expected slots A, B, got C", refusal(() -> check(dimensions, good)));
        assertEquals("LoRA A: expected d_out×r, got 8×4096", refusal(() -> check(Dimensions.SYMBOLIC, swapped)));
    }

    @Test
    void unknownSlotIsRefusedOnLookup() {
        SlotValues<String> values = SlotValues.drawn(LORA, Dimensions.SYMBOLIC, Slot::symbol);
        assertEquals("B", values.get("B"));
        assertEquals("LoRA: expected one of the slots A, B, got E0", refusal(() -> values.get("E0")));
    }

    @Test
    void namesAreParsed() {
        assertEquals(Orientation.TRANSPOSED, Orientation.parse("transposed"));
        assertEquals(
                "orientation: expected one of standard, transposed, got left",
                refusal(() -> Orientation.parse("left")));
    }

    @Test
    void registryConfiguresByIdAndRefusesWhatAMethodDoesNotHeed() {
        AdapterRegistry registry = AdapterRegistry.standard();
        assertEquals(
                new Peanut(Scaling.ONE, Activation.SILU, Orientation.TRANSPOSED, 6),
                registry.method("peanut")
                        .configure(DEFAULT.with(Activation.SILU)
                                .with(Orientation.TRANSPOSED)
                                .withDepth(6)));
        assertEquals(
                "LoRA: expected options among scaling, got depth",
                refusal(() -> registry.method("lora").configure(DEFAULT.withDepth(4))));
        assertEquals(
                "method: expected one of full, lora, pissa, milora, dora, vera, adalora, fourierft, multiplicative-lora,"
                        + " nonlinear-lora, peanut, dylora, roselora, got dara",
                refusal(() -> registry.method("dara")));
    }

    @Test
    void registryGrowsByALineAndKeepsIdsApart() {
        AdapterRegistry registry = AdapterRegistry.standard();
        assertEquals(
                "registry: expected an id that is not taken, got lora", refusal(() -> registry.with("lora", LoRa::of)));
        assertEquals(
                "registry: expected the adapter's own id lora, got other",
                refusal(() -> registry.with("other", LoRa::of)));
        assertEquals(13, registry.methods().size());
    }

    @Test
    void variantsAreAllCombinations() {
        List<Integer> sizes = AdapterRegistry.standard().methods().stream()
                .map(m -> m.variants().size())
                .toList();
        assertEquals(List.of(1, 3, 1, 1, 6, 1, 3, 6, 3, 24, 144, 3, 3), sizes);
        assertEquals(
                144,
                AdapterRegistry.standard().method("peanut").variants().stream()
                        .distinct()
                        .count());
    }

    @Test
    void everyMethodSaysWhereItIsDefined() {
        AdapterRegistry.standard()
                .methods()
                .forEach(m -> assertTrue(m.configure(DEFAULT).source().contains("PEANuT"), m.id()));
    }
}
