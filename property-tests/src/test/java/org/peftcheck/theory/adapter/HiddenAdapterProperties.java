package org.peftcheck.theory.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.interval.IntervalAlgebra;
import org.peftcheck.numeric.interval.IntervalMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.numeric.reading.RoundingBoundAlgebra;
import org.peftcheck.numeric.reading.RoundingBoundAlgebra.Bounded;
import org.peftcheck.theory.adapter.HiddenAdapter.Batch;
import org.peftcheck.theory.adapter.HiddenAdapter.Site;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.ShapeAlgebra;
import org.peftcheck.theory.algebra.ShapeAlgebra.Shaped;
import org.peftcheck.theory.exact.RationalMatrix;

/** What every method on hidden states has to do, in every reading. */
class HiddenAdapterProperties {

    private static final int TRIES = 1500;
    private static final String SEED = "26457513";
    private static final int VECTORS = 3;
    private static final SurrogateAlgebra EXACT = new SurrogateAlgebra();

    /** A method at one of its places, with numbers. */
    record Case(
            HiddenAdapter adapter,
            Site site,
            HiddenDimensions dimensions,
            RationalMatrix states,
            Map<String, RationalMatrix> slots) {

        Map<Dimension, Polynomial> values() {
            return dimensions.values();
        }

        <M> M forward(MatrixAlgebra<M> algebra, Function<RationalMatrix, M> reading) {
            return forward(algebra, reading, slots);
        }

        <M> M forward(MatrixAlgebra<M> algebra, Function<RationalMatrix, M> reading, Map<String, RationalMatrix> from) {
            RationalMatrix ones = RationalMatrix.of(1, VECTORS, (i, j) -> BigFraction.ONE);
            SlotValues<M> read =
                    SlotValues.drawn(adapter, site.slots(), values(), slot -> reading.apply(from.get(slot.symbol())));
            return adapter.forward(algebra, new Batch<>(reading.apply(states), reading.apply(ones)), read);
        }
    }

    private static int number(Polynomial side, HiddenDimensions dimensions) {
        return side.substitute(dimensions.values()).constantValue().intValueExact();
    }

