package org.peftcheck.theory.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.HiddenRegistry;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Polynomial;

/** Laws of backward passes, for every method. */
class TrainingStepProperties {

    private static final int MOST = 3;
    private static final int BYTES = 4;

    @Provide
    Arbitrary<TrainingStep> steps() {
        Arbitrary<WeightAdapter> adapters = Arbitraries.of(AdapterRegistry.standard().methods().stream()
                .flatMap(method -> method.variants().stream())
                .toList());
        Arbitrary<TrainingStep> layers = adapters.flatMap(
                adapter -> Arbitraries.of(TrainingStep.Form.class).map(form -> TrainingStep.of(adapter, form)));
        Arbitrary<TrainingStep> places = Arbitraries.of(HiddenRegistry.methods().stream()
                .flatMap(method -> method.sites().stream().map(site -> TrainingStep.of(method, site)))
                .toList());
        return Arbitraries.oneOf(List.of(layers, places));
    }

    private static boolean isAtMost(Polynomial less, Polynomial more) {
        return more.minus(less).hasNoNegativeCoefficient();
    }

    private static boolean isBounded(TrainingStep step, int factor) {
        return isAtMost(
                        step.backward().onceFlops(),
                        step.forward().once().flops().times(factor))
                && isAtMost(
                        step.backward().perVectorFlops(),
                        step.forward().perVector().flops().times(factor));
    }

    /** No step has more than three times its operations on the way back, and nothing is kept that was not made. */
    @Property(tries = 500, seed = "14142135")
    void theBackwardPassIsBoundedByTheForwardPass(@ForAll("steps") TrainingStep step) {
        assertTrue(isBounded(step, MOST), step.toString());
        assertTrue(isAtMost(
                step.backward().onceKept().times(BYTES), step.forward().once().bytes()));
        assertTrue(isAtMost(
                step.backward().perVectorKept().times(BYTES),
                step.forward().perVector().bytes()));
    }

    /** The bound is not idle: full fine-tuning goes back at twice its forward cost, which a bound of one does not allow. */
    @Example
    void aTrainedWeightCostsTwiceAsMuchBackwards() {
        WeightAdapter full =
                AdapterRegistry.standard().method("full").variants().get(0);
        TrainingStep step = TrainingStep.of(full, TrainingStep.Form.MATERIALISED);
        assertEquals(
                step.forward().perVector().flops().times(2), step.backward().perVectorFlops());
        assertFalse(isBounded(step, 1));
    }
}
