package org.peftcheck.theory.proof.derivation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A chain of steps. It cannot be made unless the steps connect, every hypothesis that is used is one of the claim, and the last
 * step, where it passes to infima, speaks of the two ends of the chain.
 *
 * @param claim the id of the claim
 * @param hypotheses the hypotheses that may be used, each with what is known of its being needed
 * @param lemmas steps beside the chain, which its steps use
 * @param steps the chain
 */
public record Derivation(String claim, Map<String, Need> hypotheses, List<Step> lemmas, List<Step> steps) {

    private static final Pattern INFIMUM = Pattern.compile("\\\\inf_\\{(?:[^{}]|\\{[^{}]*\\})*\\} (.*)");

    /** Checks the chain. */
    public Derivation {
        Objects.requireNonNull(claim, "claim");
        hypotheses = Collections.unmodifiableMap(new TreeMap<>(hypotheses));
        lemmas = List.copyOf(lemmas);
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("derivation of " + claim + ": expected at least one step, got none");
        }
        for (Step lemma : lemmas) {
            requireKnown(claim, hypotheses.keySet(), lemma);
            if (lemma.by() instanceof Justification.Infimum) {
                throw bad(claim, "an infimum in the last step only", lemma.tex());
            }
        }
        relation(steps);
        for (int i = 0; i < steps.size(); i++) {
            requireKnown(claim, hypotheses.keySet(), steps.get(i));
            if (steps.get(i).by() instanceof Justification.Infimum infimum) {
                if (i == 0 || i < steps.size() - 1) {
                    throw bad(
                            claim,
                            "an infimum in the last step only",
                            steps.get(i).tex());
                }
                requireEnds(
                        claim,
                        steps.get(i),
                        infimum.witness(),
                        steps.get(0).from(),
                        steps.get(i - 1).to());
            } else if (i > 0 && !steps.get(i).from().equals(steps.get(i - 1).to())) {
                throw bad(
                        claim,
                        "a step from " + steps.get(i - 1).to(),
                        "one from " + steps.get(i).from());
            }
        }
    }

    private static void requireKnown(String claim, Set<String> hypotheses, Step step) {
        if (step.by() instanceof Justification.Hypothesis used && !hypotheses.contains(used.name())) {
            throw bad(claim, "one of the hypotheses " + new java.util.TreeSet<>(hypotheses), used.name());
        }
    }

    private static void requireEnds(String claim, Step last, Map<String, String> witness, String first, String end) {
        String left = body(claim, last.from());
        for (Map.Entry<String, String> variable : witness.entrySet()) {
            left = left.replace(variable.getKey(), variable.getValue());
        }
        if (!left.equals(first)) {
            throw bad(claim, "a chain that starts at " + left, "one that starts at " + first);
        }
        if (!body(claim, last.to()).equals(end)) {
            throw bad(claim, "a chain that ends at " + body(claim, last.to()), "one that ends at " + end);
        }
    }

    private static String body(String claim, String infimum) {
        Matcher matcher = INFIMUM.matcher(infimum);
        if (!matcher.matches()) {
            throw bad(claim, "\\inf_{…} of something", infimum);
        }
        return matcher.group(1);
    }

    private static IllegalArgumentException bad(String claim, String expected, String got) {
        return new IllegalArgumentException("derivation of " + claim + ": expected " + expected + ", got " + got);
    }

    /** The relation of the two ends of a chain. */
    private static Relation relation(List<Step> steps) {
        return steps.stream().map(Step::relation).reduce(Relation::then).orElseThrow();
    }

    /**
     * What is derived: the last step where it passes to infima, otherwise the relation of the two ends.
     *
     * @return the conclusion in TeX
     */
    public String conclusion() {
        Step last = steps.get(steps.size() - 1);
        return last.by() instanceof Justification.Infimum
                ? last.tex()
                : steps.get(0).from() + " " + relation(steps).tex() + " " + last.to();
    }

    /**
     * What is taken from the literature.
     *
     * @return the theorems, those of the chain first
     */
    public List<Justification.Literature> literature() {
        return Stream.concat(steps.stream(), lemmas.stream())
                .map(Step::by)
                .filter(Justification.Literature.class::isInstance)
                .map(Justification.Literature.class::cast)
                .distinct()
                .toList();
    }
}
