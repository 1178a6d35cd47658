package org.peftcheck.cli;

import java.util.Locale;
import org.peftcheck.training.run.EvaluationPoint;
import org.peftcheck.training.run.MetricValue;
import org.peftcheck.training.run.TrainingListener;
import org.peftcheck.training.run.TrainingProgress;

/** Shows how far a run has come: steps, loss, time of a step, time left and the best evaluation so far. */
final class TrainingProgressLine implements TrainingListener {

    private final Console console;
    private final ProgressLine line;
    private final String prefix;
    private String best = "";

    /**
     * Progress of a run.
     *
     * @param console where notices go
     * @param line the line
     * @param prefix what the run is called, before everything else; empty for a run that stands alone
     */
    TrainingProgressLine(Console console, ProgressLine line, String prefix) {
        this.console = console;
        this.line = line;
        this.prefix = prefix;
    }

    @Override
    public void stepped(TrainingProgress progress) {
        line.at((int) progress.step(), (int) progress.steps(), text(progress));
    }

    /** Everything but the number of the step. */
    String text(TrainingProgress progress) {
        return String.format(
                Locale.ROOT,
                "%sloss %.4f  %.0f ms/step  %s left%s",
                prefix,
                progress.loss(),
                progress.stepMillis(),
                clock(progress.secondsLeft()),
                best);
    }

    /** Minutes and seconds. */
    static String clock(double seconds) {
        long whole = Math.round(Math.max(0, seconds));
        return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    @Override
    public void evaluated(EvaluationPoint point, boolean isBest) {
        if (isBest) {
            MetricValue first = point.metrics().get(0);
            best = String.format(Locale.ROOT, "  best %s %.4f at %d", first.name(), first.value(), point.step());
        }
    }

    @Override
    public void notice(String text) {
        line.clear();
        console.complain(text);
    }

    /** Takes the line away. */
    void clear() {
        line.clear();
    }
}
