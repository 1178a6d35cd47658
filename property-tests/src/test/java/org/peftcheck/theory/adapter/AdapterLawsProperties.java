package org.peftcheck.theory.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.exact.ExactRank;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.RationalAlgebra;
import org.peftcheck.numeric.reading.RoundingBoundAlgebra;
import org.peftcheck.numeric.reading.RoundingBoundAlgebra.Bounded;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.exact.RationalMatrix;

/** What is true of the single methods, and between them, checked against formulas that are written out here. */
class AdapterLawsProperties {

    private static final int TRIES = 1500;
    private static final String SEED = "31415926";
    private static final SurrogateAlgebra ALGEBRA = new SurrogateAlgebra();

    private static Arbitrary<ContractInstance> of(String id) {
        AdapterMethod method = AdapterRegistry.standard().method(id);
        return Arbitraries.randomValue(random -> ContractInstances.draw(method, random));
    }

    @Provide
    Arbitrary<ContractInstance> lora() {
        return of("lora");
    }

    @Provide
    Arbitrary<ContractInstance> multiplicative() {
        return of("multiplicative-lora");
    }

    @Provide
    Arbitrary<ContractInstance> nonlinear() {
        return of("nonlinear-lora");
    }

    @Provide
    Arbitrary<ContractInstance> peanut() {
        return of("peanut");
    }

    private static RationalMatrix update(ContractInstance i) {
        return i.layer(i.slots()).update();
    }

    private static RationalMatrix update(
            WeightAdapter adapter, RationalMatrix w0, int rank, Map<String, RationalMatrix> slots) {
        Dimensions dimensions = Dimensions.of(w0.rows(), w0.columns(), rank);
        return AdaptedLayer.of(adapter, ALGEBRA, dimensions, w0, slots, RationalAlgebra::shapeOf)
                .update();
    }

    private static BigFraction factor(Scaling scaling, int rank) {
        return ReferenceWeights.factor(scaling, rank);
    }

    private static Peanut peanut(ContractInstance i) {
        return (Peanut) i.adapter();
    }

