package org.peftcheck.theory.peanut2025;

import java.util.List;
import org.peftcheck.papers.audit.Finding;
import org.peftcheck.theory.audit.PaperAudit;
import org.peftcheck.theory.proposition.ClaimCheck;
import org.peftcheck.theory.verdict.Counterexample;
import org.peftcheck.theory.verdict.Enclosure;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

/** Claims about the tables: every figure that a claim speaks of, recomputed exactly (PEANuT, Tables 1 to 7 and Section 5). */
final class TableClaims {

    private static final List<String> CLAIMS = List.of(
            "count-table-2-fourierft",
            "count-table-2-lora",
            "count-table-2-peanut",
            "count-table-3-baselines",
            "count-table-3-peanut-l",
            "count-table-3-peanut-s",
            "count-table-6-depth-2",
            "table-1-averages",
            "table-1-best-on-all",
            "table-1-whole-answers",
            "table-14-sizes",
            "table-15-sizes",
            "table-16-sizes",
            "table-2-averages",
            "table-2-same-parameters",
            "table-3-averages",
            "table-4-averages",
            "table-4-full-highest",
            "table-5-ablation",
            "table-5-averages",
            "table-6-averages",
            "text-arithmetic-gains-llama2",
            "text-arithmetic-gains-qwen3",
            "text-commonsense-170k",
            "text-commonsense-gains-llama2",
            "text-commonsense-gains-llama3",
            "text-commonsense-gains-qwen3",
            "text-datasets",
            "text-depth-average",
            "text-depth-consistent",
            "text-glue-large",
            "text-glue-small",
            "text-layers-small",
            "text-runtime-memory",
            "text-vision-full-share",
            "text-vision-gains");

    private TableClaims() {}

    /** The claims that the audit decides; the data name the same ones. */
    static List<String> claims() {
        return CLAIMS;
    }

    static List<ClaimCheck> all() {
        return CLAIMS.stream()
                .map(claim -> new ClaimCheck(
                        claim, () -> verdict(claim, PaperAudit.peanut2025().of(claim))))
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
