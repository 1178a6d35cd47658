package org.peftcheck.theory.proposition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peftcheck.theory.verdict.Decision;

class PropositionTest {

    @ParameterizedTest
    @EnumSource(StatementForm.class)
    void aFormIsFoundByItsKey(StatementForm form) {
        assertEquals(form, StatementForm.of(form.key()));
    }

    @Test
    void anUnknownFormIsRefused() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> StatementForm.of("Range"));
        assertEquals(
                "form: expected one of [range, projected, approximation, entrywise, one-parameter, loss, factors, alternative, equal-rows, not-closed, output-rank],"
                        + " got Range",
                refusal.getMessage());
    }

    @Test
    void aPropositionKeepsItsOwnLists() {
        Hypothesis hypothesis = new Hypothesis("relu", "t", facts -> Decision.HOLDS);
        List<Hypothesis> hypotheses = new ArrayList<>(List.of(hypothesis));
        Set<StatementForm> forms = EnumSet.of(StatementForm.RANGE);
        Proposition proposition = new Proposition("c", "n", forms, hypotheses, "d");
        hypotheses.clear();
        forms.clear();
        assertEquals(List.of("relu"), proposition.hypothesisNames());
        assertEquals(Set.of(StatementForm.RANGE), proposition.forms());
        assertThrows(NullPointerException.class, () -> new Proposition(null, "n", forms, hypotheses, "d"));
    }
}
