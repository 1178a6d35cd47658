package org.peftcheck.theory.peanut2025;

import java.util.List;
import org.peftcheck.papers.peanut2025.Finding;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.papers.peanut2025.TableAudits;
import org.peftcheck.theory.proposition.ClaimCheck;
import org.peftcheck.theory.verdict.Counterexample;
import org.peftcheck.theory.verdict.Enclosure;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

/** Claims about the tables: every figure that a claim speaks of, recomputed exactly from the cells (PEANuT, Tables 1 to 7). */
final class TableClaims {

    private TableClaims() {}

    static List<ClaimCheck> all() {
        TableAudits audits = new TableAudits(Peanut2025.tables());
        return audits.claims().stream()
                .sorted()
                .map(claim -> new ClaimCheck(claim, () -> verdict(claim, audits.audit(claim))))
                .toList();
    }

    /** Proved where every figure agrees, otherwise refuted by the first that does not. */
    static Verdict verdict(String claim, List<Finding> findings) {
        List<Finding> wrong = findings.stream().filter(f -> !f.agrees()).toList();
        if (wrong.isEmpty()) {
            return new Verdict.Proved(new Proof.Recomputation(claim));
        }
        Finding first = wrong.get(0);
        return new Verdict.Refuted(new Counterexample(
                claim,
                first.where() + ": printed " + first.printed() + ", found " + first.found(),
                "\\#\\{\\text{figures that do not agree}\\}\\le0",
                Enclosure.exactly(wrong.size()),
                Enclosure.exactly(0),
                List.of()));
    }
}
