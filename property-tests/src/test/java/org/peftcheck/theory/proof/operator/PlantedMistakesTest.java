package org.peftcheck.theory.proof.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of mistake, planted in every theorem in every place, is rejected. */
class PlantedMistakesTest {

    /**
     * Where the cofactors still expand to the goal, since the statement with the mistake is true: W0 X is symmetric for every X with
     * W0ᵀW0 X = c W0ᵀ and any c, and likewise for the other products. The witness does not satisfy the other hypothesis.
     */
    private static final Set<String> TRUE_OTHERWISE = Set.of(
            "full-column-rank-columns-symmetric",
            "full-column-rank-rows-symmetric",
            "normal-equations-columns-symmetric",
            "svd-columns-symmetric",
            "svd-rows-symmetric");

    @ParameterizedTest
    @EnumSource(Mistake.class)
    void everyMistakeIsRejected(Mistake mistake) {
        int planted = 0;
        Set<String> accepted = new TreeSet<>();
        for (OperatorTheorem theorem : OperatorIdentities.all()) {
            for (Mistake.Attempt attempt : mistake.in(theorem)) {
                planted++;
                try {
                    OperatorProof proof = attempt.make();
                    accepted.add(theorem.name());
                    requireOtherWitness(theorem, proof);
                } catch (IllegalArgumentException rejected) {
                    assertFalse(rejected.getMessage().contains("\n"), rejected.getMessage());
                }
            }
        }
        boolean hypothesis = mistake.name().startsWith("HYPOTHESIS_TERM");
        assertEquals(hypothesis ? TRUE_OTHERWISE : Set.of(), accepted);
        assertTrue(planted >= 3, mistake + " was planted " + planted + " times only");
    }

    private static void requireOtherWitness(OperatorTheorem theorem, OperatorProof proof) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new OperatorTheorem(theorem.claim(), proof, theorem.witness(), theorem.necessity()))
                .getMessage();
        assertTrue(message.contains(": witness: expected hypothesis "), message);
    }

    @Test
    void withoutAMistakeTheSameMakingIsAccepted() {
        for (OperatorTheorem theorem : OperatorIdentities.all()) {
            assertEquals(
                    theorem.proof(),
                    new OperatorProof(theorem.identity(), theorem.proof().cofactors()));
        }
    }
}
