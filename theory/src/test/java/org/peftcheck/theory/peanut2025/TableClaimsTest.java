package org.peftcheck.theory.peanut2025;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.audit.PaperAudit;

class TableClaimsTest {

    @Test
    void theClaimsAreThoseThatTheDataName() {
        assertEquals(PaperAudit.peanut2025().claims(), Set.copyOf(TableClaims.claims()));
    }
}
