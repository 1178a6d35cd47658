package org.peftcheck.theory.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.peftcheck.theory.adapter.ContractInstance.RankCorner;
import org.peftcheck.theory.adapter.ContractInstance.WeightCorner;

/**
 * The contract that every method of a registry has to meet, on layers with d_out ≠ d_in and slots away from their initial values.
 * Every law also shows that each method and each special case was among its instances.
 */
abstract class AdapterContract {

    private static final int TRIES = 1500;
    private static final String SEED = "20261124";

    /** The methods under contract. */
    abstract List<AdapterMethod> methods();

    @Provide
    Arbitrary<ContractInstance> instances() {
        return Arbitraries.randomValue(
                random -> ContractInstances.draw(ContractInstances.pick(methods(), random), random));
    }

    private void expect(ContractCheck check, ContractInstance instance) {
        Statistics.label("method").collect(instance.adapter().id());
        Statistics.label("rank").collect(instance.rankCorner());
        Statistics.label("weight").collect(instance.weightCorner());
        assertEquals(Optional.empty(), check.failureOf(instance), check.name());
        Statistics.label("method")
                .coverage(coverage ->
                        methods().forEach(m -> coverage.check(m.id()).count(n -> n > 60)));
        Statistics.label("rank")
                .coverage(coverage -> List.of(RankCorner.values())
                        .forEach(corner -> coverage.check(corner).count(n -> n > 100)));
        Statistics.label("weight")
                .coverage(coverage -> List.of(WeightCorner.values())
                        .forEach(corner -> coverage.check(corner).count(n -> n > 50)));
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void startsAtThePretrainedWeightWhereClaimed(@ForAll("instances") ContractInstance instance) {
        expect(ContractChecks.STARTS_AT_PRETRAINED, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void countsWhatIsAllocatedAndStated(@ForAll("instances") ContractInstance instance) {
        expect(ContractChecks.COUNT, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void countsOfLayersAddUp(@ForAll("instances") ContractInstance instance) {
        expect(ContractChecks.COUNT_OVER_LAYERS, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void whatLayersShareIsStoredOnce(@ForAll("instances") ContractInstance instance) {
        expect(ContractChecks.SHARED, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void shapesOfTheFormulaAreThoseOfItsValue(@ForAll("instances") ContractInstance instance) {
        expect(ContractChecks.SHAPES, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void slotsOfAnotherShapeAreRefusedByName(@ForAll("instances") ContractInstance instance) {
        expect(ContractChecks.REFUSES_MISSHAPEN_SLOTS, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void missingAndUnknownSlotsAreRefusedByName(@ForAll("instances") ContractInstance instance) {
        expect(ContractChecks.REFUSES_MISSING_AND_UNKNOWN_SLOTS, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void slotsHaveNamesOfTheirOwnAndAreAllUsed(@ForAll("instances") ContractInstance instance) {
        expect(ContractChecks.SLOTS, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void texIsBalancedAndNamesEverySlot(@ForAll("instances") ContractInstance instance) {
        expect(ContractChecks.LATEX, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void readingTheTermIsReadingTheFormula(@ForAll("instances") ContractInstance instance) {
        expect(ContractChecks.TERM, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void unmergingGivesThePretrainedWeightBack(@ForAll("instances") ContractInstance instance) {
        expect(MergeChecks.UPDATE, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void aMergeIsUndoneFromWhatWasKept(@ForAll("instances") ContractInstance instance) {
        expect(MergeChecks.UNMERGE, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void twoAdaptersAtOnceGiveTheSumOfTheirUpdates(@ForAll("instances") ContractInstance instance) {
        expect(MergeChecks.TWO_AT_ONCE, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void theWeightIsThatOfTheFormulaWrittenOutByEntries(@ForAll("instances") ContractInstance instance) {
        expect(ContractChecks.FORMULA, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void mergedForwardIsUnmergedForward(@ForAll("instances") ContractInstance instance) {
        expect(MergeChecks.MERGE, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void whatIsFrozenAndWhatIsTrainedAddUp(@ForAll("instances") ContractInstance instance) {
        expect(MergeChecks.SUMMANDS, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void twoLayersDoNotDisturbEachOther(@ForAll("instances") ContractInstance instance) {
        expect(ContractChecks.PURE, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void doublesAreWithinTheRoundingBound(@ForAll("instances") ContractInstance instance) {
        expect(ContractChecks.ROUNDING, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void enclosuresContainTheExactValue(@ForAll("instances") ContractInstance instance) {
        expect(ContractChecks.ENCLOSURE, instance);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void applyingTheFactorsIsApplyingTheUpdate(@ForAll("instances") ContractInstance instance) {
        expect(ContractChecks.FACTORED, instance);
    }
}
