package org.peftcheck.theory.proof;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.ClaimKind;
import org.peftcheck.papers.Erratum;
import org.peftcheck.papers.ExpectedVerdict;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.peanut2025.Propositions;
import org.peftcheck.theory.proof.derivation.Derivation;
import org.peftcheck.theory.proof.derivation.Derivations;
import org.peftcheck.theory.proof.derivation.Justification;
import org.peftcheck.theory.proof.derivation.Step;
import org.peftcheck.theory.proof.operator.OperatorHypothesis;
import org.peftcheck.theory.proof.operator.OperatorIdentities;
import org.peftcheck.theory.proof.operator.OperatorTheorem;
import org.peftcheck.theory.proof.smt.Obligation;
import org.peftcheck.theory.proof.smt.Obligations;
import org.peftcheck.theory.proposition.Hypothesis;
import org.peftcheck.theory.proposition.Proposition;

/** The page of a claim in Markdown with TeX, readable on its own. It runs no solver and loads none. */
public final class ClaimPage {

    private static final Set<ClaimKind> WITH_PAGE =
            Set.of(ClaimKind.PROPOSITION, ClaimKind.IDENTITY, ClaimKind.INEQUALITY, ClaimKind.REMARK, ClaimKind.COST);

    private final StringBuilder text = new StringBuilder();

    private ClaimPage() {}

    /**
     * The claims that have a page: all but those on counts, tables and the text.
     *
     * @return the claims, in the order of the ledger
     */
    public static List<Claim> claims() {
        return Peanut2025.claims().stream()
                .filter(c -> WITH_PAGE.contains(c.kind()))
                .toList();
    }

    /**
     * The page of a claim.
     *
     * @param claim the claim
     * @return Markdown
     */
    public static String of(Claim claim) {
        ClaimPage page = new ClaimPage();
        page.statement(claim);
        Derivations.of(claim.id()).ifPresent(page::derivation);
        Propositions.of(claim.id()).ifPresent(page::instances);
        page.identities(OperatorIdentities.of(claim.id()));
        page.obligations(Obligations.of(claim.id()));
        page.errata(Peanut2025.errata().of(claim.id()));
        return page.text.toString();
    }

    private void statement(Claim claim) {
        text.append("# ")
                .append(claim.id())
                .append("\n\n")
                .append(claim.statement())
                .append("\n\n");
        math(claim.tex());
        text.append("*").append(claim.place()).append(".* ");
        String verdict = claim.expected() == ExpectedVerdict.UNCHECKED
                ? "open"
                : claim.expected().name().toLowerCase(Locale.ROOT);
        text.append("Verdict: **").append(verdict).append("**. ");
        text.append(claim.expected() == ExpectedVerdict.UNCHECKED ? "Open, since: " : "Checked by: ");
        text.append(claim.check()).append(".\n\n");
        if (!claim.hypotheses().isEmpty()) {
            heading("Hypotheses");
            claim.hypotheses().forEach(h -> item(h.name(), h.tex()));
            text.append('\n');
        }
        claim.asPrinted().ifPresent(tex -> {
            text.append("As printed:\n\n");
            math(tex);
        });
        claim.asCorrected().ifPresent(tex -> {
            text.append("As corrected:\n\n");
            math(tex);
        });
    }

    private void derivation(Derivation derivation) {
        heading("Derivation");
        steps("Beside the chain:", derivation.lemmas());
        steps("The chain:", derivation.steps());
        if (!derivation.hypotheses().isEmpty()) {
            text.append("Of the hypotheses that the chain uses:\n\n");
            derivation
                    .hypotheses()
                    .forEach((name, need) -> text.append("- ")
                            .append(name)
                            .append(" is ")
                            .append(need)
                            .append(".\n"));
            text.append('\n');
        }
        if (!derivation.literature().isEmpty()) {
            text.append("It rests on theorems of the literature, which are not proved here:\n\n");
            for (Justification.Literature known : derivation.literature()) {
                text.append("- **")
                        .append(known.name())
                        .append("**: ")
                        .append(known.statement())
                        .append(" (")
                        .append(known.source())
                        .append(").\n");
            }
            text.append('\n');
        }
    }

    private void steps(String title, List<Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        text.append(title).append("\n\n");
        for (Step step : steps) {
            text.append("- $")
                    .append(step.tex())
                    .append("$ — ")
                    .append(step.by().kind());
            if (step.by() instanceof Justification.Algebra algebra) {
                text.append(": `").append(algebra.proof().identity().name()).append('`');
            } else if (step.by() instanceof Justification.Inequality inequality) {
                text.append(": $").append(inequality.certificate().tex());
                text.append("$, for $")
                        .append(inequality.certificate().identity())
                        .append('$');
            }
            text.append('\n');
        }
        text.append('\n');
    }

    private void instances(Proposition proposition) {
        heading("On an instance");
        text.append("What an instance shows: ").append(proposition.name()).append(".\n\n");
        math(proposition.derivation());
        for (Hypothesis hypothesis : proposition.hypotheses()) {
            item(hypothesis.name(), hypothesis.tex());
        }
        text.append('\n');
    }

    private void identities(List<OperatorTheorem> theorems) {
        if (theorems.isEmpty()) {
            return;
        }
        heading("Operator identities, for matrices of any size");
        for (OperatorTheorem theorem : theorems) {
            text.append("**`").append(theorem.identity().name()).append("`**: ");
            text.append(theorem.identity().statement()).append(" If\n\n");
            for (OperatorHypothesis hypothesis : theorem.identity().hypotheses()) {
                item(hypothesis.name(), hypothesis.polynomial().toTex() + "=0");
            }
            text.append("\nthen\n\n");
            math(theorem.identity().goal().toTex() + "=0");
        }
    }

    private void obligations(List<Obligation> obligations) {
        if (obligations.isEmpty()) {
            return;
        }
        heading("Decided by Z3 and cvc5");
        for (Obligation obligation : obligations) {
            boolean theorem = obligation.expected() == Obligation.Expected.UNSAT;
            text.append("- `").append(obligation.id()).append("` (");
            text.append(theorem ? "holds" : "fails, with an exact counterexample")
                    .append("): ");
            text.append(obligation.words())
                    .append(" $")
                    .append(obligation.tex())
                    .append("$\n");
        }
        text.append('\n');
    }

    private void errata(List<Erratum> errata) {
        if (errata.isEmpty()) {
            return;
        }
        heading("Errata");
        for (Erratum erratum : errata) {
            text.append("- **")
                    .append(erratum.id())
                    .append("**, ")
                    .append(erratum.place())
                    .append(". Printed: ");
            text.append(erratum.printed())
                    .append(". Correct: ")
                    .append(erratum.corrected())
                    .append(". ");
            text.append("Counterexample: ").append(erratum.counterexample()).append(".\n");
        }
        text.append('\n');
    }

    private void heading(String title) {
        text.append("## ").append(title).append("\n\n");
    }

    private void item(String name, String tex) {
        text.append("- ").append(name).append(": $").append(tex).append("$\n");
    }

    private void math(String tex) {
        text.append("$$").append(tex).append("$$\n\n");
    }
}
