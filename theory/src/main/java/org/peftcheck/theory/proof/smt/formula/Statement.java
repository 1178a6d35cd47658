package org.peftcheck.theory.proof.smt.formula;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hipparchus.fraction.BigFraction;

/**
 * A statement for all values of its variables: where all hypotheses hold, the conclusion does. The questions for the solvers are
 * made from it, the negation of the conclusion among them, so that none is written by hand.
 *
 * @param sort what the variables range over
 * @param hypotheses the hypotheses, with different names
 * @param conclusion the conclusion
 */
public record Statement(Sort sort, List<NamedFormula> hypotheses, Formula conclusion) {

    /** Checks that the names of the hypotheses differ. */
    public Statement {
        Objects.requireNonNull(sort, "sort");
        Objects.requireNonNull(conclusion, "conclusion");
        hypotheses = List.copyOf(hypotheses);
        Set<String> names = new LinkedHashSet<>();
        for (NamedFormula hypothesis : hypotheses) {
            if (!names.add(hypothesis.name())) {
                throw new IllegalArgumentException(
                        "statement: expected hypotheses with different names, got " + hypothesis.name() + " twice");
            }
        }
    }

    /**
     * The variables in the order in which they occur.
     *
     * @return the names
     */
    public List<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        hypotheses.forEach(h -> names.addAll(Rewriting.variables(h.formula())));
        names.addAll(Rewriting.variables(conclusion));
        return List.copyOf(names);
    }

    /**
     * The question whether the statement fails somewhere: the hypotheses and the negated conclusion. No such point means that the
     * statement is a theorem.
     *
     * @return the script
     */
    public Script refutation() {
        List<Formula> all = new ArrayList<>(formulas());
        all.add(conclusion.negated());
        return script(all);
    }

    /**
     * The question whether the hypotheses hold together anywhere.
     *
     * @return the script
     */
    public Script hypothesesAlone() {
        return script(formulas());
    }

    private List<Formula> formulas() {
        return hypotheses.stream().map(NamedFormula::formula).toList();
    }

    private Script script(List<Formula> formulas) {
        SmtText text = new SmtText(sort);
        List<String> assertions = new ArrayList<>();
        List<Formula> piecewise = new ArrayList<>();
        for (Formula formula : formulas) {
            if (Rewriting.hasRelu(formula)) {
                piecewise.add(formula);
            } else {
                assertions.add(text.of(formula));
            }
        }
        if (!piecewise.isEmpty()) {
            List<Formula> cases = new ArrayList<>();
            for (ReluElimination.Case one : ReluElimination.cases(new Formula.And(piecewise))) {
                List<Formula> parts = new ArrayList<>(one.conditions());
                parts.add(one.formula());
                cases.add(new Formula.And(parts));
            }
            assertions.add(text.of(new Formula.Or(cases)));
        }
        return new Script(sort, variables(), assertions);
    }

    /**
     * The stronger statement that lacks a hypothesis.
     *
     * @param name the name of the hypothesis
     * @return the statement without it
     * @throws IllegalArgumentException if no hypothesis has that name
     */
    public Statement without(String name) {
        List<NamedFormula> rest =
                hypotheses.stream().filter(h -> !h.name().equals(name)).toList();
        if (rest.size() == hypotheses.size()) {
            throw new IllegalArgumentException("statement without a hypothesis: expected one of "
                    + hypotheses.stream().map(NamedFormula::name).toList() + ", got " + name);
        }
        return new Statement(sort, rest, conclusion);
    }

    /**
     * Whether a point is admissible: every hypothesis holds at it and, where the variables are integers, so are its values. Exact
     * arithmetic only.
     *
     * @param point a value for every variable
     * @return whether the statement is about it
     */
    public boolean admits(Map<String, BigFraction> point) {
        return hypotheses.stream().allMatch(h -> h.formula().holdsAt(point)) && isOfSort(point);
    }

    /**
     * Whether a point is a counterexample: admissible, and the conclusion fails. Exact arithmetic only.
     *
     * @param point a value for every variable
     * @return whether it refutes the statement
     */
    public boolean failsAt(Map<String, BigFraction> point) {
        return admits(point) && !conclusion.holdsAt(point);
    }

    private boolean isOfSort(Map<String, BigFraction> point) {
        return sort == Sort.REAL
                || variables().stream()
                        .allMatch(v -> point.containsKey(v)
                                && point.get(v).getDenominator().equals(BigInteger.ONE));
    }
}
