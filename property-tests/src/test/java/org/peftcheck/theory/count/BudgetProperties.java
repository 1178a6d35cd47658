package org.peftcheck.theory.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.WeightAdapter;

class BudgetProperties {

    @Provide
    Arbitrary<List<LayerShape>> layers() {
        Arbitrary<Integer> side = Arbitraries.integers().between(1, 200);
        return Combinators.combine(side, side, Arbitraries.integers().between(1, 9))
                .as((dOut, dIn, count) -> new LayerShape("layer", dOut, dIn, count))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<AdapterMethod> methods() {
        return Arbitraries.of(AdapterRegistry.standard().methods());
    }

    /** The size that is found fits, the next one does not, and nothing fits only where the smallest does not. */
    @Property(tries = 400, seed = "20261124")
    void theFoundSizeFitsAndTheNextDoesNot(
            @ForAll("methods") AdapterMethod method,
            @ForAll("layers") List<LayerShape> layers,
            @ForAll @LongRange(min = 0, max = 2_000_000) long budget) {
        SizedMethod sized = SizedMethod.byRank(method.configure(AdapterOptions.DEFAULT), layers);
        BigInteger most = BigInteger.valueOf(budget);
        BudgetFit found = BudgetFit.of(sized, most);
        if (found instanceof BudgetFit.TooSmall small) {
            assertEquals(sized.smallest(), small.size());
            assertTrue(small.count().trainable().compareTo(most) > 0);
            return;
        }
        BudgetFit.Within within = (BudgetFit.Within) found;
        assertEquals(most, within.left().add(within.count().trainable()));
        assertTrue(within.left().signum() >= 0);
        assertEquals(within.count(), sized.at(within.size()));
        assertEquals(within.size() < sized.largest(), within.next().isPresent());
        if (within.next().isPresent()) {
            assertEquals(sized.at(within.size() + 1).trainable(), within.next().get());
            assertTrue(within.next().get().compareTo(most) > 0);
        }
    }

    /** A condition of a break-even line holds exactly where the form has fewer parameters, also at the boundary. */
    @Property(tries = 500, seed = "20261124")
    void aBreakEvenLineHoldsWhereTheCountsSayIt(
            @ForAll @IntRange(min = 1, max = 60) int dOut,
            @ForAll @IntRange(min = 1, max = 60) int dIn,
            @ForAll @IntRange(min = 1, max = 20) int rank) {
        for (int out : new int[] {dOut, 3 * dIn, 3 * dIn + 1, dIn, dIn + 1, dIn + 2}) {
            for (BreakEven line : BreakEven.on(new LayerShape("layer", out, dIn), rank)) {
                assertEquals(line.formCount().compareTo(line.loraCount()) < 0, line.holds(), line.toString());
            }
        }
    }

    /** The counts of the forms are those of PEANuT with as many units, so far as all of its numbers are trained. */
    @Property(tries = 200, seed = "20261124")
    void theFormsAreCountedAsTheMethod(
            @ForAll @IntRange(min = 1, max = 60) int dOut,
            @ForAll @IntRange(min = 1, max = 60) int dIn,
            @ForAll @IntRange(min = 1, max = 20) int rank) {
        LayerShape layer = new LayerShape("layer", dOut, dIn);
        List<BreakEven> lines = BreakEven.on(layer, rank);
        assertEquals(peanut(Orientation.STANDARD, layer, 2 * rank), lines.get(0).formCount());
        assertEquals(peanut(Orientation.STANDARD, layer, rank + 1), lines.get(1).formCount());
        assertEquals(peanut(Orientation.STANDARD, layer, rank), lines.get(3).formCount());
        assertEquals(
                peanut(Orientation.TRANSPOSED, layer, 2 * rank), lines.get(4).formCount());
    }

    private static BigInteger peanut(Orientation orientation, LayerShape layer, int width) {
        WeightAdapter adapter =
                AdapterRegistry.standard().method("peanut").configure(AdapterOptions.DEFAULT.with(orientation));
        return ParameterCount.of(adapter, List.of(layer), width).trainable();
    }
}
