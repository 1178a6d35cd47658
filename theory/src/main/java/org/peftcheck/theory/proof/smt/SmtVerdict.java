package org.peftcheck.theory.proof.smt;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.peftcheck.theory.proof.smt.solver.SolverAnswers;
import org.peftcheck.theory.verdict.Verdict;

/**
 * What came of an obligation.
 *
 * @param obligation the obligation
 * @param verdict the verdict on its statement
 * @param answers what the solvers said of the negated statement
 * @param hypotheses what they said of the hypotheses alone; empty for a statement without hypotheses, and for a false one
 * @param necessity what becomes of a proved statement without each of its hypotheses
 * @param milliseconds the time that all of it took
 */
public record SmtVerdict(
        Obligation obligation,
        Verdict verdict,
        SolverAnswers answers,
        Optional<SolverAnswers> hypotheses,
        List<Necessity> necessity,
        long milliseconds) {

    /** Copies the list. */
    public SmtVerdict {
        Objects.requireNonNull(obligation, "obligation");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(answers, "answers");
        Objects.requireNonNull(hypotheses, "hypotheses");
        necessity = List.copyOf(necessity);
    }

    /**
     * Whether the verdict is the expected one: proved, or refuted by an exact counterexample.
     *
     * @return whether it is
     */
    public boolean asExpected() {
        return obligation.expected() == Obligation.Expected.UNSAT
                ? verdict instanceof Verdict.Proved
                : verdict instanceof Verdict.Refuted;
    }

    /**
     * Whether the solvers contradict each other on any of the questions: then one of them is wrong, and the run has failed.
     *
     * @return whether they do
     */
    public boolean disagreement() {
        Stream<SolverAnswers> dropped = necessity.stream()
                .filter(Necessity.Unknown.class::isInstance)
                .map(n -> ((Necessity.Unknown) n).answers());
        return Stream.of(Stream.of(answers), hypotheses.stream(), dropped)
                .flatMap(all -> all)
                .anyMatch(asked -> asked.outcome() == SolverAnswers.Outcome.DISAGREEMENT);
    }
}
