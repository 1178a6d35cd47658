package org.peftcheck.theory.proof.alternative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/** Witnesses of one side are taken, and whatever is offered for the other side is refused. */
class AlternativeProperties {

    private static final String SEED = "14142135";
    private static final int ROWS = 4;
    private static final int COLUMNS = 3;

    private static Arbitrary<RationalMatrix> integers(int rows, int columns, int from) {
        return Arbitraries.integers()
                .between(from, 3)
                .list()
                .ofSize(rows * columns)
                .map(entries ->
                        RationalMatrix.of(rows, columns, (i, j) -> new BigFraction(entries.get(i * columns + j))));
    }

    @Provide
    Arbitrary<RationalMatrix> matrices() {
        return integers(ROWS, COLUMNS, -3);
    }

    @Provide
    Arbitrary<RationalMatrix> thetas() {
        return integers(COLUMNS, 1, -3);
    }

    @Provide
    Arbitrary<RationalMatrix> positives() {
        return integers(ROWS, 1, 1);
    }

    /** The matrix with its first column changed so that W θ is the given image; the first entry of θ is then 1. */
    private static RationalMatrix withImage(RationalMatrix w, RationalMatrix theta, RationalMatrix image) {
        RationalMatrix missing = image.minus(w.times(theta));
        return RationalMatrix.of(
                w.rows(), w.columns(), (i, j) -> j == 0 ? w.get(i, 0).add(missing.get(i, 0)) : w.get(i, j));
    }

    private static RationalMatrix startingWithOne(RationalMatrix theta) {
        return RationalMatrix.of(theta.rows(), 1, (i, j) -> i == 0 ? BigFraction.ONE : theta.get(i, 0));
    }

    private static RationalMatrix negatedAt(RationalMatrix matrix, int row) {
        return RationalMatrix.of(
                matrix.rows(),
                matrix.columns(),
                (i, j) -> i == row ? matrix.get(i, j).negate() : matrix.get(i, j));
    }

    @Property(tries = 300, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void aPositiveVectorLeavesNoAnnihilator(
            @ForAll("matrices") RationalMatrix any,
            @ForAll("thetas") RationalMatrix free,
            @ForAll("positives") RationalMatrix image,
            @ForAll("positives") RationalMatrix y,
            @ForAll @IntRange(min = 0, max = ROWS - 1) int row) {
        RationalMatrix theta = startingWithOne(free);
        RationalMatrix w = withImage(any, theta, image);
        assertEquals(w, new Gordan.PositiveVector(w, theta).w0());
        assertThrows(IllegalArgumentException.class, () -> new Gordan.NonNegativeAnnihilator(w, y));
        assertThrows(IllegalArgumentException.class, () -> new Stiemke.PositiveAnnihilator(w, y));
        RationalMatrix flipped = negatedAt(w, row);
        assertThrows(IllegalArgumentException.class, () -> new Gordan.PositiveVector(flipped, theta));
        assertThrows(IllegalArgumentException.class, () -> new Stiemke.NonNegativeVector(flipped, theta));
        assertThrows(
                IllegalArgumentException.class, () -> new Gordan.PositiveVector(w, theta.scale(BigFraction.MINUS_ONE)));
    }

    /** The transposed matrix plays W: its rows are made orthogonal to y by the first of them. */
    @Property(tries = 300, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void anAnnihilatorLeavesNoPositiveVector(
            @ForAll("matrices") RationalMatrix any,
            @ForAll("thetas") RationalMatrix theta,
            @ForAll("positives") RationalMatrix positive,
            @ForAll @IntRange(min = 0, max = ROWS - 1) int row) {
        RationalMatrix y = startingWithOne(positive);
        RationalMatrix w =
                withImage(any.transpose(), y, RationalMatrix.zero(COLUMNS, 1)).transpose();
        assertEquals(w, new Gordan.NonNegativeAnnihilator(w, y).w0());
        assertEquals(w, new Stiemke.PositiveAnnihilator(w, y).w0());
        assertThrows(IllegalArgumentException.class, () -> new Gordan.PositiveVector(w, theta));
        assertThrows(IllegalArgumentException.class, () -> new Stiemke.NonNegativeVector(w, theta));
        RationalMatrix flipped = negatedAt(y, row);
        assertThrows(IllegalArgumentException.class, () -> new Gordan.NonNegativeAnnihilator(w, flipped));
        assertThrows(IllegalArgumentException.class, () -> new Stiemke.PositiveAnnihilator(w, flipped));
    }

    @Property(tries = 300, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void aSolutionLeavesNoSeparation(
            @ForAll("matrices") RationalMatrix any,
            @ForAll("positives") RationalMatrix x,
            @ForAll("thetas") RationalMatrix multipliers) {
        RationalMatrix a = any.transpose();
        RationalMatrix b = a.times(x);
        assertEquals(b, new Farkas.Solution(a, b, x).b());
        assertThrows(IllegalArgumentException.class, () -> new Farkas.Separation(a, b, multipliers));
        RationalMatrix twice = b.scale(BigFraction.TWO);
        if (!b.isZero()) {
            assertThrows(IllegalArgumentException.class, () -> new Farkas.Solution(a, twice, x));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new Farkas.Solution(a, b.scale(BigFraction.MINUS_ONE), x.scale(BigFraction.MINUS_ONE)));
    }

    @Property(tries = 60, seed = SEED)
    void noHypothesisOfAnExclusionCanBeDropped(
            @ForAll @IntRange(min = 1, max = 4) int rows, @ForAll @IntRange(min = 1, max = 3) int columns) {
        for (Exclusion exclusion : List.of(Exclusion.gordan(rows, columns), Exclusion.stiemke(rows, columns))) {
            Exclusion.Case one = exclusion.cases().get(0);
            refused(exclusion, weaker(one.y(), Sign.NON_NEGATIVE), one.image(), one.annihilated());
            refused(exclusion, one.y(), weaker(one.image(), Sign.NON_NEGATIVE), one.annihilated());
            refused(exclusion, one.y(), one.image(), weaker(one.annihilated(), Sign.ANY));
        }
        Exclusion farkas = Exclusion.farkas(rows, columns);
        Exclusion.Case only = farkas.cases().get(0);
        refused(farkas, only.y(), only.image(), weaker(only.annihilated(), Sign.ANY));
        Exclusion.Case weak =
                new Exclusion.Case(only.y(), only.image(), Sign.NON_NEGATIVE, only.annihilated(), only.theta());
        assertThrows(IllegalArgumentException.class, () -> new Exclusion("weak", rows, columns, List.of(weak)));
        assertThrows(IllegalArgumentException.class, () -> new Exclusion("size", rows + 1, columns, farkas.cases()));
    }

    private static List<Sign> weaker(List<Sign> signs, Sign sign) {
        return new ArrayList<>(signs.stream().map(old -> sign).toList());
    }

    private static void refused(Exclusion from, List<Sign> y, List<Sign> image, List<Sign> annihilated) {
        Exclusion.Case one = from.cases().get(0);
        Exclusion.Case changed = new Exclusion.Case(y, image, one.number(), annihilated, one.theta());
        assertThrows(
                IllegalArgumentException.class,
                () -> new Exclusion(from.theorem(), from.rows(), from.columns(), List.of(changed)));
    }
}
