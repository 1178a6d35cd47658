package org.peftcheck.theory.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimensions;
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
                "method: expected one of lora, multiplicative-lora, nonlinear-lora, peanut, got dora",
                refusal(() -> registry.method("dora")));
    }

    @Test
    void registryGrowsByALineAndKeepsIdsApart() {
        AdapterRegistry registry = AdapterRegistry.standard();
        assertEquals(
                "registry: expected an id that is not taken, got lora", refusal(() -> registry.with("lora", LoRa::of)));
        assertEquals(
                "registry: expected the adapter's own id lora, got other",
                refusal(() -> registry.with("other", LoRa::of)));
        assertEquals(4, registry.methods().size());
    }

    @Test
    void variantsAreAllCombinations() {
        List<Integer> sizes = AdapterRegistry.standard().methods().stream()
                .map(m -> m.variants().size())
                .toList();
        assertEquals(List.of(3, 3, 24, 144), sizes);
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
