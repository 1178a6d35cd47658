package org.peftcheck.theory.proof.derivation;

import org.peftcheck.papers.ExpectedVerdict;
import org.peftcheck.papers.peanut2025.Peanut2025;

/** What is known of a hypothesis being needed. */
public sealed interface Need {

    /**
     * The conclusion fails without it: a claim that drops it is refuted by a counterexample of its own.
     *
     * @param claim the id of that claim
     */
    record Needed(String claim) implements Need {
        /** Checks that the ledger has that claim refuted. */
        public Needed {
            ExpectedVerdict verdict = Peanut2025.claims().get(claim).expected();
            if (verdict != ExpectedVerdict.REFUTED) {
                throw new IllegalArgumentException("need: expected " + claim + " to be refuted, got " + verdict);
            }
        }

        @Override
        public String toString() {
            return "needed, by the counterexample to `" + claim + "`";
        }
    }

    /**
     * The conclusion fails in a case in which the hypothesis does: a claim that holds shows it.
     *
     * @param claim the id of that claim
     */
    record Contrast(String claim) implements Need {
        /** Checks that the ledger has that claim proved. */
        public Contrast {
            ExpectedVerdict verdict = Peanut2025.claims().get(claim).expected();
            if (verdict != ExpectedVerdict.PROVED) {
                throw new IllegalArgumentException("need: expected " + claim + " to be proved, got " + verdict);
            }
        }

        @Override
        public String toString() {
            return "needed, as `" + claim + "` shows by a case without it";
        }
    }

    /**
     * The conclusion holds in a case in which the hypothesis fails: it is sufficient only.
     *
     * @param claim the id of the claim that shows the case
     */
    record NotNeeded(String claim) implements Need {
        /** Checks that the ledger has that claim proved or certified. */
        public NotNeeded {
            ExpectedVerdict verdict = Peanut2025.claims().get(claim).expected();
            if (verdict != ExpectedVerdict.PROVED && verdict != ExpectedVerdict.CERTIFIED) {
                throw new IllegalArgumentException("need: expected " + claim + " to be proved, got " + verdict);
            }
        }

        @Override
        public String toString() {
            return "not needed: `" + claim + "` has the conclusion without it";
        }
    }

    /**
     * Nothing is known.
     *
     * @param why what is known instead, in one line
     */
    record Unknown(String why) implements Need {
        /** Checks that something is said. */
        public Unknown {
            if (why.isBlank()) {
                throw new IllegalArgumentException("need: expected what is known instead, got nothing");
            }
        }

        @Override
        public String toString() {
            return "not known to be needed: " + why;
        }
    }
}
