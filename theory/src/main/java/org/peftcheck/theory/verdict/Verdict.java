package org.peftcheck.theory.verdict;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.hipparchus.fraction.BigFraction;

/** What a check says of a claim. */
public sealed interface Verdict {

    /**
     * The name of the verdict as reports print it.
     *
     * @return {@code Proved}, {@code Certified}, {@code Refuted}, {@code Probable}, {@code NotApplicable} or {@code Inconclusive}
     */
    default String label() {
        return getClass().getSimpleName();
    }

    /**
     * The verdict in the words of the SZS ontology, by which provers report.
     *
     * @return the SZS status
     */
    String szs();

    /**
     * The claim holds for all instances.
     *
     * @param proof the evidence, checked when it was made
     */
    record Proved(Proof proof) implements Verdict {
        /** Checks that there is a proof. */
        public Proved {
            Objects.requireNonNull(proof, "proof");
        }

        @Override
        public String szs() {
            return "Theorem";
        }
    }

    /**
     * The claim holds on an instance.
     *
     * @param certificate the evidence
     */
    record Certified(Certificate certificate) implements Verdict {
        /** Checks that there is a certificate. */
        public Certified {
            Objects.requireNonNull(certificate, "certificate");
        }

        @Override
        public String szs() {
            return "Satisfiable";
        }
    }

    /**
     * A statement that held at random points; it is false with at most the given probability, over the choice of the points. This is
     * evidence beside other evidence, and settles nothing alone.
     *
     * @param statement the statement
     * @param errorProbability the bound on the probability, at least 0 and less than 1
     */
    record Probable(String statement, BigFraction errorProbability) implements Verdict {
        /** Checks the bound. */
        public Probable {
            Objects.requireNonNull(statement, "statement");
            if (errorProbability.signum() < 0 || errorProbability.compareTo(BigFraction.ONE) >= 0) {
                throw new IllegalArgumentException(
                        "probable: expected a probability from 0 to below 1, got " + errorProbability);
            }
        }

        @Override
        public String szs() {
            return "Unknown";
        }
    }

    /**
     * The claim is false.
     *
     * @param counterexample the evidence
     */
    record Refuted(Counterexample counterexample) implements Verdict {
        /** Checks that there is a counterexample. */
        public Refuted {
            Objects.requireNonNull(counterexample, "counterexample");
        }

        @Override
        public String szs() {
            return "CounterSatisfiable";
        }
    }

    /**
     * The instance is outside the scope of the claim.
     *
     * @param failed the hypotheses that fail, at least one
     */
    record NotApplicable(List<String> failed) implements Verdict {
        /** Checks that a failed hypothesis is named. */
        public NotApplicable {
            failed = List.copyOf(failed);
            if (failed.isEmpty()) {
                throw new IllegalArgumentException("not applicable: expected at least one failed hypothesis, got none");
            }
        }

        @Override
        public String szs() {
            return "Inappropriate";
        }
    }

    /**
     * The check could not tell.
     *
     * @param reason why, in one line
     */
    record Inconclusive(String reason) implements Verdict {
        /** Checks that a reason is given. */
        public Inconclusive {
            if (reason.strip().isEmpty()) {
                throw new IllegalArgumentException("inconclusive: expected a reason, got none");
            }
        }

        @Override
        public String szs() {
            return "GaveUp";
        }
    }

    /**
     * The label in lower case, as data files spell it.
     *
     * @return the label in lower case
     */
    default String key() {
        return label().toLowerCase(Locale.ROOT);
    }
}
