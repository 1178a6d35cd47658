package org.peftcheck.training.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.training.recipe.PairedDifference.Sign;

class PairedDifferenceTest {

    /** The printed tables of Student's distribution, two-sided, 5 %. */
    @ParameterizedTest
    @CsvSource({"1, 12.706", "2, 4.303", "3, 3.182", "4, 2.776", "9, 2.262", "30, 2.042"})
    void quantilesAreThoseOfTheTables(int freedom, double expected) {
        assertEquals(expected, PairedDifference.quantile(freedom), 5e-4);
    }

    @Test
    void meanAndInterval() {
        PairedDifference difference = PairedDifference.of(List.of(1.0, 2.0, 3.0));
        assertEquals(2, difference.mean(), 1e-15);
        assertEquals(4.3027 / Math.sqrt(3), difference.halfWidth(), 1e-4);
        assertEquals(3, difference.count());
    }

    @Test
    void theSignIsToldOnlyWhereTheIntervalLeavesOutZero() {
        assertEquals(
                Sign.NOT_TOLD_APART, PairedDifference.of(List.of(1.0, 2.0, 3.0)).sign());
        assertEquals(Sign.HIGHER, PairedDifference.of(List.of(1.9, 2.0, 2.1)).sign());
        assertEquals(Sign.LOWER, PairedDifference.of(List.of(-1.9, -2.0, -2.1)).sign());
        assertEquals(Sign.NOT_TOLD_APART, PairedDifference.of(List.of(0.0, 0.0)).sign());
        PairedDifference single = PairedDifference.of(List.of(5.0));
        assertEquals(Sign.NOT_TOLD_APART, single.sign());
        assertTrue(Double.isNaN(single.halfWidth()));
    }

    @Test
    void noDifferenceIsRefused() {
        assertEquals(
                "differences: expected at least one, got none",
                assertThrows(IllegalArgumentException.class, () -> PairedDifference.of(List.of()))
                        .getMessage());
    }
}
