package org.peftcheck.training.data;

import java.util.List;
import java.util.Optional;

/** Whether a sentence answers a question. */
final class QnliTask extends GlueTask {

    private static final Labels LABELS = new Labels.Classes(List.of("entailment", "not_entailment"));

    QnliTask() {
        super(
                new Task("glue/qnli", true, LABELS, List.of(Metric.ACCURACY, Metric.F1)),
                "GLUE's QNLI: does the sentence answer the question",
                List.of("QNLI", "qnli", "QNLIv2"),
                new RowReader("question", Optional.of("sentence"), "label", LABELS));
    }
}
