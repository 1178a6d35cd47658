package org.peftcheck.theory.peanut2025;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.count.StepCost;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

class CostAfterMergeTest {

    private static WeightAdapter adapter(String method) {
        return AdapterRegistry.standard().method(method).configure(AdapterOptions.DEFAULT);
    }

    @Test
    void loRaAndPeanutOfEveryDepthCostNothingMore() {
        Verdict.Proved proved = assertInstanceOf(Verdict.Proved.class, CostAfterMerge.sameAsBefore());
        Proof.PolynomialArgument argument = assertInstanceOf(Proof.PolynomialArgument.class, proved.proof());
        assertEquals(7 * 3, argument.steps().size());
    }

    /** An update that is not merged costs more, and the same step refuses it. */
    @Test
    void anUpdateThatIsKeptApartIsRefused() {
        for (String method : new String[] {"lora", "peanut"}) {
            assertEquals(3, CostAfterMerge.steps(adapter(method)).size());
            IllegalArgumentException refusal = assertThrows(
                    IllegalArgumentException.class,
                    () -> CostAfterMerge.sameOperations(StepCost.factored(adapter(method))));
            assertTrue(refusal.getMessage().startsWith("implication: expected the conclusion"), refusal.getMessage());
        }
    }
}
