package org.peftcheck.theory.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.papers.ExpectedVerdict;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.proof.smt.Obligation;
import org.peftcheck.theory.proof.smt.Obligations;
import org.peftcheck.theory.proof.smt.formula.Formula;
import org.peftcheck.theory.proof.smt.formula.Sort;
import org.peftcheck.theory.proof.smt.formula.Statement;

/** The break-even lines beside the claims that they cite. */
class BreakEvenTest {

    private static final List<LayerShape> LAYERS = List.of(
            new LayerShape("square", 6, 6, 1),
            new LayerShape("tall", 19, 6, 1),
            new LayerShape("three times", 18, 6, 1),
            new LayerShape("one more", 7, 6, 1),
            new LayerShape("wide", 6, 19, 1));

    static List<BreakEven> lines() {
        return BreakEven.on(LAYERS.get(0), 4);
    }

    @Test
    void everyLineCitesAClaimOfItsOwn() {
        assertEquals(
                lines().size(),
                lines().stream().map(BreakEven::claim).distinct().count());
    }

    @ParameterizedTest
    @MethodSource("lines")
    void theClaimIsAProvedOneForAllSizes(BreakEven line) {
        assertTrue(isProved(line.claim()), line.claim());
    }

    /** What a line says of a layer is what the conclusion of the claim, as the solvers were given it, says there. */
    @ParameterizedTest
    @MethodSource("lines")
    void theLineSaysWhatTheClaimSays(BreakEven line) {
        Statement statement = Obligations.of(line.claim()).stream()
                .filter(o -> o.scope() == Obligation.Scope.CLAIM)
                .map(Obligation::statement)
                .filter(s -> s.sort() == Sort.INTEGER)
                .findFirst()
                .orElseThrow();
        Formula.Iff iff = (Formula.Iff) statement.conclusion();
        for (LayerShape layer : LAYERS) {
            for (int rank : new int[] {1, 2, 5}) {
                BreakEven there = of(line.claim(), layer, rank);
                boolean fewer = there.formCount().compareTo(there.loraCount()) < 0;
                assertEquals(holds(statement, iff.left(), point(layer, rank)), fewer, there.toString());
                assertEquals(holds(statement, iff.right(), point(layer, rank)), there.holds(), there.toString());
            }
        }
    }

    @Test
    void aClaimThatIsNotProvedIsFound() {
        assertFalse(isProved("saving-down-projection"));
        assertFalse(isProved("remark-3.1"));
    }

    private static boolean isProved(String claim) {
        return Peanut2025.claims().get(claim).expected() == ExpectedVerdict.PROVED && Obligations.settle(claim);
    }

    private static boolean holds(Statement statement, Formula part, Map<String, BigFraction> point) {
        assertTrue(statement.admits(point));
        return !new Statement(statement.sort(), statement.hypotheses(), part).failsAt(point);
    }

    private static BreakEven of(String claim, LayerShape layer, int rank) {
        Map<String, BreakEven> lines =
                BreakEven.on(layer, rank).stream().collect(Collectors.toMap(BreakEven::claim, Function.identity()));
        return lines.get(claim);
    }

    private static Map<String, BigFraction> point(LayerShape layer, int rank) {
        return Map.of(
                "d_out", new BigFraction(BigInteger.valueOf(layer.dOut())),
                "d_in", new BigFraction(BigInteger.valueOf(layer.dIn())),
                "r", new BigFraction(BigInteger.valueOf(rank)));
    }
}
