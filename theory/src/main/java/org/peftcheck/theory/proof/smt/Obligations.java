package org.peftcheck.theory.proof.smt;

import java.util.List;
import java.util.stream.Stream;

/** The catalogue of obligations. Making it loads no solver. */
public final class Obligations {

    private static final List<Obligation> ALL = Stream.of(
                    ActivationObligations.all(),
                    SavingObligations.all(),
                    WidthObligations.all(),
                    SineObligations.all(),
                    LossObligations.all(),
                    MergeObligations.all())
            .flatMap(List::stream)
            .toList();

    private Obligations() {}

    /**
     * All obligations.
     *
     * @return the obligations
     */
    public static List<Obligation> all() {
        return ALL;
    }

    /**
     * The obligations of a claim.
     *
     * @param claim the id of a claim
     * @return its obligations, perhaps none
     */
    public static List<Obligation> of(String claim) {
        return ALL.stream().filter(o -> o.claim().equals(claim)).toList();
    }

    /**
     * Whether obligations, when all of them are discharged, settle a claim for all instances.
     *
     * @param claim the id of a claim
     * @return whether the claim has obligations of the scope {@link Obligation.Scope#CLAIM}
     */
    public static boolean settle(String claim) {
        return of(claim).stream().anyMatch(o -> o.scope() == Obligation.Scope.CLAIM);
    }

    /**
     * The obligation of the given id.
     *
     * @param id an id
     * @return the obligation
     * @throws IllegalArgumentException if there is none
     */
    public static Obligation get(String id) {
        return ALL.stream()
                .filter(o -> o.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("obligation: expected one of "
                        + ALL.stream().map(Obligation::id).toList() + ", got " + id));
    }
}
