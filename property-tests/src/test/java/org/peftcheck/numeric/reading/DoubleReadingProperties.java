package org.peftcheck.numeric.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.interval.ActivationEnclosure;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.FourierFt;
import org.peftcheck.theory.adapter.Initialiser;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.exact.RationalMatrix;

/** The reading in doubles against exact arithmetic, enclosures and the rounding bound. */
class DoubleReadingProperties {

    private static final int TRIES = 2000;
    private static final String SEED = "14142135";
    private static final EjmlAlgebra EJML = new EjmlAlgebra();

    /** Two factors of fitting shapes with entries of very different sizes. */
    record Factors(DenseMatrix left, DenseMatrix right) {}

    @Provide
    Arbitrary<Factors> factors() {
        return Arbitraries.randomValue(random -> {
            int rows = 1 + random.nextInt(7);
            int inner = 1 + random.nextInt(40);
            int columns = 1 + random.nextInt(7);
            DenseMatrix.Entry entry = (i, j) -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(200) - 100);
            return new Factors(DenseMatrix.of(rows, inner, entry), DenseMatrix.of(inner, columns, entry));
        });
    }

    @Provide
    Arbitrary<WeightAdapter> adapters() {
        return Arbitraries.of(AdapterRegistry.standard().methods().stream()
                .flatMap(method -> method.variants().stream())
                .toList());
    }

    @Provide
    Arbitrary<Activation> activations() {
        return Arbitraries.of(
                Activation.RELU,
                Activation.LEAKY_RELU,
                Activation.GELU,
                Activation.TANH,
                Activation.SILU,
                Activation.SIN2PI,
                Activation.TRIANGLE,
                Activation.SIN_PLUS_COS);
    }

    @Property(tries = TRIES, seed = SEED)
    void productsAreWithinTheRoundingBound(@ForAll("factors") Factors f) {
        RoundingBoundAlgebra bounds = new RoundingBoundAlgebra();
        RoundingBoundAlgebra.Bounded bounded = bounds.times(
                RoundingBoundAlgebra.Bounded.exactly(f.left()), RoundingBoundAlgebra.Bounded.exactly(f.right()));
        DenseMatrix product = EJML.times(f.left(), f.right());
        assertTrue(bounded.admits(product));
        RationalMatrix exact = RationalMatrix.ofDoubles(f.left().toDoubles())
                .times(RationalMatrix.ofDoubles(f.right().toDoubles()));
        assertTrue(bounded.enclosure().contains(exact));
    }

    @Property(tries = TRIES, seed = SEED)
    void theRoundingBoundIsNoLicence(@ForAll("factors") Factors f) {
        RoundingBoundAlgebra.Bounded bounded = new RoundingBoundAlgebra()
                .times(RoundingBoundAlgebra.Bounded.exactly(f.left()), RoundingBoundAlgebra.Bounded.exactly(f.right()));
        DenseMatrix product = EJML.times(f.left(), f.right());
        DenseMatrix shifted = DenseMatrix.of(
                product.rows(),
                product.columns(),
                (i, j) -> product.get(i, j) + 1e-10 * bounded.majorant().get(i, j));
        assertTrue(!bounded.admits(shifted));
    }

    @Property(tries = TRIES, seed = SEED)
    void smallIntegersAreExact(@ForAll("factors") Factors f) {
        DenseMatrix left = f.left().map(x -> Math.rint(x % 1000));
        DenseMatrix right = f.right().map(x -> Math.rint(x % 1000));
        RationalMatrix exact =
                RationalMatrix.ofDoubles(left.toDoubles()).times(RationalMatrix.ofDoubles(right.toDoubles()));
        assertEquals(exact, RationalMatrix.ofDoubles(EJML.times(left, right).toDoubles()));
    }

    @Property(tries = TRIES, seed = SEED)
    void transposingIsExactAndItsOwnInverse(@ForAll("factors") Factors f) {
        DenseMatrix once = EJML.transpose(f.left());
        assertEquals(f.left().get(0, f.left().columns() - 1), once.get(f.left().columns() - 1, 0));
        assertEquals(f.left(), EJML.transpose(once));
        assertEquals(
                RationalMatrix.ofDoubles(f.left().toDoubles()).transpose(), RationalMatrix.ofDoubles(once.toDoubles()));
    }

    @Property(tries = TRIES, seed = SEED)
    @StatisticsReport(StatisticsReportMode.OFF)
    void activationsInDoublesAreNearTheirEnclosures(
            @ForAll("activations") Activation activation, @ForAll @IntRange(min = -2000, max = 2000) int step) {
        double x = step * 0.0127;
        Interval enclosure = ActivationEnclosure.of(activation, Interval.of(x));
        double slack = 4 * 0x1p-53 * Math.max(1, Math.abs(x));
        double value = ActivationValues.inDoubles(activation).applyAsDouble(x);
        assertTrue(value >= enclosure.lo() - slack && value <= enclosure.hi() + slack, activation.id() + " at " + x);
        Statistics.collect(activation.id());
        Statistics.coverage(coverage -> activations()
                .allValues()
                .orElseThrow()
                .forEach(a -> coverage.check(a.id()).count(n -> n > 100)));
    }

    @Property(tries = TRIES, seed = SEED)
    void exactActivationsLieInTheirEnclosures(
            @ForAll("activations") Activation drawn, @ForAll @IntRange(min = -2000, max = 2000) int numerator) {
        Activation activation =
                RationalAlgebra.isExact(drawn) ? drawn : new Activation.LeakyRelu(new BigFraction(1, 3));
        BigFraction x = new BigFraction(numerator, 7);
        BigFraction value = ActivationValues.exactly(activation).orElseThrow().apply(x);
        assertTrue(ActivationEnclosure.of(activation, Interval.enclosing(x)).contains(value));
    }

    private static double bound(Slot slot, Dimensions dimensions) {
        if (slot.initialiser() instanceof Initialiser.UniformFanIn uniform) {
            double fanIn = uniform.fanIn()
                    .substitute(dimensions.values())
                    .constantValue()
                    .doubleValue();
            return Math.sqrt(uniform.square() / fanIn);
        }
        if (slot.initialiser() instanceof Initialiser.Constant constant) {
            return constant.value().doubleValue();
        }
        return slot.initialiser() instanceof Initialiser.Fourier ? 1 : Double.POSITIVE_INFINITY;
    }

    private static String refusal(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    @Property(tries = TRIES, seed = SEED)
    void initialValuesHaveTheShapesAndBoundsOfTheirSlots(
            @ForAll("adapters") WeightAdapter drawn,
            @ForAll @IntRange(min = 1, max = 9) int dOut,
            @ForAll @IntRange(min = 1, max = 9) int dIn,
            @ForAll @IntRange(min = 1, max = 4) int width,
            @ForAll long seed) {
        int rank = Math.min(width, Math.min(dOut, dIn));
        Dimensions dimensions = Dimensions.of(dOut, dIn, rank);
        SplittableRandom random = new SplittableRandom(seed);
        DenseMatrix w0 = DenseMatrix.of(dOut, dIn, (i, j) -> random.nextDouble(-1, 1));
        WeightAdapter adapter = drawn;
        if (drawn instanceof FourierFt fourier) {
            String message = refusal(() -> InitialValues.draw(fourier, dimensions, w0, random));
            assertTrue(
                    message.startsWith("FourierFT coefficients: expected at most d_out·d_in = " + dOut * dIn), message);
            adapter = new FourierFt(fourier.scaling(), dOut * dIn, seed);
        }
        var values = InitialValues.draw(adapter, dimensions, w0, random);
        long allocated = 0;
        for (Slot slot : adapter.slots()) {
            DenseMatrix value = values.get(slot.symbol());
            assertEquals(slot.shape().at(dimensions.values()), value.shape());
            double bound = bound(slot, dimensions);
            assertEquals(value, value.map(x -> Math.max(-bound, Math.min(bound, x))));
            allocated += slot.isTrainable() ? (long) value.rows() * value.columns() : 0;
        }
        assertEquals(
                adapter.trainableCount()
                        .substitute(dimensions.values())
                        .constantValue()
                        .longValueExact(),
                allocated);
    }
}
