package org.peftcheck.theory.count;

import java.util.Locale;
import org.peftcheck.theory.adapter.WeightAdapter;

/** How the update of a weight is applied in training. */
public enum UpdateForm {
    /** The adapted weight is formed once a step and applied: W x. */
    MATERIALISED,
    /** The update is kept as factors: W0 x + A (B x). */
    FACTORED;

    /** The name of the form in reports. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The cost of the forward pass of an adapted layer, W0 x among it. */
    StepCost cost(WeightAdapter adapter) {
        return this == MATERIALISED ? StepCost.materialised(adapter) : StepCost.factored(adapter);
    }
}
