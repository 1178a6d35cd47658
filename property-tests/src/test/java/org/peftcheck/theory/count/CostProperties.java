package org.peftcheck.theory.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.FourierFt;
import org.peftcheck.theory.adapter.SymbolicAdapter;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Term;

/** What the costs and counts of all registered methods have in common. */
class CostProperties {

    private static final int TRIES = 1000;
    private static final String SEED = "16180339";

    @Provide
    Arbitrary<WeightAdapter> adapters() {
        return Arbitraries.of(variants(adapter -> true));
    }

    private static List<WeightAdapter> variants(Predicate<WeightAdapter> chosen) {
        return AdapterRegistry.standard().methods().stream()
                .flatMap(method -> method.variants().stream())
                .filter(chosen)
                .toList();
    }

    /** Those that add an update to W0, and do not put another weight in its place. */
    private static boolean isAdditive(WeightAdapter adapter) {
        SymbolicAdapter reading = SymbolicAdapter.of(adapter);
        return reading.weightTerm().equals(new Term.Sum(reading.weightSymbol(), reading.updateTerm()));
    }

    @Provide
    Arbitrary<WeightAdapter> additive() {
        return Arbitraries.of(variants(CostProperties::isAdditive));
    }

    @Provide
    Arbitrary<WeightAdapter> lowRank() {
        return Arbitraries.of(variants(a -> isAdditive(a) && !(a instanceof FourierFt)));
    }

    @Provide
    Arbitrary<WeightAdapter> tweakersAndTheirRivals() {
        Set<String> ids = Set.of("lora", "multiplicative-lora", "nonlinear-lora", "peanut");
        return Arbitraries.of(variants(a -> ids.contains(a.id())));
    }

    @Provide
    Arbitrary<WeightAdapter> spectral() {
        return Arbitraries.of(variants(FourierFt.class::isInstance));
    }

    @Provide
    Arbitrary<WeightAdapter> replacing() {
        return Arbitraries.of(variants(a -> !isAdditive(a)));
    }

    @Property(tries = TRIES, seed = SEED)
    void aSpectrumCostsAVectorAsMuchAsTwoUpdatesOfItsRank(@ForAll("spectral") WeightAdapter adapter) {
        Polynomial n = adapter.statedCount();
        Polynomial sides = Polynomial.of(Dimension.D_OUT).plus(Polynomial.of(Dimension.D_IN));
        Polynomial flops = StepCost.factoredUpdate(adapter).perVector().flops();
        assertEquals(
                n.times(sides)
                        .times(4)
                        .plus(Polynomial.of(Dimension.D_OUT).times(2))
                        .plus(n.times(2)),
                flops);
    }

    @Property(tries = TRIES, seed = SEED)
    void aWeightThatIsReplacedIsMultipliedOnce(@ForAll("replacing") WeightAdapter adapter) {
        Polynomial product = Polynomial.of(Dimension.D_OUT)
                .times(Polynomial.of(Dimension.D_IN))
                .times(2);
        Polynomial rest = StepCost.factored(adapter).perVector().flops().minus(product);
        assertTrue(rest.hasNoNegativeCoefficient(), rest.toString());
        assertTrue(rest.degree(Dimension.D_OUT) + rest.degree(Dimension.D_IN) <= 2, rest.toString());
        Polynomial once = StepCost.materialised(adapter).perVector().flops();
        assertEquals(product, once);
    }

    private static BigInteger at(Polynomial polynomial, int dOut, int dIn, int rank) {
        return polynomial.evaluate(Map.of(
                Dimension.D_OUT, BigInteger.valueOf(dOut),
                Dimension.D_IN, BigInteger.valueOf(dIn),
                Dimension.RANK, BigInteger.valueOf(rank)));
    }

