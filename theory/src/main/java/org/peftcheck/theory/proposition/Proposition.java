package org.peftcheck.theory.proposition;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A proposition about instances: under the hypotheses, an instance of one of the forms holds.
 *
 * @param claim the id of the claim in the ledger
 * @param name what it concludes, as a noun phrase
 * @param forms the forms in which instances of it are stated
 * @param hypotheses the hypotheses, each decidable on an instance
 * @param derivation the derivation in TeX, short enough to read at a glance
 */
public record Proposition(
        String claim, String name, Set<StatementForm> forms, List<Hypothesis> hypotheses, String derivation) {

    /** Checks that all parts are there. */
    public Proposition {
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(derivation, "derivation");
        forms = Set.copyOf(forms);
        hypotheses = List.copyOf(hypotheses);
    }

    /**
     * The names of the hypotheses, in order.
     *
     * @return the names
     */
    public List<String> hypothesisNames() {
        return hypotheses.stream().map(Hypothesis::name).toList();
    }
}
