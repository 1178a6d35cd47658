package org.peftcheck.training.run;

import java.util.List;
import org.peftcheck.training.engine.Session;

/** The evaluation of a network on held-out data. */
@FunctionalInterface
public interface Evaluation {

    /**
     * The metrics of the network as it is.
     *
     * @param session the network; its values are not changed
     * @return at least one metric, the task's first metric first, always the same names
     */
    List<MetricValue> of(Session session);
}
