package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peftcheck.papers.Erratum;
import org.peftcheck.papers.peanut2025.Peanut2025;

class ErrataCommandTest {

    @Test
    void showsEveryErratumWithPlacePrintedAndCorrected() {
        String out = Run.good("errata");
        for (Erratum erratum : Peanut2025.errata().all()) {
            assertTrue(out.contains(erratum.id() + "\n  claim         " + erratum.claim() + "\n"), erratum.id());
            assertTrue(out.contains("  printed       " + erratum.printed() + "\n"), erratum.id());
            assertTrue(out.contains("  corrected     " + erratum.corrected() + "\n"), erratum.id());
        }
        assertTrue(out.endsWith("\n" + Peanut2025.errata().all().size() + " errata\n"));
    }

    @Test
    void showsTheErrataOfOneClaim() {
        String out = Run.good("errata", "prop-b1-row");
        assertTrue(out.startsWith("row-to-column\n"), out);
        assertTrue(out.contains("  since         W0 = [[1, sqrt 2], [1, sqrt 2]]"), out);
        assertTrue(out.endsWith("\n1 erratum\n"), out);
    }

    @Test
    void aClaimWithoutErrataHasNone() {
        assertEquals("0 errata\n", Run.good("errata", "relu-identity"));
    }

    @Test
    void writesJson() {
        var errata = Run.json(Run.good("errata", "prop-3.2-min", "--json", "-"));
        assertEquals(1, errata.size());
        assertEquals("min-to-inf", errata.at("/0/id").textValue());
        assertTrue(errata.at("/0/counterexample").textValue().startsWith("d1 = 3"));
    }

    @Test
    void anUnknownClaimIsRefused() {
        assertTrue(Run.refusal("errata", "prop-b1-roww").contains("near names: prop-b1-row"));
    }
}
