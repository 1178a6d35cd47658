package org.peftcheck.training.run;

/** The curves of a run as a table: a line for each step's loss and for each metric of an evaluation. */
final class MetricsCsv {

    private MetricsCsv() {}

    /** The text, with the columns step, name and value. */
    static String text(TrainingCurves curves) {
        StringBuilder text = new StringBuilder("step,name,value\n");
        for (int k = 0; k < curves.losses().length; k++) {
            line(text, k + 1L, "train.loss", curves.losses()[k]);
        }
        for (EvaluationPoint point : curves.evaluations()) {
            point.metrics().forEach(metric -> line(text, point.step(), "dev." + metric.name(), metric.value()));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, long step, String name, double value) {
        text.append(step).append(',').append(name).append(',').append(value).append('\n');
    }
}
