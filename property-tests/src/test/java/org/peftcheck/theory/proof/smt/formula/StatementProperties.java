package org.peftcheck.theory.proof.smt.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.proof.smt.solver.Solver;

/** What is written for the solvers means what the exact evaluation says, ReLU by cases and all. */
class StatementProperties {

    private static final Duration TIME_OUT = Duration.ofSeconds(10);

    @Property(tries = 400, seed = "31")
    void oneCaseHoldsAndAgreesWithTheFormula(@ForAll long seed) {
        RandomFormulas random = new RandomFormulas(seed, Sort.REAL);
        Formula formula = random.formula(2);
        List<ReluElimination.Case> cases = ReluElimination.cases(formula);
        for (int i = 0; i < 5; i++) {
            Map<String, BigFraction> point = random.point();
            List<ReluElimination.Case> holding = cases.stream()
                    .filter(c -> c.conditions().stream().allMatch(f -> f.holdsAt(point)))
                    .toList();
            assertEquals(1, holding.size());
            assertEquals(formula.holdsAt(point), holding.get(0).formula().holdsAt(point));
        }
    }

    @Property(tries = 120, seed = "32")
    void theSolversFindAPrescribedPointExactlyWhenTheStatementFailsThere(@ForAll long seed, @ForAll Sort sort) {
        RandomFormulas random = new RandomFormulas(seed, sort);
        Statement statement =
                new Statement(sort, List.of(new NamedFormula("hypothesis", random.formula(1))), random.formula(2));
        Map<String, BigFraction> point = random.point();
        point.keySet().retainAll(statement.variables());
        Script script = statement.refutation();
        for (Map.Entry<String, BigFraction> entry : point.entrySet()) {
            script = script.pinned(entry.getKey(), entry.getValue());
        }
        for (Solver solver : Solver.both()) {
            assertEquals(
                    statement.failsAt(point) ? "sat" : "unsat",
                    solver.check(script, TIME_OUT).text(),
                    solver.name());
        }
    }
}
