package org.peftcheck.theory.verdict;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.papers.audit.Finding;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.audit.PaperAudit;
import org.peftcheck.theory.proof.alternative.Exclusion;
import org.peftcheck.theory.proof.derivation.Derivation;
import org.peftcheck.theory.proof.derivation.Justification;
import org.peftcheck.theory.proof.operator.CofactorChecker;
import org.peftcheck.theory.proof.operator.OperatorTheorem;
import org.peftcheck.theory.proof.smt.formula.Statement;
import org.peftcheck.theory.proof.smt.solver.SolverAnswers;
import org.peftcheck.theory.proof.sturm.SineCurveDistance;
import org.peftcheck.theory.proof.sturm.SineDirections;

/** Evidence that a statement holds for all instances. Every kind checks itself when it is made, so a wrong one cannot exist. */
public sealed interface Proof {

    /**
     * The kind of evidence, in two or three words.
     *
     * @return the kind
     */
    String kind();

    /**
     * An argument whose steps are implications between polynomials at positive integers.
     *
     * @param argument how the steps give the claim, in one or two sentences
     * @param steps the steps, at least one
     */
    record PolynomialArgument(String argument, List<Implication> steps) implements Proof {
        /** Checks that there is a step. */
        public PolynomialArgument {
            steps = List.copyOf(steps);
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("polynomial argument: expected at least one step, got none");
            }
        }

