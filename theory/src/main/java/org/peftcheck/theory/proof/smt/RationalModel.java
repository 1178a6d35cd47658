package org.peftcheck.theory.proof.smt;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.proof.smt.formula.Script;
import org.peftcheck.theory.proof.smt.solver.Answer;
import org.peftcheck.theory.proof.smt.solver.ModelValue;
import org.peftcheck.theory.proof.smt.solver.SolverAnswers;
import org.peftcheck.theory.proof.smt.solver.Z3Solver;

/** Reads a rational point back from the models of the solvers, and looks for one nearby when a value is irrational. */
final class RationalModel {

    private static final List<Integer> DENOMINATORS = List.of(1, 2, 4, 16, 256, 65536);

    private final Predicate<Map<String, BigFraction>> wanted;
    private final Duration timeOut;

    RationalModel(Predicate<Map<String, BigFraction>> wanted, Duration timeOut) {
        this.wanted = wanted;
        this.timeOut = timeOut;
    }

    /** A rational point that passes the exact test. */
    Optional<Map<String, BigFraction>> of(SolverAnswers answers) {
        return answers.models().stream()
                .map(this::asItStands)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> answers.models().stream()
                        .map(model -> near(answers.script(), model))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private Optional<Map<String, BigFraction>> asItStands(Answer.Satisfiable model) {
        return model.rationalPoint().filter(wanted);
    }

    /** Prescribes rational values for the first irrational one, coarse ones first, and asks Z3 again. */
    private Optional<Map<String, BigFraction>> near(Script script, Answer.Satisfiable model) {
        for (Map.Entry<String, ModelValue> entry : model.model().entrySet()) {
            if (entry.getValue() instanceof ModelValue.Algebraic algebraic) {
                return DENOMINATORS.stream()
                        .map(d -> rounded(algebraic.near(), d))
                        .distinct()
                        .map(value -> pinned(script.pinned(entry.getKey(), value)))
                        .flatMap(Optional::stream)
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    /** One solver is enough here, since its model is checked. */
    private Optional<Map<String, BigFraction>> pinned(Script narrower) {
        if (new Z3Solver().check(narrower, timeOut) instanceof Answer.Satisfiable model) {
            return asItStands(model).or(() -> near(narrower, model));
        }
        return Optional.empty();
    }

    private static BigFraction rounded(BigFraction value, int denominator) {
        BigFraction scaled = value.multiply(2L * denominator).add(BigFraction.ONE);
        BigInteger twice = scaled.getDenominator().shiftLeft(1);
        BigInteger numerator = scaled.getNumerator();
        BigInteger floor = numerator.subtract(numerator.mod(twice)).divide(twice);
        return new BigFraction(floor, BigInteger.valueOf(denominator));
    }
}
