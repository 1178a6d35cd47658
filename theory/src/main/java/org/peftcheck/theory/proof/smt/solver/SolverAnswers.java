package org.peftcheck.theory.proof.smt.solver;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.peftcheck.theory.proof.smt.formula.Script;

/** What Z3 and cvc5 said of a script. Only {@link #ask} makes one, and it asks both, so that no answer can be made up. */
public final class SolverAnswers {

    private final Script script;
    private final List<Timed> answers;

    private SolverAnswers(Script script, List<Timed> answers) {
        this.script = script;
        this.answers = answers;
    }

    /**
     * The answer of one solver.
     *
     * @param solver its name
     * @param answer what it said
     * @param milliseconds how long it took
     */
    public record Timed(String solver, Answer answer, long milliseconds) {}

    /** What two answers come to. */
    public enum Outcome {
        /** Both say that there is no such point. */
        BOTH_UNSATISFIABLE,
        /** One says that there is none, the other has no answer. */
        ONE_UNSATISFIABLE,
        /** Both say that there is one. */
        BOTH_SATISFIABLE,
        /** One says that there is one, the other has no answer. */
        ONE_SATISFIABLE,
        /** They contradict each other, so one of them is wrong. */
        DISAGREEMENT,
        /** Neither has an answer. */
        UNDECIDED
    }

    /**
     * Asks both solvers.
     *
     * @param script the question
     * @param timeOut the time that each of them has
     * @return their answers
     */
    public static SolverAnswers ask(Script script, Duration timeOut) {
        return new SolverAnswers(
                script,
                Solver.both().stream().map(s -> timed(s, script, timeOut)).toList());
    }

    private static Timed timed(Solver solver, Script script, Duration timeOut) {
        long start = System.nanoTime();
        Answer answer = solver.check(script, timeOut);
        return new Timed(solver.name(), answer, (System.nanoTime() - start) / 1_000_000);
    }

    /**
     * The question.
     *
     * @return the script
     */
    public Script script() {
        return script;
    }

    /**
     * The answers, that of Z3 first.
     *
     * @return both answers
     */
    public List<Timed> answers() {
        return answers;
    }

    /**
     * What the answers come to.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return outcome(answers.stream().map(Timed::answer).toList());
    }

    /**
     * The solvers that said that there is no such point.
     *
     * @return their names
     */
    public List<String> refuters() {
        return answers.stream()
                .filter(a -> a.answer() instanceof Answer.Unsatisfiable)
                .map(Timed::solver)
                .toList();
    }

    /**
     * The models that were found.
     *
     * @return for each solver that said sat its answer
     */
    public List<Answer.Satisfiable> models() {
        return answers.stream()
                .map(Timed::answer)
                .filter(Answer.Satisfiable.class::isInstance)
                .map(Answer.Satisfiable.class::cast)
                .toList();
    }

    /**
     * The time that both took together.
     *
     * @return milliseconds
     */
    public long milliseconds() {
        return answers.stream().mapToLong(Timed::milliseconds).sum();
    }

    static Outcome outcome(List<Answer> answers) {
        long unsatisfiable =
                answers.stream().filter(Answer.Unsatisfiable.class::isInstance).count();
        long satisfiable =
                answers.stream().filter(Answer.Satisfiable.class::isInstance).count();
        if (unsatisfiable > 0 && satisfiable > 0) {
            return Outcome.DISAGREEMENT;
        } else if (unsatisfiable > 0) {
            return unsatisfiable > 1 ? Outcome.BOTH_UNSATISFIABLE : Outcome.ONE_UNSATISFIABLE;
        } else if (satisfiable > 0) {
            return satisfiable > 1 ? Outcome.BOTH_SATISFIABLE : Outcome.ONE_SATISFIABLE;
        }
        return Outcome.UNDECIDED;
    }

    /** The answers in one line: {@code z3 unsat, cvc5 unknown: timeout}. */
    @Override
    public String toString() {
        return answers.stream().map(a -> a.solver() + " " + a.answer().text()).collect(Collectors.joining(", "));
    }
}