    private static Peanut turned(Peanut p, Orientation orientation) {
        return new Peanut(p.scaling(), p.activation(), orientation, p.depth());
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReportMode.OFF)
    void loraIsTheScaledSumOfOuterProducts(@ForAll("lora") ContractInstance i) {
        Scaling scaling = ((LoRa) i.adapter()).scaling();
        BigFraction s = factor(scaling, i.rank());
        RationalMatrix a = i.slots().get("A");
        RationalMatrix b = i.slots().get("B");
        RationalMatrix expected = RationalMatrix.of(
                i.dOut(),
                i.dIn(),
                (row, column) -> IntStream.range(0, i.rank())
                        .mapToObj(l -> a.get(row, l).multiply(b.get(l, column)).multiply(s))
                        .reduce(BigFraction.ZERO, BigFraction::add));
        assertEquals(expected, update(i));
        Statistics.collect(scaling instanceof Scaling.AlphaOverRank && i.rank() > 1);
        Statistics.coverage(coverage -> coverage.check(true).percentage(p -> p > 10));
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void alphaIsDividedByTheRank(@ForAll("lora") ContractInstance i) {
        BigFraction alpha = new BigFraction(16);
        RationalMatrix scaled = update(new LoRa(Scaling.alphaOverRank(alpha)), i.w0(), i.rank(), i.slots());
        RationalMatrix plain = update(new LoRa(Scaling.ONE), i.w0(), i.rank(), i.slots());
        assertEquals(plain.scale(alpha.divide(i.rank())), scaled);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void loraIsAdditiveInItsFirstFactor(@ForAll("lora") ContractInstance i, @ForAll Random random) {
        RationalMatrix more = ContractInstances.matrix(i.dOut(), i.rank(), false, random);
        Map<String, RationalMatrix> other = Map.of("A", more, "B", i.slots().get("B"));
        Map<String, RationalMatrix> sum =
                Map.of("A", more.plus(i.slots().get("A")), "B", i.slots().get("B"));
        assertEquals(
                update(i).plus(update(i.adapter(), i.w0(), i.rank(), other)),
                update(i.adapter(), i.w0(), i.rank(), sum));
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void multiplicativeLoraIsLoraWithW0InFront(@ForAll("multiplicative") ContractInstance i) {
        Scaling scaling = ((MultiplicativeLoRa) i.adapter()).scaling();
        Map<String, RationalMatrix> slots =
                Map.of("A", i.w0().times(i.slots().get("A")), "B", i.slots().get("B"));
        assertEquals(update(new LoRa(scaling), i.w0(), i.rank(), slots), update(i));
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void nonlinearLoraIsLoraWithAnActivatedFactor(@ForAll("nonlinear") ContractInstance i) {
        NonlinearLoRa adapter = (NonlinearLoRa) i.adapter();
        Map<String, RationalMatrix> slots = Map.of(
                "A",
                ALGEBRA.activate(adapter.activation(), i.slots().get("A")),
                "B",
                i.slots().get("B"));
        assertEquals(update(new LoRa(adapter.scaling()), i.w0(), i.rank(), slots), update(i));
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void nonlinearLoraDoesNotSeeThePretrainedWeight(@ForAll("nonlinear") ContractInstance i) {
        RationalMatrix other = i.w0().map(x -> x.multiply(-3).add(1));
        assertEquals(update(i), update(i.adapter(), other, i.rank(), i.slots()));
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReportMode.OFF)
    void transposedOrientationIsTheStandardOneOnTheTransposedWeight(@ForAll("peanut") ContractInstance i) {
        Peanut adapter = peanut(i);
        Orientation other =
                adapter.orientation() == Orientation.STANDARD ? Orientation.TRANSPOSED : Orientation.STANDARD;
        RationalMatrix mirrored = update(turned(adapter, other), i.w0().transpose(), i.rank(), i.slots());
        assertEquals(mirrored.transpose(), update(i));
        Statistics.collect(adapter.orientation(), adapter.depth());
        Statistics.coverage(coverage -> {
            for (Orientation orientation : Orientation.values()) {
                List.of(2, 4, 6, 8)
                        .forEach(depth -> coverage.check(orientation, depth).count(n -> n > 50));
            }
        });
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void depthTwoIsTheFormulaOfThePaperAndItsMirrorImage(@ForAll("peanut") ContractInstance i) {
        Peanut p = peanut(i);
        Peanut shallow = new Peanut(p.scaling(), p.activation(), p.orientation(), 2);
        RationalMatrix theta1 = i.slots().get("Theta1");
        RationalMatrix theta2 = i.slots().get("Theta2");
        RationalMatrix expected = p.orientation() == Orientation.STANDARD
                ? ALGEBRA.activate(p.activation(), i.w0().times(theta1)).times(theta2)
                : theta2.transpose()
                        .times(ALGEBRA.activate(
                                p.activation(), theta1.transpose().times(i.w0())));
        Map<String, RationalMatrix> slots = Map.of("Theta1", theta1, "Theta2", theta2);
        assertEquals(expected.scale(factor(p.scaling(), i.rank())), update(shallow, i.w0(), i.rank(), slots));
    }

    /** The network as the authors' code has it, layer by layer. */
    private static RationalMatrix authorsNetwork(Peanut p, RationalMatrix input, Map<String, RationalMatrix> slots) {
        RationalMatrix h0 = ALGEBRA.activate(p.activation(), input.times(slots.get("Theta1")));
        RationalMatrix h1 = ALGEBRA.activate(p.activation(), h0.times(slots.get("E0")));
        if (p.depth() == 4) {
            RationalMatrix h2 =
                    ALGEBRA.activate(p.activation(), h1.times(slots.get("D0"))).plus(h0);
            return h2.times(slots.get("Theta2"));
        }
        RationalMatrix h2 = ALGEBRA.activate(p.activation(), h1.times(slots.get("E1")));
        RationalMatrix h3 =
                ALGEBRA.activate(p.activation(), h2.times(slots.get("D0"))).plus(h1);
        RationalMatrix h4 =
                ALGEBRA.activate(p.activation(), h3.times(slots.get("D1"))).plus(h0);
        return h4.times(slots.get("Theta2"));
    }

    @Provide
    Arbitrary<ContractInstance> deepPeanut() {
        AdapterMethod method = AdapterRegistry.standard().method("peanut");
        return Arbitraries.randomValue(random -> {
            Peanut drawn = (Peanut) ContractInstances.configure(method, random);
            int depth = 4 + 2 * random.nextInt(2);
            return ContractInstances.draw(
                    new Peanut(drawn.scaling(), drawn.activation(), Orientation.STANDARD, depth), random);
        });
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void deepTweakersAreTheAuthorsNetwork(@ForAll("deepPeanut") ContractInstance i) {
        RationalMatrix expected = authorsNetwork(peanut(i), i.w0(), i.slots());
        assertEquals(expected.scale(factor(peanut(i).scaling(), i.rank())), update(i));
    }

    /** For σ(0) = 0; the sum of sine and cosine is 1 there. */
    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void deadDecodersLeaveTheShallowTweaker(@ForAll("peanut") ContractInstance i) {
        Peanut p = peanut(i);
        Assume.that(!p.activation().equals(Activation.SIN_PLUS_COS));
        Map<String, RationalMatrix> dead = new HashMap<>(i.slots());
        dead.replaceAll(
                (symbol, value) -> symbol.startsWith("D") ? RationalMatrix.zero(value.rows(), value.columns()) : value);
        Map<String, RationalMatrix> outer =
                Map.of("Theta1", i.slots().get("Theta1"), "Theta2", i.slots().get("Theta2"));
        Peanut shallow = new Peanut(p.scaling(), p.activation(), p.orientation(), 2);
        assertEquals(update(shallow, i.w0(), i.rank(), outer), update(p, i.w0(), i.rank(), dead));
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void equalRowsOfTheWeightGetEqualRowsOfTheUpdate(@ForAll("deepPeanut") ContractInstance i) {
        List<Integer> doubled = IntStream.concat(IntStream.range(0, i.dOut()), IntStream.of(0))
                .boxed()
                .toList();
        RationalMatrix update = update(i.adapter(), i.w0().selectRows(doubled), i.rank(), i.slots());
        assertEquals(update.selectRows(List.of(0)), update.selectRows(List.of(i.dOut())));
        assertEquals(update(i).selectRows(doubled), update);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReportMode.OFF)
    void rectifyingTweakersScaleWithTheWeight(@ForAll("peanut") ContractInstance i) {
        Peanut p = peanut(i);
        Activation activation = p.activation() instanceof Activation.LeakyRelu ? p.activation() : Activation.RELU;
        Peanut adapter = new Peanut(p.scaling(), activation, p.orientation(), p.depth());
        BigFraction c = new BigFraction(7, 3);
        RationalMatrix update = update(adapter, i.w0(), i.rank(), i.slots());
        assertEquals(update.scale(c), update(adapter, i.w0().scale(c), i.rank(), i.slots()));
        Statistics.collect(update.isZero());
        Statistics.coverage(coverage -> coverage.check(false).percentage(share -> share > 50));
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void layersOneAfterTheOtherMergeOneByOne(
            @ForAll("lora") ContractInstance first, @ForAll("peanut") ContractInstance drawn, @ForAll Random random) {
        int dOut = 1 + random.nextInt(5);
        Peanut p = peanut(drawn);
        int side = p.orientation() == Orientation.STANDARD ? first.dOut() : dOut;
        Map<String, RationalMatrix> slots = new HashMap<>(drawn.slots());
        slots.put("Theta1", ContractInstances.matrix(side, drawn.rank(), false, random));
        slots.put("Theta2", ContractInstances.matrix(drawn.rank(), side, false, random));
        RationalMatrix w0 = ContractInstances.matrix(dOut, first.dOut(), false, random);
        AdaptedLayer<RationalMatrix> lower = first.layer(first.slots());
        AdaptedLayer<RationalMatrix> upper = AdaptedLayer.of(
                p, ALGEBRA, Dimensions.of(dOut, first.dOut(), drawn.rank()), w0, slots, RationalAlgebra::shapeOf);
        RationalMatrix separately =
                upper.forwardUnmerged(ALGEBRA.activate(Activation.RELU, lower.forwardUnmerged(first.x())));
        RationalMatrix merged = upper.weight()
                .times(ALGEBRA.activate(Activation.RELU, lower.weight().times(first.x())));
        assertEquals(separately, merged);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void doublesAreWithinTenToTheMinusTenOfTheSumOfAbsoluteTerms(@ForAll("peanut") ContractInstance i) {
        Peanut p = peanut(i);
        Activation activation = RationalAlgebra.isExact(p.activation()) ? p.activation() : Activation.LEAKY_RELU;
        Peanut adapter = new Peanut(p.scaling(), activation, p.orientation(), p.depth());
        SlotValues<Bounded> slots = SlotValues.drawn(
                adapter,
                i.dimensions(),
                slot -> Bounded.exactly(ContractInstance.dense(i.slots().get(slot.symbol()))));
        Bounded bounded =
                adapter.update(new RoundingBoundAlgebra(), Bounded.exactly(ContractInstance.dense(i.w0())), slots);
        DenseMatrix error = bounded.error();
        for (int row = 0; row < error.rows(); row++) {
            for (int column = 0; column < error.columns(); column++) {
                double majorant = bounded.majorant().get(row, column);
                assertTrue(error.get(row, column) <= 1e-10 * majorant + 1e-250);
            }
        }
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    void rankBoundsTheUpdate(@ForAll("peanut") ContractInstance i) {
        RationalMatrix update = update(i);
        assertTrue(ExactRank.of(update) <= i.rank());
    }
}
