package org.peftcheck.theory.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.interval.IntervalAlgebra;
import org.peftcheck.numeric.interval.IntervalMatrix;
import org.peftcheck.numeric.reading.RationalAlgebra;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.exact.RationalMatrix;

/** What is true of DoRA, whose norms are square roots: enclosures are compared with squares, exactly. */
class DoRaProperties {

    private static final int TRIES = 1500;
    private static final String SEED = "17320508";
    private static final IntervalAlgebra INTERVALS = new IntervalAlgebra();

    @Provide
    Arbitrary<ContractInstance> dora() {
        AdapterMethod method = AdapterRegistry.standard().method("dora");
        return Arbitraries.randomValue(random -> {
            ContractInstance drawn = ContractInstances.draw(method, random);
            while (((DoRa) drawn.adapter()).scaling() instanceof Scaling.AlphaOverRootRank) {
                drawn = ContractInstances.draw(method, random);
            }
            return drawn;
        });
    }

    private static DoRa dora(ContractInstance i) {
        return (DoRa) i.adapter();
    }

    /** V with the vectors that have a norm as its rows, exactly. */
    private static RationalMatrix directed(ContractInstance i) {
        RationalMatrix product = i.slots().get("A").times(i.slots().get("B"));
        RationalMatrix v = i.w0().plus(product.scale(ReferenceWeights.factor(dora(i).scaling(), i.rank())));
        return dora(i).axis() == NormAxis.ROW ? v : v.transpose();
    }

    private static IntervalMatrix weight(ContractInstance i) {
        IntervalMatrix weight = i.weight(INTERVALS, IntervalMatrix::of);
        return dora(i).axis() == NormAxis.ROW ? weight : weight.transpose();
    }

    /** Whether the interval contains sign · √square. */
    private static boolean containsRoot(Interval interval, int sign, BigFraction square) {
        return compare(interval.lo(), sign, square) <= 0 && compare(interval.hi(), sign, square) >= 0;
    }

    /** The order of a double and sign · √square. */
    private static int compare(double bound, int sign, BigFraction square) {
        if (Double.isInfinite(bound) || Math.signum(bound) != sign) {
            return Double.compare(Math.signum(bound), sign);
        }
        BigFraction exact = Interval.exactly(bound);
        return sign * exact.multiply(exact).compareTo(square);
    }

    private static int sign(BigFraction value) {
        return value.signum();
    }

    private static boolean enclosed(IntervalMatrix weight, RationalMatrix v, RationalMatrix magnitudes) {
        boolean all = true;
        for (int p = 0; p < v.rows(); p++) {
            BigFraction norm = RationalAlgebra.squaredNorm(v, p);
            for (int q = 0; q < v.columns(); q++) {
                BigFraction value = magnitudes.get(p, 0).multiply(v.get(p, q));
                all &= containsRoot(
                        weight.get(p, q), sign(value), value.multiply(value).divide(norm));
            }
        }
        return all;
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void theEnclosureContainsTheIrrationalWeight(@ForAll("dora") ContractInstance i) {
        assertTrue(enclosed(weight(i), directed(i), i.slots().get("m")));
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void theEnclosureIsTightEnoughToTellADifference(@ForAll("dora") ContractInstance i) {
        RationalMatrix other = i.slots().get("m").scale(new BigFraction(1001, 1000));
        RationalMatrix v = directed(i);
        assertFalse(enclosed(weight(i), v, other));
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void magnitudesAreTheNormsOfTheAdaptedWeight(@ForAll("dora") ContractInstance i) {
        IntervalMatrix norms = INTERVALS.rowNorms(weight(i));
        RationalMatrix m = i.slots().get("m");
        for (int p = 0; p < m.rows(); p++) {
            assertTrue(norms.get(p, 0).contains(m.get(p, 0).abs()), norms + " " + m);
        }
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void columnsAreTheRowsOfTheTransposedLayer(@ForAll("dora") ContractInstance i) {
        NormAxis other = dora(i).axis() == NormAxis.ROW ? NormAxis.COLUMN : NormAxis.ROW;
        Map<String, RationalMatrix> slots = Map.of(
                "A", i.slots().get("B").transpose(),
                "B", i.slots().get("A").transpose(),
                "m", i.slots().get("m"));
        RationalMatrix mirrored = AdaptedLayer.of(
                        new DoRa(dora(i).scaling(), other),
                        new SurrogateAlgebra(),
                        Dimensions.of(i.dIn(), i.dOut(), i.rank()),
                        i.w0().transpose(),
                        slots,
                        RationalAlgebra::shapeOf)
                .weight();
        assertEquals(mirrored.transpose(), i.layer(i.slots()).weight());
    }
}
