package org.peftcheck.theory.proof.operator;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every operator identity that is proved, each checked when it is made. */
public final class OperatorIdentities {

    private OperatorIdentities() {}

    private static final class Checked {
        static final List<OperatorTheorem> ALL = Stream.of(
                        MoorePenroseProjector.all(),
                        MoorePenroseUnique.all(),
                        NormalEquations.all(),
                        SingularValueFactorisation.all(),
                        ProjectedUpdateByTwoRUnits.all(),
                        ProjectedUpdateByAnyInverse.all(),
                        ProjectedUpdateByRPlusOneUnits.all(),
                        MultiplicativeLoRaEquality.all(),
                        TransposedUpdateByTwoRUnits.all(),
                        ProjectionFromStationarity.all(),
                        LeastSquaresGap.all(),
                        FullRowRankPhase.all(),
                        SineLayerRelations.all())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * All identities, those of one group together.
     *
     * @return the theorems
     */
    public static List<OperatorTheorem> all() {
        return Checked.ALL;
    }

    /**
     * The identities that prove a claim, or parts of one.
     *
     * @param claim the id of a claim
     * @return the theorems, none if the claim is proved otherwise
     */
    public static List<OperatorTheorem> of(String claim) {
        return all().stream().filter(t -> t.claim().equals(claim)).toList();
    }

    /**
     * An identity by its name.
     *
     * @param name the name
     * @return the theorem, if there is one
     */
    public static Optional<OperatorTheorem> named(String name) {
        return all().stream().filter(t -> t.name().equals(name)).findFirst();
    }
}
