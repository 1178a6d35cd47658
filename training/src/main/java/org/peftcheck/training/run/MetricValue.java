package org.peftcheck.training.run;

import java.util.Objects;

/**
 * A metric and its value.
 *
 * @param name such as {@code accuracy}
 * @param value the value; of the first metric of a task, greater is better; NaN where it is not defined
 */
public record MetricValue(String name, double value) {

    /** Checks that there is a name. */
    public MetricValue {
        Objects.requireNonNull(name, "name");
    }
}
