package org.peftcheck.theory.proof.smt.solver;

import java.time.Duration;
import java.util.List;

/** Z3. Its library is loaded with the first question. */
public final class Z3Solver implements Solver {

    private static final Worker WORKER = new Worker("z3", Duration.ofSeconds(1));

    @Override
    public String name() {
        return "z3";
    }

    @Override
    public Answer check(String smtLib, List<String> variables, Duration timeOut) {
        return WORKER.answer(() -> Z3Session.ask(smtLib, variables, timeOut), timeOut);
    }
}
