package org.peftcheck.theory.proof.alternative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.peftcheck.theory.exact.RationalMatrix;

class AlternativesTest {

    private static final RationalMatrix UP = column(1, 2);
    private static final RationalMatrix DIAGONAL = column(1, -2);
    private static final RationalMatrix HALF = column(1, 0);

    private static RationalMatrix column(long... entries) {
        long[][] rows = new long[entries.length][1];
        for (int i = 0; i < entries.length; i++) {
            rows[i][0] = entries[i];
        }
        return RationalMatrix.ofIntegers(rows);
    }

    private static void refused(String message, Executable made) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, made).getMessage());
    }

    @Test
    void gordan() {
        assertEquals(UP, new Gordan.PositiveVector(UP, column(3)).w0());
        assertEquals(DIAGONAL, new Gordan.NonNegativeAnnihilator(DIAGONAL, column(2, 1)).w0());
        new Gordan.NonNegativeAnnihilator(HALF, column(0, 1));
        refused("W0 theta, row 1: expected a positive entry, got 0", () -> new Gordan.PositiveVector(HALF, column(1)));
        refused("W0'y: expected zero, got [3]", () -> new Gordan.NonNegativeAnnihilator(UP, column(1, 1)));
        refused("y, row 1: expected an entry >= 0, got -1", () -> new Gordan.NonNegativeAnnihilator(UP, column(2, -1)));
        refused(
                "y: expected a vector that is not zero, got zero",
                () -> new Gordan.NonNegativeAnnihilator(UP, column(0, 0)));
        refused("theta: expected 1x1, got 2x1", () -> new Gordan.PositiveVector(UP, column(1, 1)));
    }

    @Test
    void stiemke() {
        new Stiemke.NonNegativeVector(HALF, column(1));
        new Stiemke.PositiveAnnihilator(DIAGONAL, column(2, 1));
        refused(
                "W0 theta: expected a vector that is not zero, got zero",
                () -> new Stiemke.NonNegativeVector(HALF, column(0)));
        refused(
                "W0 theta, row 1: expected an entry >= 0, got -2",
                () -> new Stiemke.NonNegativeVector(DIAGONAL, column(1)));
        refused(
                "y, row 0: expected a positive entry, got 0",
                () -> new Stiemke.PositiveAnnihilator(HALF, column(0, 1)));
    }

    @Test
    void farkas() {
        RationalMatrix a = RationalMatrix.ofIntegers(new long[][] {{1, 0}, {0, 1}});
        new Farkas.Solution(a, UP, UP);
        new Farkas.Separation(a, DIAGONAL, column(0, -1));
        refused("A x - b: expected zero, got [-1; 0]", () -> new Farkas.Solution(a, UP, column(0, 2)));
        refused("x, row 1: expected an entry >= 0, got -2", () -> new Farkas.Solution(a, DIAGONAL, DIAGONAL));
        refused("-A'pi, row 1: expected an entry >= 0, got -1", () -> new Farkas.Separation(a, DIAGONAL, column(0, 1)));
        refused("b'pi, row 0: expected a positive entry, got -2", () -> new Farkas.Separation(a, UP, column(0, -1)));
    }

    @Test
    void theSidesExcludeEachOther() {
        assertEquals(4, Exclusion.gordan(4, 3).cases().size());
        assertEquals(5, Exclusion.stiemke(5, 2).cases().size());
        assertEquals(1, Exclusion.farkas(3, 4).cases().size());
        Sign any = Sign.ANY;
        Sign weak = Sign.NON_NEGATIVE;
        assertThrows(IllegalArgumentException.class, () -> exclusion(weak, Sign.POSITIVE, Sign.ZERO, any));
        assertThrows(IllegalArgumentException.class, () -> exclusion(Sign.POSITIVE, weak, Sign.ZERO, any));
        assertThrows(IllegalArgumentException.class, () -> exclusion(Sign.POSITIVE, Sign.POSITIVE, weak, any));
        assertEquals(
                1,
                exclusion(Sign.POSITIVE, Sign.POSITIVE, Sign.NON_POSITIVE, weak)
                        .cases()
                        .size());
    }

    private static Exclusion exclusion(Sign y, Sign image, Sign annihilated, Sign theta) {
        Exclusion.Case one =
                new Exclusion.Case(List.of(y), List.of(image), Sign.ANY, List.of(annihilated), List.of(theta));
        return new Exclusion("test", 1, 1, List.of(one));
    }

    @Test
    void signs() {
        assertEquals(Sign.ANY, Sign.POSITIVE.plus(Sign.NEGATIVE));
        assertEquals(Sign.POSITIVE, Sign.POSITIVE.plus(Sign.NON_NEGATIVE));
        assertEquals(Sign.NON_POSITIVE, Sign.NON_NEGATIVE.times(Sign.NEGATIVE));
        assertEquals(Sign.ZERO, Sign.ZERO.times(Sign.ANY));
        assertEquals(Sign.NON_ZERO, Sign.NEGATIVE.times(Sign.NON_ZERO));
        assertTrue(Sign.NON_POSITIVE.contradicts(Sign.POSITIVE));
        assertFalse(Sign.NON_POSITIVE.contradicts(Sign.NON_NEGATIVE));
        assertThrows(IllegalArgumentException.class, () -> Sign.dot(List.of(Sign.ZERO), List.of()));
    }
}
