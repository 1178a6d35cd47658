package org.peftcheck.theory.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.HiddenDimensions;
import org.peftcheck.theory.adapter.HiddenRegistry;

class SizedMethodTest {

    private static final List<LayerShape> LAYERS =
            List.of(new LayerShape("wide", 7, 11, 2), new LayerShape("tall", 13, 5, 3));

    private static AdapterMethod method(String id) {
        return AdapterRegistry.standard().method(id);
    }

    private static SizedMethod byRank(String id) {
        return SizedMethod.byRank(method(id).configure(AdapterOptions.DEFAULT), LAYERS);
    }

    private static BigInteger number(long value) {
        return BigInteger.valueOf(value);
    }

    @Test
    void aLowRankMethodEndsAtTheSmallestSide() {
        SizedMethod lora = byRank("lora");
        assertEquals(5, lora.largest());
        assertEquals(number(5 * (2 * 18 + 3 * 18)), lora.at(5).trainable());
        assertEquals(
                "LoRA rank: expected at most 5 (the smaller side of tall, 13 x 5), got 6",
                assertThrows(IllegalArgumentException.class, () -> lora.at(6)).getMessage());
        assertEquals(
                "LoRA rank: expected at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> lora.at(0)).getMessage());
        assertEquals(14, byRank("peanut").largest());
        assertEquals(number(15 * 2 * (2 * 11 + 3 * 5)), byRank("peanut").at(15).trainable());
        assertEquals(26, byRank("vera").largest());
    }

    @Test
    void theLargestSizeThatFits() {
        BudgetFit.Within fit = assertInstanceOf(BudgetFit.Within.class, BudgetFit.of(byRank("lora"), number(299)));
        assertEquals(3, fit.size());
        assertEquals(number(29), fit.left());
        assertEquals(Optional.of(number(360)), fit.next());
        BudgetFit.Within most = assertInstanceOf(BudgetFit.Within.class, BudgetFit.of(byRank("lora"), number(9999)));
        assertEquals(5, most.size());
        assertEquals(Optional.empty(), most.next());
        BudgetFit.TooSmall none = assertInstanceOf(BudgetFit.TooSmall.class, BudgetFit.of(byRank("lora"), number(89)));
        assertEquals(number(90), none.count().trainable());
        assertEquals(
                "budget: expected a number >= 0, got -1",
                assertThrows(IllegalArgumentException.class, () -> BudgetFit.of(byRank("lora"), number(-1)))
                        .getMessage());
    }

    @Test
    void otherSizes() {
        SizedMethod depth = SizedMethod.byDepth(method("peanut"), AdapterOptions.DEFAULT, LAYERS, 3);
        assertEquals(number(2 * 3 * 37 + 5 * 4 * 9), depth.at(6).trainable());
        SizedMethod fourier = SizedMethod.byCoefficients(method("fourierft"), AdapterOptions.DEFAULT, LAYERS);
        assertEquals(65, fourier.largest());
        assertEquals(number(5 * 64), fourier.at(64).trainable());
        HiddenDimensions model = new HiddenDimensions(8, 16, 1, 3, 2);
        SizedMethod loreft = SizedMethod.byBottleneck(HiddenRegistry.method("loreft"), model);
        assertEquals(number(3 * (2 * 8 * 4 + 4)), loreft.at(4).trainable());
        SizedMethod red = SizedMethod.byBottleneck(HiddenRegistry.method("red"), model);
        assertEquals(SizedMethod.Kind.NONE, red.kind());
        assertEquals(number(48), red.at(1).trainable());
        assertEquals(SizedMethod.Kind.NONE, byRank("full").kind());
    }
}
