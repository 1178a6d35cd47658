package org.peftcheck.numeric.check;

import java.util.Objects;
import org.peftcheck.theory.verdict.Verdict;

/** What the checker says of a certificate. */
public sealed interface CheckResult {

    /**
     * The certificate holds.
     *
     * @param verdict {@code Certified}, or {@code Refuted} where the certificate is of a counterexample
     * @param relativeError an upper bound on the certified error over the size of the target, 0 where it is exact
     */
    record Accepted(Verdict verdict, double relativeError) implements CheckResult {
        /** Checks that there is a verdict. */
        public Accepted {
            Objects.requireNonNull(verdict, "verdict");
        }
    }

    /**
     * The certificate does not hold, or could not be shown to.
     *
     * @param reason why, in one line
     */
    record Rejected(String reason) implements CheckResult {
        /** Checks that a reason is given. */
        public Rejected {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
