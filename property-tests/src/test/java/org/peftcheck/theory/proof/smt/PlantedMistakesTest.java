package org.peftcheck.theory.proof.smt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.theory.verdict.Verdict;

/** Mistakes planted in true statements: each is refuted by an exact counterexample, or it is explained why it is no mistake. */
class PlantedMistakesTest {

    private static final Duration TIME_OUT = Duration.ofSeconds(1);

    /** The same identities as at the smallest size, where two hypotheses each cost a time-out of cvc5. */
    private static final Set<String> LARGER_SIZES = Set.of("block-r-plus-1-3-2-1", "block-r-plus-1-2-2-2");

    /** Changes after which the statement is still true, and why. */
    private static final Map<String, String> STILL_TRUE = Stream.of(
                    Stream.of("break-even", "r-plus-1", "width-r", "transposed", "frozen-direction")
                            .flatMap(claim -> bothSorts(
                                    claim,
                                    "without d_out and d_in are positive",
                                    "the sides differ by a positive factor whatever the signs")),
                    bothSorts("r-plus-1", "without r is positive", "the two differences are the same polynomial"),
                    Stream.of(
                            Map.entry("invariance-vacuous: factor 2", "d1 > 3 d2 is known"),
                            Map.entry("invariance-vacuous: off by one", "d1 > 3 d2 is known"),
                            Map.entry("invariance-vacuous: < and <= exchanged", "weaker"),
                            Map.entry("saving-down-projection-costs: < and <= exchanged", "weaker"),
                            Map.entry("infimum-not-minimum: < and <= exchanged", "weaker"),
                            Map.entry("infimum-chain: < and <= exchanged", "weaker"),
                            Map.entry("merge-swallows-update: < and <= exchanged", "weaker"),
                            Map.entry(
                                    "sine-relation-distance: < and <= exchanged",
                                    "1/5 needs cos x = 0, then sin 2x = 0"),
                            Map.entry(
                                    "odd-part-absolute-value: no relu",
                                    "then both sides of |x| are 0, again no multiple"),
                            Map.entry("block-r-plus-1-2-2-1: no relu", "no argument of ReLU is negative here"),
                            Map.entry("block-r-plus-1-entry: no relu", "no argument of ReLU is negative here"),
                            Map.entry("output-activation-rank-one: no relu", "h b has rank 1 without ReLU"),
                            Map.entry("positive-vector-never-both: sign", "the right side is 0"),
                            Map.entry("positive-vector-never-both: factor 2", "the right side is 0"),
                            Map.entry("equal-values: sign", "the other of the two bounds"),
                            Map.entry("opposite-values: sign", "the other of the two bounds"),
                            Map.entry("gap-smooth-stationarity: sign", "the right side is 0"),
                            Map.entry("gap-smooth-stationarity: factor 2", "the right side is 0")))
            .flatMap(Function.identity())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    /** Both solvers have a model, but no rational point was found near it, so that there is no exact counterexample. */
    private static final Set<String> IRRATIONAL = Set.of("sine-relation-distance: factor 2");

    private static Stream<Map.Entry<String, String>> bothSorts(String claim, String change, String reason) {
        return Stream.of("integers", "reals")
                .map(sort -> Map.entry("saving-" + claim + "-" + sort + ": " + change, reason));
    }

    static List<Mistake> mistakes() {
        return Obligations.all().stream()
                .filter(o -> o.expected() == Obligation.Expected.UNSAT && !LARGER_SIZES.contains(o.id()))
                .flatMap(Mistake::in)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void everyMistakeIsRejectedOrExplained(Mistake mistake) {
        SmtVerdict found = SmtCheck.run(mistake.obligation(), TIME_OUT, Optional.empty());
        assertFalse(found.disagreement(), mistake.name());
        if (STILL_TRUE.containsKey(mistake.name())) {
            assertInstanceOf(Verdict.Proved.class, found.verdict(), mistake.name());
            return;
        }
        assertFalse(found.answers().models().isEmpty(), () -> mistake.name() + ": " + found.answers());
        String expected = IRRATIONAL.contains(mistake.name()) ? "Inconclusive" : "Refuted";
        assertEquals(expected, found.verdict().label(), mistake.name());
    }

    @Test
    void theMistakesAreManyAndOfEveryKind() {
        List<String> names = mistakes().stream().map(Mistake::name).toList();
        assertTrue(names.containsAll(STILL_TRUE.keySet()), "an explained mistake that is not made");
        assertTrue(names.containsAll(IRRATIONAL));
        List<String> rejected =
                names.stream().filter(name -> !STILL_TRUE.containsKey(name)).toList();
        assertTrue(rejected.size() >= 200, () -> "only " + rejected.size());
        for (String kind : List.of(
                ": without ",
                ": sign",
                ": factor 2",
                ": off by one",
                ": < and <= exchanged",
                ": d_out and d_in exchanged",
                ": no relu")) {
            assertTrue(rejected.stream().filter(name -> name.contains(kind)).count() >= 5, kind);
        }
        assertEquals(names.size(), names.stream().distinct().count());
    }
}
