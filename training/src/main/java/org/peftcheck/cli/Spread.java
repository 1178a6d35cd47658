package org.peftcheck.cli;

import java.util.List;
import java.util.Optional;

/**
 * A mean and the standard deviation around it, by n − 1; with one number no deviation.
 *
 * @param mean the mean
 * @param deviation the standard deviation
 */
record Spread(double mean, Optional<Double> deviation) {

    static Spread of(List<Double> numbers) {
        int n = numbers.size();
        double mean = numbers.stream().mapToDouble(x -> x).average().orElse(Double.NaN);
        double squares =
                numbers.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
        return new Spread(mean, n < 2 ? Optional.empty() : Optional.of(Math.sqrt(squares / (n - 1))));
    }

    /** As {@code 0.8123 ± 0.0045}. */
    String text() {
        return MetricText.value(mean)
                + deviation.map(sd -> " ± " + MetricText.value(sd)).orElse("");
    }
}
