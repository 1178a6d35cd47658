package org.peftcheck.training.data;

import java.util.List;
import java.util.Optional;

/** Stanford sentiment treebank: whether a phrase of a film review is positive. */
final class Sst2Task extends GlueTask {

    private static final Labels LABELS = new Labels.Classes(List.of("0", "1"));

    Sst2Task() {
        super(
                new Task("glue/sst2", false, LABELS, List.of(Metric.ACCURACY, Metric.F1)),
                "GLUE's SST-2: sentiment of phrases of film reviews",
                List.of("SST-2", "SST2", "sst2", "sst-2"),
                new RowReader("sentence", Optional.empty(), "label", LABELS));
    }
}
