package org.peftcheck.theory.proof.derivation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The catalogue of derivations. */
public final class Derivations {

    private Derivations() {}

    /** Made, and so checked, when first asked for. */
    private static final class Checked {
        static final List<Derivation> ALL = Stream.of(
                        InequalityChain.all(),
                        KroneckerChains.all(),
                        TorusChains.all(),
                        SineRelationChains.all(),
                        VolumeChains.all())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * All derivations.
     *
     * @return one for each claim that is derived by a chain
     */
    public static List<Derivation> all() {
        return Checked.ALL;
    }

    /**
     * The derivation of a claim.
     *
     * @param claim the id of a claim
     * @return the derivation, if there is one
     */
    public static Optional<Derivation> of(String claim) {
        return all().stream().filter(d -> d.claim().equals(claim)).findFirst();
    }
}
