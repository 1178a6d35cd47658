package org.peftcheck.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.peftcheck.training.run.MetricValue;

/** Metrics as text. */
final class MetricText {

    private MetricText() {}

    /** Names and values, as {@code accuracy 0.8123, matthews 0.6250}. */
    static String of(List<MetricValue> metrics) {
        return metrics.stream()
                .map(metric -> metric.name() + " " + value(metric.value()))
                .collect(Collectors.joining(", "));
    }

    /** A value in four digits. */
    static String value(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
