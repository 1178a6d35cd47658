package org.peftcheck.theory.proof.smt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.proof.smt.formula.NamedFormula;
import org.peftcheck.theory.proof.smt.formula.Statement;
import org.peftcheck.theory.proof.smt.solver.SolverAnswers;
import org.peftcheck.theory.verdict.DecidedHypothesis;
import org.peftcheck.theory.verdict.Decision;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

/** Puts obligations to both solvers and judges what they say. A model counts only once it is checked in exact arithmetic. */
public final class SmtCheck {

    /** The time that each solver has for each question unless another is given. */
    public static final Duration TIME_OUT = Duration.ofSeconds(10);

    private static final Duration TIME_OUT_WITHOUT_HYPOTHESIS = Duration.ofSeconds(1);

    private final Obligation obligation;
    private final Statement statement;
    private final Duration timeOut;
    private final Optional<Proof> second;
    private Optional<SolverAnswers> hypotheses = Optional.empty();
    private List<Necessity> necessity = List.of();

    private SmtCheck(Obligation obligation, Duration timeOut, Optional<Proof> second) {
        this.obligation = obligation;
        this.statement = obligation.statement();
        this.timeOut = timeOut;
        this.second = second;
    }

    /**
     * Checks an obligation with the customary time-out and no other evidence.
     *
     * @param obligation the obligation
     * @return what came of it
     */
    public static SmtVerdict run(Obligation obligation) {
        return run(obligation, TIME_OUT, Optional.empty());
    }

    /**
     * Checks an obligation.
     *
     * @param obligation the obligation
     * @param timeOut the time that each solver has for each question
     * @param second evidence of another kind for the same statement, which counts where one solver has no answer
     * @return what came of it
     */
    public static SmtVerdict run(Obligation obligation, Duration timeOut, Optional<Proof> second) {
        return new SmtCheck(obligation, timeOut, second).run();
    }

    private SmtVerdict run() {
        long start = System.nanoTime();
        SolverAnswers answers = SolverAnswers.ask(obligation.script(), timeOut);
        Verdict verdict = verdict(answers);
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        return new SmtVerdict(obligation, verdict, answers, hypotheses, necessity, milliseconds);
    }

    private Verdict verdict(SolverAnswers answers) {
        return switch (answers.outcome()) {
            case BOTH_UNSATISFIABLE -> proved(answers);
            case ONE_UNSATISFIABLE ->
                second.isPresent()
                        ? proved(answers)
                        : new Verdict.Inconclusive("one solver alone does not count: " + answers);
            case BOTH_SATISFIABLE, ONE_SATISFIABLE -> refuted(answers);
            case DISAGREEMENT -> disagreement(answers);
            case UNDECIDED -> new Verdict.Inconclusive(answers.toString());
        };
    }

    private static Verdict disagreement(SolverAnswers answers) {
        return new Verdict.Inconclusive("THE SOLVERS CONTRADICT EACH OTHER: " + answers);
    }

    private Verdict proved(SolverAnswers answers) {
        Map<String, BigFraction> witness = Map.of();
        if (!statement.hypotheses().isEmpty()) {
            SolverAnswers alone = SolverAnswers.ask(statement.hypothesesAlone(), timeOut);
            hypotheses = Optional.of(alone);
            if (alone.outcome() == SolverAnswers.Outcome.DISAGREEMENT) {
                return disagreement(alone);
            }
            Optional<Map<String, BigFraction>> point = new RationalModel(statement::admits, timeOut).of(alone);
            if (point.isEmpty()) {
                return new Verdict.Inconclusive("no rational point is known at which the hypotheses hold: " + alone);
            }
            witness = point.get();
            necessity = statement.hypotheses().stream().map(this::necessity).toList();
        }
        return new Verdict.Proved(new Proof.SolverAgreement(statement, answers, witness, second));
    }

    private Necessity necessity(NamedFormula hypothesis) {
        Statement weaker = statement.without(hypothesis.name());
        Duration limit = timeOut.compareTo(TIME_OUT_WITHOUT_HYPOTHESIS) < 0 ? timeOut : TIME_OUT_WITHOUT_HYPOTHESIS;
        SolverAnswers answers = SolverAnswers.ask(weaker.refutation(), limit);
        return switch (answers.outcome()) {
            case BOTH_UNSATISFIABLE -> new Necessity.NotNeeded(hypothesis.name());
            case BOTH_SATISFIABLE, ONE_SATISFIABLE ->
                new RationalModel(weaker::failsAt, limit)
                        .of(answers)
                        .<Necessity>map(point -> new Necessity.Necessary(hypothesis.name(), point))
                        .orElseGet(() -> new Necessity.Unknown(hypothesis.name(), answers));
            case ONE_UNSATISFIABLE, DISAGREEMENT, UNDECIDED -> new Necessity.Unknown(hypothesis.name(), answers);
        };
    }

    private Verdict refuted(SolverAnswers answers) {
        Optional<Map<String, BigFraction>> point = new RationalModel(statement::failsAt, timeOut).of(answers);
        if (point.isEmpty()) {
            return new Verdict.Inconclusive("no model of the solvers could be checked in exact arithmetic: " + answers);
        }
        return new Verdict.Refuted(FailedStatement.counterexample(obligation, point.get()));
    }

    /** The point in one line, by name. */
    static String text(Map<String, BigFraction> point) {
        return new TreeMap<>(point)
                .entrySet().stream()
                        .map(e -> e.getKey() + " = " + e.getValue().toString().replace(" ", ""))
                        .collect(Collectors.joining(", "));
    }

    /** The hypotheses as decided at a point. */
    static List<DecidedHypothesis> decided(Statement statement, Map<String, BigFraction> point) {
        List<DecidedHypothesis> decided = new ArrayList<>();
        statement
                .hypotheses()
                .forEach(h -> decided.add(
                        new DecidedHypothesis(h.name(), Decision.of(h.formula().holdsAt(point)))));
        return decided;
    }
}
