package org.peftcheck.theory.peanut2025;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.proposition.Hypothesis;
import org.peftcheck.theory.proposition.InstanceFacts;
import org.peftcheck.theory.verdict.DecidedHypothesis;
import org.peftcheck.theory.verdict.Decision;

/** Every hypothesis on both sides of its border. */
class HypothesesTest {

    private record Facts(int rank, int width, Activation activation, Decision fact) implements InstanceFacts {
        @Override
        public int dOut() {
            return 4;
        }

        @Override
        public int dIn() {
            return 3;
        }

        @Override
        public Decision positiveVector() {
            return fact;
        }

        @Override
        public Decision trivialCone() {
            return fact;
        }

        @Override
        public Decision invariantLoss() {
            return fact;
        }

        @Override
        public Decision independentRow() {
            return fact;
        }

        @Override
        public Decision fullRowRank() {
            return fact;
        }

        @Override
        public Decision nonNegativeTarget() {
            return fact;
        }

        @Override
        public Decision independentColumn() {
            return fact;
        }

        @Override
        public Decision independentRows() {
            return fact;
        }

        @Override
        public Decision independentEntries() {
            return fact;
        }

        @Override
        public Decision boundedTarget() {
            return fact;
        }
    }

    private static final Map<String, Hypothesis> BY_NAME = Propositions.all().stream()
            .flatMap(proposition -> proposition.hypotheses().stream())
            .collect(Collectors.toMap(Hypothesis::name, h -> h, (first, second) -> {
                assertEquals(first, second, "two hypotheses of one name");
                return first;
            }));

    private static Decision decide(String name, InstanceFacts facts) {
        DecidedHypothesis decided = BY_NAME.get(name).decide(facts);
        assertEquals(name, decided.name());
        return decided.decision();
    }

    @ParameterizedTest
    @CsvSource({
        "width-2r, 2, 4, HOLDS",
        "width-2r, 2, 5, FAILS",
        "width-2r, 1, 2, HOLDS",
        "width-2r, 1, 3, FAILS",
        "width-r-plus-1, 2, 3, HOLDS",
        "width-r-plus-1, 2, 4, FAILS",
        "width-r-plus-1, 1, 2, HOLDS",
        "width-r, 2, 2, HOLDS",
        "width-r, 2, 3, FAILS",
        "width-r, 3, 1, HOLDS",
        "rank-positive, 1, 1, HOLDS",
        "rank-positive, 0, 1, FAILS",
        "rank-positive, -1, 1, FAILS"
    })
    void widthsAndRanks(String name, int rank, int width, Decision expected) {
        assertEquals(expected, decide(name, new Facts(rank, width, Activation.RELU, Decision.UNKNOWN)));
    }

    @ParameterizedTest
    @CsvSource({
        "2, HOLDS, HOLDS",
        "3, HOLDS, FAILS",
        "3, UNKNOWN, HOLDS",
        "3, FAILS, HOLDS",
        "4, UNKNOWN, FAILS",
        "4, FAILS, FAILS"
    })
    void theWidthDependsOnTheCone(int width, Decision cone, Decision expected) {
        assertEquals(expected, decide("width-by-cone", new Facts(2, width, Activation.RELU, cone)));
    }

    @ParameterizedTest
    @CsvSource({
        "relu, relu",
        "leaky-relu, monotone-activation",
        "leaky-relu:1/3, monotone-activation",
        "tanh, monotone-activation smooth-activation",
        "gelu, smooth-activation",
        "silu, smooth-activation",
        "sin2pi, sine smooth-activation periodic-activation",
        "triangle, periodic-activation",
        "sin-plus-cos, periodic-activation"
    })
    void activations(String activation, String holding) {
        for (String name :
                new String[] {"relu", "sine", "monotone-activation", "smooth-activation", "periodic-activation"}) {
            Decision expected =
                    Decision.of(java.util.List.of(holding.split(" ")).contains(name));
            Facts facts = new Facts(1, 1, Activation.parse(activation), Decision.UNKNOWN);
            assertEquals(expected, decide(name, facts), name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "positive-vector",
        "invariant-loss",
        "independent-row",
        "full-row-rank",
        "non-negative-target",
        "independent-column",
        "independent-rows",
        "independent-entries",
        "bounded-target"
    })
    void factsAreTakenAsTheyAre(String name) {
        for (Decision fact : Decision.values()) {
            assertEquals(fact, decide(name, new Facts(1, 1, Activation.RELU, fact)));
        }
    }

    @Test
    void everyHypothesisIsTestedHere() {
        assertEquals(
                "bounded-target full-row-rank independent-column independent-entries independent-row independent-rows invariant-loss monotone-activation non-negative-target periodic-activation positive-vector rank-positive relu sine "
                        + "smooth-activation width-2r width-by-cone width-r width-r-plus-1",
                BY_NAME.keySet().stream().sorted().collect(Collectors.joining(" ")));
    }
}
