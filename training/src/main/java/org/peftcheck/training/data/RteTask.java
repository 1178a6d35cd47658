package org.peftcheck.training.data;

import java.util.List;
import java.util.Optional;

/** Recognising textual entailment: whether the second text follows from the first. */
final class RteTask extends GlueTask {

    private static final Labels LABELS = new Labels.Classes(List.of("entailment", "not_entailment"));

    RteTask() {
        super(
                new Task("glue/rte", true, LABELS, List.of(Metric.ACCURACY, Metric.F1)),
                "GLUE's RTE: does the second text follow from the first",
                List.of("RTE", "rte"),
                new RowReader("sentence1", Optional.of("sentence2"), "label", LABELS));
    }
}