    @Property(tries = TRIES, seed = SEED)
    void theUpdateCostsAVectorNoMoreThanItsNarrowSides(@ForAll("lowRank") WeightAdapter adapter) {
        Polynomial side = Polynomial.of(Dimension.VECTORS);
        Polynomial flops = StepCost.factoredUpdate(adapter)
                .perVector()
                .flops()
                .substitute(Map.of(Dimension.D_OUT, side, Dimension.D_IN, side));
        assertTrue(flops.degree(Dimension.VECTORS) == 1, flops.toString());
        Polynomial bound = Polynomial.of(Dimension.RANK)
                .times(side)
                .times(4)
                .plus(side)
                .plus(Polynomial.of(Dimension.RANK))
                .minus(flops);
        assertTrue(bound.hasNoNegativeCoefficient(), bound.toString());
    }

    @Property(tries = TRIES, seed = SEED)
    void theFactoredStepIsTheUpdateAndThePretrainedWeight(@ForAll("additive") WeightAdapter adapter) {
        Polynomial dOut = Polynomial.of(Dimension.D_OUT);
        Polynomial pretrained =
                dOut.times(Polynomial.of(Dimension.D_IN)).times(2).plus(dOut);
        StepCost whole = StepCost.factored(adapter);
        StepCost update = StepCost.factoredUpdate(adapter);
        assertEquals(update.once(), whole.once());
        assertEquals(
                pretrained, whole.perVector().flops().minus(update.perVector().flops()));
    }

    @Property(tries = TRIES, seed = SEED)
    void theFactoredStepDoesLessOnceAndMoreForEachVector(@ForAll("adapters") WeightAdapter adapter) {
        StepCost factored = StepCost.factored(adapter);
        StepCost materialised = StepCost.materialised(adapter);
        assertTrue(materialised.once().flops().minus(factored.once().flops()).hasNoNegativeCoefficient());
        assertTrue(materialised.once().bytes().minus(factored.once().bytes()).hasNoNegativeCoefficient());
        assertTrue(factored.perVector()
                .flops()
                .minus(materialised.perVector().flops())
                .hasNoNegativeCoefficient());
    }

    @Property(tries = TRIES, seed = SEED)
    void aStepIsAffineInTheNumberOfVectors(
            @ForAll("adapters") WeightAdapter adapter, @ForAll @IntRange(min = 0, max = 100_000) int vectors) {
        StepCost cost = StepCost.factored(adapter);
        Polynomial less = cost.total(Polynomial.constant(vectors)).flops();
        Polynomial more = cost.total(Polynomial.constant(vectors + 1)).flops();
        assertEquals(cost.perVector().flops(), more.minus(less));
        assertEquals(cost.once().bytes(), cost.total(Polynomial.ZERO).bytes());
    }

    @Property(tries = TRIES, seed = SEED)
    void countsOverLayersAreSumsOfThePolynomial(
            @ForAll("adapters") WeightAdapter adapter,
            @ForAll @IntRange(min = 1, max = 20_000) int dOut,
            @ForAll @IntRange(min = 1, max = 20_000) int dIn,
            @ForAll @IntRange(min = 1, max = 512) int rank,
            @ForAll @IntRange(min = 1, max = 100) int layers) {
        List<LayerShape> shapes = List.of(new LayerShape("many", dOut, dIn, layers), new LayerShape("one", dIn, dOut));
        BigInteger expected = at(adapter.trainableCount(), dOut, dIn, rank)
                .multiply(BigInteger.valueOf(layers))
                .add(at(adapter.trainableCount(), dIn, dOut, rank));
        assertEquals(expected, ParameterCount.of(adapter, shapes, rank).trainable());
    }

    @Property(tries = TRIES, seed = SEED)
    void onSquareWeightsAllShallowMethodsCountTheSame(
            @ForAll("tweakersAndTheirRivals") WeightAdapter adapter,
            @ForAll @IntRange(min = 1, max = 20_000) int side,
            @ForAll @IntRange(min = 1, max = 512) int rank) {
        BigInteger square = BigInteger.valueOf(rank).pow(2);
        BigInteger beyond =
                at(adapter.trainableCount(), side, side, rank).subtract(BigInteger.valueOf(2L * side * rank));
        assertEquals(BigInteger.ZERO, beyond.mod(square));
        assertEquals(adapter.slots().size() - 2, beyond.divide(square).intValueExact());
    }
}
