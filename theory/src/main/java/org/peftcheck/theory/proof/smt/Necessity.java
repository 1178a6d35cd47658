package org.peftcheck.theory.proof.smt;

import java.util.Map;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.proof.smt.solver.SolverAnswers;

/** What becomes of a statement when one of its hypotheses is dropped. */
public sealed interface Necessity {

    /**
     * The hypothesis.
     *
     * @return its name
     */
    String hypothesis();

    /**
     * Without it the statement fails.
     *
     * @param hypothesis its name
     * @param counterexample a point at which the others hold and the conclusion does not, checked in exact arithmetic
     */
    record Necessary(String hypothesis, Map<String, BigFraction> counterexample) implements Necessity {
        /** Copies the point. */
        public Necessary {
            counterexample = Map.copyOf(counterexample);
        }
    }

    /**
     * The statement holds without it, as both solvers say.
     *
     * @param hypothesis its name
     */
    record NotNeeded(String hypothesis) implements Necessity {}

    /**
     * Neither is shown.
     *
     * @param hypothesis its name
     * @param answers what the solvers said of the statement without it
     */
    record Unknown(String hypothesis, SolverAnswers answers) implements Necessity {}
}
