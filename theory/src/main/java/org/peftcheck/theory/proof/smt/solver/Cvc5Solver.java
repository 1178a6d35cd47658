package org.peftcheck.theory.proof.smt.solver;

import java.time.Duration;
import java.util.List;

/** cvc5. Its library is loaded with the first question. */
public final class Cvc5Solver implements Solver {

    private static final Worker WORKER = new Worker("cvc5", Duration.ofSeconds(1));

    @Override
    public String name() {
        return "cvc5";
    }

    @Override
    public Answer check(String smtLib, List<String> variables, Duration timeOut) {
        return WORKER.answer(() -> Cvc5Session.ask(smtLib, variables, timeOut), timeOut);
    }
}
