package org.peftcheck.training.run;

import java.util.List;
import java.util.Optional;
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

    /**
     * The evaluation on what the loss is a mean of, where the metrics need more of a session than that, as the answers that are wrong
     * where there is a choice.
     *
     * @return the evaluation; empty where this one gives a session nothing else
     */
    default Optional<Evaluation> ofLoss() {
        return Optional.empty();
    }
}