        @Override
        public String kind() {
            return "polynomial identity";
        }
    }

    /**
     * If every premise is positive (at least zero), then the conclusion is, at all positive integers: the conclusion is identically
     * Σ multiplier · premise + slack, where multipliers and slack have no negative coefficient.
     *
     * @param premises the premises
     * @param multipliers one polynomial for each premise
     * @param slack the rest
     * @param conclusion the conclusion
     * @param strict whether premises and conclusion are to be positive rather than at least zero
     */
    record Implication(
            List<Polynomial> premises,
            List<Polynomial> multipliers,
            Polynomial slack,
            Polynomial conclusion,
            boolean strict) {

        /** Checks the identity and the signs. */
        public Implication {
            premises = List.copyOf(premises);
            multipliers = List.copyOf(multipliers);
            if (premises.size() != multipliers.size()) {
                throw new IllegalArgumentException(
                        "implication: expected " + premises.size() + " multipliers, got " + multipliers.size());
            }
            Polynomial sum = slack;
            boolean positive = !slack.equals(Polynomial.ZERO);
            for (int i = 0; i < premises.size(); i++) {
                sum = sum.plus(multipliers.get(i).times(premises.get(i)));
                positive |= !multipliers.get(i).equals(Polynomial.ZERO);
                requireNonNegative(multipliers.get(i));
            }
            requireNonNegative(slack);
            if (!sum.equals(conclusion)) {
                throw new IllegalArgumentException(
                        "implication: expected the conclusion " + conclusion + ", got " + sum);
            }
            if (strict && !positive) {
                throw new IllegalArgumentException(
                        "implication: expected a positive multiplier or slack, got zeros only");
            }
        }

        private static void requireNonNegative(Polynomial polynomial) {
            if (!polynomial.hasNoNegativeCoefficient()) {
                throw new IllegalArgumentException("implication: expected no negative coefficient, got " + polynomial);
            }
        }

        /**
         * The statement that a polynomial vanishes identically.
         *
         * @param polynomial a polynomial that expands to zero
         * @return the implication 0 ≥ 0 for it
         */
        public static Implication vanishes(Polynomial polynomial) {
            return new Implication(List.of(), List.of(), Polynomial.ZERO, polynomial, false);
        }
    }

    /**
     * An argument whose steps are operator identities of any size, each expanded from its cofactors, with hypotheses that hold
     * together.
     *
     * @param argument how the identities give the claim, in one or two sentences
     * @param identities the identities, at least one
     */
    record OperatorIdentities(String argument, List<OperatorTheorem> identities) implements Proof {
        /** Checks that there is an identity, and expands the cofactors of each once more. */
        public OperatorIdentities {
            identities = List.copyOf(identities);
            if (identities.isEmpty()) {
                throw new IllegalArgumentException("operator identities: expected at least one identity, got none");
            }
            for (OperatorTheorem theorem : identities) {
                CofactorChecker.rejection(theorem.identity(), theorem.proof().cofactors())
                        .ifPresent(reason -> {
                            throw new IllegalArgumentException(reason);
                        });
            }
        }

        @Override
        public String kind() {
            return "operator identity";
        }
    }

    /**
     * A statement about finitely many figures of the paper, each recomputed exactly from the tables when this is made.
     *
     * @param claim the id of a claim that has an audit, all of whose findings agree
     */
    record Recomputation(String claim) implements Proof {
        /** Recomputes every figure. */
        public Recomputation {
            List<Finding> findings = PaperAudit.peanut2025().of(claim);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException(
                        "recomputation of " + claim + ": expected at least one figure, got none");
            }
            for (Finding finding : findings) {
                if (!finding.agrees()) {
                    throw new IllegalArgumentException("recomputation of " + claim + ": expected " + finding.printed()
                            + " at " + finding.where() + ", got " + finding.found());
                }
            }
        }

        @Override
        public String kind() {
            return "exact recomputation";
        }
    }

    /**
     * A statement whose negation both solvers refute, or one of them where another kind of evidence stands beside it. The answers
     * can come from the solvers only; the questions are made from the statement again and compared. Where there are hypotheses, a
     * point at which all of them hold shows that the statement is not empty.
     *
     * @param statement the statement
     * @param answers what the solvers said of its negation
     * @param witness a value for each variable at which the hypotheses hold; it is checked in exact arithmetic
     * @param second other evidence for the statement, needed when one solver has no answer
     */
    record SolverAgreement(
            Statement statement, SolverAnswers answers, Map<String, BigFraction> witness, Optional<Proof> second)
            implements Proof {

        /** Checks the question, the answers and the witness. */
        public SolverAgreement {
            witness = Map.copyOf(witness);
            if (!answers.script().equals(statement.refutation())) {
                throw new IllegalArgumentException(
                        "solver agreement: expected answers on the negation of the statement, got those on another script");
            }
            if (!statement.hypotheses().isEmpty() && !statement.admits(witness)) {
                throw new IllegalArgumentException(
                        "solver agreement: expected a witness at which all hypotheses hold, got " + witness);
            }
            boolean two = answers.outcome() == SolverAnswers.Outcome.BOTH_UNSATISFIABLE;
            boolean one = answers.outcome() == SolverAnswers.Outcome.ONE_UNSATISFIABLE
                    && second.filter(proof -> !(proof instanceof SolverAgreement))
                            .isPresent();
            if (!two && !one) {
                throw new IllegalArgumentException(
                        "solver agreement: expected unsat from both solvers, or from one with evidence of another kind, got "
                                + answers);
            }
        }

        @Override
        public String kind() {
            String solvers = String.join(" and ", answers.refuters());
            return second.map(proof -> solvers + " and " + proof.kind()).orElse(solvers);
        }
    }

    /**
     * A chain of checked steps.
     *
     * @param derivation the chain, which checked itself
     */
    record Derived(Derivation derivation) implements Proof {
        /** Checks that there is a chain. */
        public Derived {
            Objects.requireNonNull(derivation, "derivation");
        }

        @Override
        public String kind() {
            List<Justification.Literature> known = derivation.literature();
            return switch (known.size()) {
                case 0 -> "derivation";
                case 1 -> "derivation from " + known.get(0).name();
                default -> "derivation from " + known.get(0).name() + " and " + (known.size() - 1) + " more";
            };
        }
    }

    /**
     * An argument about real roots, counted by Sturm sequences.
     *
     * @param argument how the counts give the claim, in one or two sentences
     * @param directions the directions that a pair of sines takes, with the evidence that these are all
     */
    record SturmArgument(String argument, SineDirections directions) implements Proof {
        /** Checks that there is evidence. */
        public SturmArgument {
            Objects.requireNonNull(argument, "argument");
            Objects.requireNonNull(directions, "directions");
        }

        @Override
        public String kind() {
            return "Sturm sequence";
        }
    }

    /**
     * A distance that the sines of several frequencies keep from a target, though every two of them take every direction.
     *
     * @param argument how the counts give the claim, in one or two sentences
     * @param directions the directions of pairs of the sines
     * @param distance the distance with its evidence
     */
    record SturmDistance(String argument, List<SineDirections> directions, SineCurveDistance distance)
            implements Proof {
        /** Checks that there is evidence. */
        public SturmDistance {
            Objects.requireNonNull(argument, "argument");
            directions = List.copyOf(directions);
            Objects.requireNonNull(distance, "distance");
        }

        @Override
        public String kind() {
            return "Sturm sequence";
        }
    }

    /**
     * The two sides of an alternative exclude each other, at one size.
     *
     * @param exclusion the exclusion
     */
    record Excluded(Exclusion exclusion) implements Proof {
        /** Checks that there is an exclusion. */
        public Excluded {
            Objects.requireNonNull(exclusion, "exclusion");
        }

        @Override
        public String kind() {
            return "linear-programming alternative, one size";
        }
    }
}
