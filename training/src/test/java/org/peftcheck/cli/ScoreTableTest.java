package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.training.recipe.PairedDifference;

/** What is said of a difference beside the paper's. */
class ScoreTableTest {

    private static final List<Double> APART = List.of(0.019, 0.020, 0.021);
    private static final List<Double> BELOW = List.of(-0.019, -0.020, -0.021);
    private static final List<Double> WIDE = List.of(-0.02, 0.0, 0.05);

    private static String verdict(List<Double> here, String paper) {
        return new ScoreTable.Beside(
                        Optional.of(PairedDifference.of(here)),
                        Optional.ofNullable(paper).map(BigDecimal::new))
                .verdict();
    }

    @ParameterizedTest
    @CsvSource({
        "1.3, 'higher, as in the paper'",
        "-1.3, higher; the paper: lower",
        "0.0, higher; the paper: equal",
        ", higher"
    })
    void aDifferenceThatIsToldApart(String paper, String expected) {
        assertEquals(expected, verdict(APART, paper));
    }

    @Test
    void namesAreOrderedByTheirValues() {
        assertEquals(
                "B > A = C > D",
                BenchmarkStatements.descending(new TreeMap<>(Map.of("A", 2.0, "B", 3.0, "C", 2.0, "D", -1.0))));
        assertEquals("", BenchmarkStatements.descending(Map.of()));
    }

    @Test
    void theOtherSigns() {
        assertEquals("lower, as in the paper", verdict(BELOW, "-0.1"));
        assertEquals("lower; the paper: higher", verdict(BELOW, "0.1"));
        assertEquals("not told apart; the paper: higher", verdict(WIDE, "0.1"));
        assertEquals("not told apart; the paper: lower", verdict(List.of(0.3), "-0.1"));
        assertEquals("", new ScoreTable.Beside(Optional.empty(), Optional.empty()).verdict());
    }
}
