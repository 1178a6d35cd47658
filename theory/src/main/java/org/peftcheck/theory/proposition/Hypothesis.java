package org.peftcheck.theory.proposition;

import java.util.Objects;
import java.util.function.Function;
import org.peftcheck.theory.verdict.DecidedHypothesis;
import org.peftcheck.theory.verdict.Decision;

/**
 * A hypothesis of a proposition: a predicate that can be decided on an instance.
 *
 * @param name the name by which certificates list it
 * @param tex the hypothesis in TeX
 * @param test the predicate
 */
public record Hypothesis(String name, String tex, Function<InstanceFacts, Decision> test) {

    /** Checks that all parts are there. */
    public Hypothesis {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(tex, "tex");
        Objects.requireNonNull(test, "test");
    }

    /**
     * Decides this hypothesis.
     *
     * @param facts an instance
     * @return the name with the decision
     */
    public DecidedHypothesis decide(InstanceFacts facts) {
        return new DecidedHypothesis(name, test.apply(facts));
    }
}
