package org.peftcheck.theory.proof.smt.solver;

import java.time.Duration;
import java.util.List;
import org.peftcheck.theory.proof.smt.formula.Script;

/** A solver for SMT-LIB 2 scripts. What it says counts only in {@link SolverAnswers}. */
public interface Solver {

    /**
     * The name of the solver.
     *
     * @return {@code z3} or {@code cvc5}
     */
    String name();

    /**
     * Answers the {@code check-sat} of a text.
     *
     * @param smtLib a complete script in SMT-LIB 2
     * @param variables the variables whose values are wanted if there is a model
     * @param timeOut after which the answer is unknown
     * @return the answer; {@link Answer.Unavailable} when the solver's library cannot be loaded here
     * @throws IllegalArgumentException if the text is not a script that the solver understands
     */
    Answer check(String smtLib, List<String> variables, Duration timeOut);

    /**
     * Answers a script.
     *
     * @param script the script
     * @param timeOut after which the answer is unknown
     * @return the answer
     */
    default Answer check(Script script, Duration timeOut) {
        return check(script.text(), script.variables(), timeOut);
    }

    /**
     * The two solvers.
     *
     * @return Z3 and cvc5
     */
    static List<Solver> both() {
        return List.of(new Z3Solver(), new Cvc5Solver());
    }
}
