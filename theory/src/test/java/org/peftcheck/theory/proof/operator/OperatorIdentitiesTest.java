package org.peftcheck.theory.proof.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.papers.peanut2025.Peanut2025;

class OperatorIdentitiesTest {

    static List<OperatorTheorem> theorems() {
        return OperatorIdentities.all();
    }

    @ParameterizedTest
    @MethodSource("theorems")
    void everyHypothesisIsNeeded(OperatorTheorem theorem) {
        theorem.necessity()
                .forEach((hypothesis, known) ->
                        assertTrue(known instanceof Necessity.Needed, theorem.name() + ": " + hypothesis));
    }

    @ParameterizedTest
    @MethodSource("theorems")
    void everyIdentityIsAboutAClaim(OperatorTheorem theorem) {
        assertTrue(Peanut2025.claims().find(theorem.claim()).isPresent(), theorem.claim());
        assertTrue(OperatorIdentities.of(theorem.claim()).contains(theorem));
    }

    @Test
    void namesAreGivenOnce() {
        Set<String> names = new HashSet<>();
        theorems().forEach(t -> assertTrue(names.add(t.name()), t.name()));
        assertEquals(theorems().size(), names.size());
        assertEquals(
                "pseudo-inverse-unique",
                OperatorIdentities.named("pseudo-inverse-unique").orElseThrow().name());
        assertTrue(OperatorIdentities.named("pseudo-inverse").isEmpty());
    }
}
