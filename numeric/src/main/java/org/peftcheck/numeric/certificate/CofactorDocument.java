package org.peftcheck.numeric.certificate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peftcheck.theory.proof.operator.Cofactor;
import org.peftcheck.theory.proof.operator.Necessity;
import org.peftcheck.theory.proof.operator.OperatorIdentities;
import org.peftcheck.theory.proof.operator.OperatorIdentity;
import org.peftcheck.theory.proof.operator.OperatorProof;
import org.peftcheck.theory.proof.operator.OperatorTheorem;
import org.peftcheck.theory.proof.operator.RationalModel;

/**
 * What a cofactor file says, not yet checked.
 *
 * @param claim the id of the claim that the identity is about
 * @param identity the identity
 * @param cofactors the evidence for it
 * @param witness a model of its hypotheses
 * @param necessity what is said of each hypothesis being needed
 */
public record CofactorDocument(
        String claim,
        OperatorIdentity identity,
        List<Cofactor> cofactors,
        RationalModel witness,
        Map<String, Necessity> necessity) {

    /** Copies the lists. */
    public CofactorDocument {
        cofactors = List.copyOf(cofactors);
        necessity = Map.copyOf(necessity);
    }

    /**
     * Checks the cofactors, the witness and the counterexamples.
     *
     * @return the theorem
     * @throws IllegalArgumentException if anything fails, in one line
     */
    public OperatorTheorem theorem() {
        return new OperatorTheorem(claim, new OperatorProof(identity, cofactors), witness, necessity);
    }

    /**
     * Checks everything, and that the identity is the one which the toolkit states under this name.
     *
     * @return why the file proves nothing that the toolkit claims, in one line; nothing if it does
     */
    public Optional<String> rejection() {
        try {
            theorem();
        } catch (IllegalArgumentException failed) {
            return Optional.of(failed.getMessage());
        }
        Optional<OperatorTheorem> stated = OperatorIdentities.named(identity.name());
        if (stated.isEmpty()) {
            return Optional.of(
                    "identity " + identity.name() + ": expected an identity of the toolkit, got another name");
        }
        if (!stated.get().identity().equals(identity)) {
            return Optional.of("identity " + identity.name() + ": expected it as the toolkit states it, got another "
                    + difference(stated.get().identity()));
        }
        return stated.get().claim().equals(claim)
                ? Optional.empty()
                : Optional.of("identity " + identity.name() + ": expected the claim "
                        + stated.get().claim() + ", got " + claim);
    }

    private String difference(OperatorIdentity stated) {
        if (!stated.goal().equals(identity.goal())) {
            return "goal";
        }
        if (!stated.hypotheses().equals(identity.hypotheses())) {
            return "list of hypotheses";
        }
        return stated.operators().equals(identity.operators()) ? "statement" : "list of operators";
    }
}