    private static Case draw(Random random) {
        HiddenAdapter adapter = ContractInstances.pick(HiddenRegistry.methods(), random);
        Site site = ContractInstances.pick(adapter.sites(), random);
        HiddenDimensions dimensions = new HiddenDimensions(
                2 + random.nextInt(4), 6 + random.nextInt(3), 1 + random.nextInt(2), 1 + random.nextInt(5), 2);
        Map<String, RationalMatrix> slots = new HashMap<>();
        for (Slot slot : site.slots()) {
            Shape shape = slot.shape().at(dimensions.values());
            slots.put(
                    slot.symbol(),
                    ContractInstances.matrix(
                            number(shape.rows(), dimensions), number(shape.columns(), dimensions), false, random));
        }
        RationalMatrix states = ContractInstances.matrix(number(site.features(), dimensions), VECTORS, false, random);
        return new Case(adapter, site, dimensions, states, slots);
    }

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.randomValue(HiddenAdapterProperties::draw);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void symbolicCountIsWhatIsStatedAndAllocated(@ForAll("cases") Case c) {
        BigInteger allocated = BigInteger.ZERO;
        for (Site site : c.adapter().sites()) {
            BigInteger of = BigInteger.ZERO;
            for (Slot slot : site.slots()) {
                Shape shape = slot.shape().at(c.values());
                of = of.add(BigInteger.valueOf(
                        (long) number(shape.rows(), c.dimensions()) * number(shape.columns(), c.dimensions())));
            }
            allocated = allocated.add(of.multiply(BigInteger.valueOf(number(site.multiplicity(), c.dimensions()))));
        }
        assertEquals(c.adapter().statedCount(), c.adapter().trainableCount());
        assertEquals(allocated, c.adapter().statedCount().substitute(c.values()).constantValue());
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void statesKeepTheirShapeExceptInAHead(@ForAll("cases") Case c) {
        SlotValues<Shaped> slots = SlotValues.drawn(
                c.adapter(), c.site().slots(), Map.of(), slot -> new Shaped(slot.symbol(), slot.shape()));
        Polynomial n = Polynomial.of(Dimension.VECTORS);
        Shape states = new Shape(c.site().features(), n);
        Batch<Shaped> batch = new Batch<>(new Shaped("H", states), new Shaped("1", new Shape(Polynomial.ONE, n)));
        Shape expected =
                c.site().hook() == HiddenAdapter.Hook.HEAD ? new Shape(Polynomial.of(Dimension.CLASSES), n) : states;
        assertEquals(
                expected, c.adapter().forward(new ShapeAlgebra(), batch, slots).shape());
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void trainingStartsAtThePretrainedStatesWhereClaimed(@ForAll("cases") Case c) {
        Map<String, RationalMatrix> initial = new HashMap<>(c.slots());
        for (Slot slot : c.site().slots()) {
            if (slot.initialiser() instanceof Initialiser.Constant constant) {
                initial.computeIfPresent(slot.symbol(), (symbol, m) -> m.map(x -> constant.value()));
            }
        }
        RationalMatrix found = c.forward(EXACT, m -> m, initial);
        if (c.adapter().startsAtPretrained()) {
            assertEquals(c.states(), found);
        }
        if (c.adapter() instanceof BitFit) {
            assertEquals(c.slots().get("b").isZero(), c.forward(EXACT, m -> m).equals(c.states()));
        }
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void doublesAreWithinTheRoundingBoundAndEnclosuresContainWhatIsExact(@ForAll("cases") Case c) {
        Bounded bounded = c.forward(new RoundingBoundAlgebra(), m -> Bounded.exactly(ContractInstance.dense(m)));
        assertTrue(bounded.admits(c.forward(new EjmlAlgebra(), ContractInstance::dense)));
        IntervalMatrix enclosure = c.forward(new IntervalAlgebra(), IntervalMatrix::of);
        if (!(c.adapter() instanceof Houlsby)) {
            assertTrue(enclosure.contains(c.forward(EXACT, m -> m)), c.adapter().id());
        }
    }

    /** Σ over the features, written out for a single state. */
    private static BigFraction row(RationalMatrix weight, int row, RationalMatrix states, int column) {
        return IntStream.range(0, weight.columns())
                .mapToObj(l -> weight.get(row, l).multiply(states.get(l, column)))
                .reduce(BigFraction.ZERO, BigFraction::add);
    }

    private static RationalMatrix edit(Case c, boolean takesAway) {
        RationalMatrix r = c.slots().get("R");
        RationalMatrix w = c.slots().get("W");
        RationalMatrix h = c.states();
        return RationalMatrix.of(
                h.rows(),
                VECTORS,
                (p, j) -> IntStream.range(0, r.rows())
                        .mapToObj(l -> {
                            BigFraction wanted =
                                    row(w, l, h, j).add(c.slots().get("b").get(l, 0));
                            return r.get(l, p).multiply(takesAway ? wanted.subtract(row(r, l, h, j)) : wanted);
                        })
                        .reduce(h.get(p, j), BigFraction::add));
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void editsAreThoseOfTheSourcesWrittenOutByEntries(@ForAll("cases") Case c) {
        RationalMatrix found = c.forward(EXACT, m -> m);
        if (c.adapter() instanceof LoReft) {
            assertEquals(edit(c, true), found);
        } else if (c.adapter() instanceof DiReft) {
            assertEquals(edit(c, false), found);
        } else if (c.adapter() instanceof Red) {
            assertEquals(
                    RationalMatrix.of(
                            c.states().rows(),
                            VECTORS,
                            (p, j) -> c.slots()
                                    .get("s")
                                    .get(p, 0)
                                    .multiply(c.states().get(p, j))
                                    .add(c.slots().get("t").get(p, 0))),
                    found);
        } else if (c.adapter() instanceof BitFit) {
            assertEquals(
                    RationalMatrix.of(
                            c.states().rows(),
                            VECTORS,
                            (p, j) ->
                                    c.states().get(p, j).add(c.slots().get("b").get(p, 0))),
                    found);
        }
    }

    /** The planted mistake: an edit that does not take R H away is told from LoReFT, unless R H is 0. */
    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void anEditThatForgetsTheProjectionIsFound(@ForAll("cases") Case c) {
        if (c.adapter() instanceof LoReft) {
            RationalMatrix r = c.slots().get("R");
            boolean differs = !r.transpose().times(r.times(c.states())).isZero();
            assertEquals(differs, !edit(c, false).equals(c.forward(EXACT, m -> m)));
        }
    }
}
