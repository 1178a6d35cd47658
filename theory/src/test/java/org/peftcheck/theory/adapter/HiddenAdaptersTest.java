package org.peftcheck.theory.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.theory.adapter.HiddenAdapter.Batch;
import org.peftcheck.theory.adapter.HiddenAdapter.Site;
import org.peftcheck.theory.algebra.LatexAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

class HiddenAdaptersTest {

    private static final HiddenDimensions ROBERTA_BASE = new HiddenDimensions(768, 3072, 1, 12, 2);

    private static long count(String id, HiddenDimensions dimensions) {
        Polynomial count = HiddenRegistry.method(id).trainableCount();
        return count.substitute(dimensions.values()).constantValue().longValueExact();
    }

    private static String formula(String id) {
        HiddenAdapter adapter = HiddenRegistry.method(id);
        LatexAlgebra latex = new LatexAlgebra();
        List<Slot> slots = adapter.sites().get(0).slots();
        Batch<LatexAlgebra.Tex> batch = new Batch<>(latex.symbol("H"), latex.symbol("1^{\\top}"));
        return adapter.forward(
                        latex, batch, SlotValues.drawn(adapter, slots, Map.of(), slot -> latex.symbol(slot.tex())))
                .toString();
    }

    /** BitFit, RED, LoReFT and DiReFT of rank 1 on RoBERTa-base; adapters of width 16; a head for two classes. */
    @ParameterizedTest
    @CsvSource({
        "bitfit,1,102144",
        "red,1,18432",
        "loreft,1,18444",
        "direft,1,18444",
        "houlsby,16,608640",
        "adapter-fnn,16,304320",
        "linear-probing,1,1538"
    })
    void countsOnRobertaBase(String id, int bottleneck, long expected) {
        assertEquals(expected, count(id, new HiddenDimensions(768, 3072, bottleneck, 12, 2)));
    }

    @Test
    void countsAreWhatTheSourcesState() {
        for (HiddenAdapter adapter : HiddenRegistry.methods()) {
            assertEquals(adapter.statedCount(), adapter.trainableCount(), adapter.id());
        }
        assertEquals(
                "4*L*d*m + 2*L*d + 2*L*m",
                HiddenRegistry.method("houlsby").statedCount().toString());
        assertEquals(
                "2*L*d*m + L*d + L*m",
                HiddenRegistry.method("adapter-fnn").statedCount().toString());
        assertEquals(
                "7*L*d + L*f + d", HiddenRegistry.method("bitfit").statedCount().toString());
        assertEquals(
                "2*L*d*m + L*m", HiddenRegistry.method("loreft").statedCount().toString());
    }

    @Test
    void formulasReadAsInTheSources() {
        assertEquals(
                "H + W_{2} \\operatorname{gelu}\\left(W_{1} H + b_{1} 1^{\\top}\\right) + b_{2} 1^{\\top}",
                formula("houlsby"));
        assertEquals("H + b 1^{\\top}", formula("bitfit"));
        assertEquals("\\operatorname{diag}\\left(s\\right) H + t 1^{\\top}", formula("red"));
        assertEquals("H + R^{\\top} \\left(W H + b 1^{\\top} - R H\\right)", formula("loreft"));
        assertEquals("H + R^{\\top} \\left(W H + b 1^{\\top}\\right)", formula("direft"));
        assertEquals("W H + b 1^{\\top}", formula("linear-probing"));
    }

    @Test
    void placesAreDistinctAndSlotsHaveNamesOfTheirOwn() {
        for (HiddenAdapter adapter : HiddenRegistry.methods()) {
            Set<String> places = new HashSet<>();
            for (Site site : adapter.sites()) {
                assertEquals(true, places.add(site.place()), adapter.id());
                long symbols =
                        site.slots().stream().map(Slot::symbol).distinct().count();
                assertEquals(site.slots().size(), symbols, adapter.id());
            }
        }
    }

    private static String refusal(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    @Test
    void misfitsAreRefused() {
        HiddenAdapter red = HiddenRegistry.method("red");
        Map<String, Shape> bad = Map.of("s", Shape.of(1, 768), "t", Shape.of(768, 1));
        assertEquals(
                "RED s: expected d×1 = 768×1, got 1×768",
                refusal(() -> SlotValues.checked(
                        red, red.sites().get(0).slots(), ROBERTA_BASE.values(), bad, shape -> shape)));
        assertEquals(
                "method on hidden states: expected one of houlsby, adapter-fnn, bitfit, red, loreft, direft,"
                        + " linear-probing, got prefix",
                refusal(() -> HiddenRegistry.method("prefix")));
        assertEquals(
                "hidden dimensions: expected d, f, m, L, c >= 1, got 768, 3072, 0, 12, 2",
                refusal(() -> new HiddenDimensions(768, 3072, 0, 12, 2)));
    }
}
