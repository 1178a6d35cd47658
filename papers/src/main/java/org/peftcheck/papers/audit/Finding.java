package org.peftcheck.papers.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of a check.
 *
 * @param check the check
 * @param outcome the outcome under the best of its readings
 * @param results what each reading gives, in their order; none for an input
 */
public record Finding(Check check, Outcome outcome, List<Result> results) {

    /**
     * What one reading gives.
     *
     * @param reading the reading
     * @param found the recomputed figure to two digits more than printed, or both sides of the relation
     * @param outcome how it compares with what is printed
     * @param distance how far it is from the printed figure, in units of its last digit; 0 for a relation
     * @param roundings the rules that make the printed figure of it; none for a relation
     */
    public record Result(Reading reading, String found, Outcome outcome, double distance, Set<Rounding> roundings) {

        /** Keeps its own copy of the set. */
        public Result {
            roundings = Set.copyOf(roundings);
        }
    }

    /** Keeps its own copy of the list. */
    public Finding {
        results = List.copyOf(results);
    }

    /** The first of the readings that give the outcome; of several that do not give the figure, the nearest. */
    public Optional<Result> best() {
        return results.stream()
                .min(Comparator.comparing(Result::outcome)
                        .thenComparing(r -> r.outcome() == Outcome.DOES_NOT_FOLLOW ? r.distance() : 0));
    }

    /** The table, row and column, or the section. */
    public String where() {
        return check.where();
    }

    /** What is printed. */
    public String printed() {
        return check.printed();
    }

    /** What the best reading gives; empty for an input. */
    public String found() {
        return best().map(Result::found).orElse("");
    }

    /** Whether what is printed follows, rounded as usual. */
    public boolean agrees() {
        return outcome == Outcome.MATCH;
    }

    /** Whether the outcome is the one that the data expect. */
    public boolean isAsExpected() {
        return outcome == check.expected();
    }
}
